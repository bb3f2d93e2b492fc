"""List the words that a format must contain, in reading order, from an ExpectedText."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

from build_tools.inspection.text import tokenize
from build_tools.model import Place
from build_tools.model.expected_text import (
    Anchor,
    Block,
    ContentsEntry,
    ExpectedText,
    Link,
    Note,
    NoteReference,
)


def read_expected_text(file: Path) -> ExpectedText | None:
    """Return the expected text of an edition; None if there is no readable file."""
    try:
        state = file.stat()
        return _parse_expected_text(file, state.st_mtime_ns, state.st_size)
    except (OSError, ValueError, TypeError, AttributeError, KeyError):
        return None


@lru_cache(maxsize=4)
def _parse_expected_text(file: Path, _changed: int, _size: int) -> ExpectedText:
    data = json.loads(file.read_text("utf-8"))
    return ExpectedText(
        title=data.get("title", ""),
        pages=tuple(data["pages"]),
        blocks=_parse_rows(data, "blocks", _parse_block),
        links=_parse_rows(
            data, "links", lambda one: Link(**{"block": 0, "text": "", **_convert_formats(one)})
        ),
        note_references=_parse_rows(
            data, "note_references", lambda one: NoteReference(**{**_ANONYMOUS, **one})
        ),
        notes=_parse_rows(data, "notes", lambda one: Note(**{"mark": "", **one})),
        anchors=_parse_rows(data, "anchors", lambda one: Anchor(**one)),
        contents=_parse_rows(data, "contents", lambda one: ContentsEntry(**{"text": "", **one})),
    )


_ANONYMOUS = {"anchor": "", "note": "", "mark": ""}


def _parse_rows(data: dict[str, Any], name: str, make: Callable[[Any], Any]) -> tuple[Any, ...]:
    return tuple(make(one) for one in data.get(name, ()))


def _parse_block(row: dict[str, Any]) -> Block:
    return Block(**{"text": "", **_convert_formats(row), "place": Place(**row.get("place", {}))})


def _convert_formats(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "formats": tuple(row.get("formats", ()))}


FRONT_PARTS = ("title", "title-block", "imprint")
CONTENTS_BLOCK = -1


@dataclass(frozen=True, slots=True)
class ExpectedWords:
    """Hold words in order and the block of each; CONTENTS_BLOCK for those of the contents."""

    words: tuple[str, ...]
    blocks: tuple[int, ...]
    block_starts: tuple[tuple[int, int], ...]

    def find_block_start(self, block: int) -> int:
        """Return the index of the first word of a block, or of the next block that has words."""
        index = bisect_left(self.block_starts, (block, 0))
        return self.block_starts[index][1] if index < len(self.block_starts) else len(self.words)


@lru_cache(maxsize=8)
def list_expected_words(expected_text: ExpectedText, format: str) -> ExpectedWords:
    """Return the words of an edition in a format; those of notes are separate in a PDF."""
    if format == "pdf":
        return _tokenize_blocks(_order_pdf_blocks(expected_text), keep_vowels=False)
    return _tokenize_blocks(_list_block_texts(expected_text, format), keep_vowels=True)


@lru_cache(maxsize=256)
def list_note_words(expected_text: ExpectedText, note: Note, format: str) -> ExpectedWords:
    """Return the words of a note."""
    inner = range(note.first_block, note.end_block)
    texts = ((at, block.text) for at, block in _select_blocks(expected_text, format) if at in inner)
    return _tokenize_blocks(texts, keep_vowels=format != "pdf")


def _tokenize_blocks(parts: Iterable[tuple[int, str]], *, keep_vowels: bool) -> ExpectedWords:
    pairs = [
        (word, at)
        for at, text in parts
        for word in tokenize.tokenize_text(text, keep_vowels=keep_vowels)
    ]
    blocks = tuple(at for _, at in pairs)
    block_changes = zip(blocks, (None, *blocks), strict=False)
    block_starts: dict[int, int] = {}
    for at, (block, before) in enumerate(block_changes):
        if block != before:
            block_starts.setdefault(block, at)
    return ExpectedWords(
        tuple(word for word, _ in pairs), blocks, tuple(sorted(block_starts.items()))
    )


def is_shown_as_text(block: Block, format: str) -> bool:
    """Return whether a format shows a block as text."""
    return block.kind != "image" and (not block.formats or format in block.formats)


def _select_blocks(expected_text: ExpectedText, format: str) -> Iterator[tuple[int, Block]]:
    return (
        (at, block)
        for at, block in enumerate(expected_text.blocks)
        if is_shown_as_text(block, format)
    )


def _list_block_texts(expected_text: ExpectedText, format: str) -> Iterator[tuple[int, str]]:
    return ((at, block.text) for at, block in _select_blocks(expected_text, format))


def _order_pdf_blocks(expected_text: ExpectedText) -> Iterator[tuple[int, str]]:
    """Yield cover, half title, imprint, contents and then the text, in the order of the PDF."""
    blocks = list(_select_blocks(expected_text, "pdf"))
    notes = set(
        chain.from_iterable(range(note.first_block, note.end_block) for note in expected_text.notes)
    )
    parts = {part: [(at, b.text) for at, b in blocks if b.part == part] for part in FRONT_PARTS}
    title = parts["title"] or [(0, expected_text.title)]
    yield from (*title, *parts["title-block"], *title, *parts["imprint"])
    yield from ((CONTENTS_BLOCK, entry.text) for entry in expected_text.contents)
    yield from ((at, b.text) for at, b in blocks if b.part not in FRONT_PARTS and at not in notes)


def find_anchor_word(
    expected_text: ExpectedText, words: ExpectedWords, anchor: Anchor, format: str
) -> int:
    """Return the index of the word that an anchor points to: its first, or the next after it."""
    block = anchor.block
    if (
        format == "pdf"
        and expected_text.blocks[block : block + 1]
        and expected_text.blocks[block].part in FRONT_PARTS
    ):
        # The cover bears the title; its address leads to where the text begins.
        page = expected_text.blocks[block].page
        own = (
            at for at, one in enumerate(expected_text.blocks) if one.page == page and not one.part
        )
        block = next(own, block) if expected_text.blocks[block].part == "title" else block
    first = words.find_block_start(block)
    inside = block < len(expected_text.blocks) and words.blocks[first : first + 1] == (
        anchor.block,
    )
    if not (anchor.offset and inside):
        return first
    before = expected_text.blocks[anchor.block].text[: anchor.offset]
    return first + len(tokenize.tokenize_text(before, keep_vowels=format != "pdf"))
