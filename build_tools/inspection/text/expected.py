"""List the words that a format must contain, in reading order, from an ExpectedText."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from build_tools.inspection.text.tokenize import tokenize_text
from build_tools.model import ArticleWords, Place
from build_tools.model.expected_text import (
    OBJECT_KINDS,
    Anchor,
    Block,
    ContentsEntry,
    ExpectedText,
    Link,
    Note,
    NoteReference,
)

FRONT_PARTS = ("title", "title-block", "imprint", "statement", "summary")
CONTENTS_BLOCK = -1


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
        blocks=tuple(map(_parse_block, data.get("blocks", ()))),
        links=tuple(Link(**{"block": 0, "text": "", **_parse_formats(row)}) for row in data.get("links", ())),
        note_references=tuple(
            NoteReference(**{"anchor": "", "note": "", "mark": "", **row})
            for row in data.get("note_references", ())
        ),
        notes=tuple(Note(**{"mark": "", **row}) for row in data.get("notes", ())),
        anchors=tuple(Anchor(**_parse_formats(row)) for row in data.get("anchors", ())),
        contents=tuple(
            ContentsEntry(**{"text": "", **_parse_formats(row)}) for row in data.get("contents", ())
        ),
        page_patterns=tuple(data.get("page_patterns", ())),
        article_words=tuple(ArticleWords(**{"name": "", **row}) for row in data.get("article_words", ())),
    )


def _parse_formats(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "formats": tuple(row.get("formats", ()))}


def _parse_block(row: dict[str, Any]) -> Block:
    return Block(**{"text": "", **_parse_formats(row), "place": Place(**row.get("place", {}))})


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
    texts = (pair for pair in _list_block_texts(expected_text, format) if pair[0] in inner)
    return _tokenize_blocks(texts, keep_vowels=format != "pdf")


def _tokenize_blocks(parts: Iterable[tuple[int, str]], *, keep_vowels: bool) -> ExpectedWords:
    words: list[str] = []
    blocks: list[int] = []
    block_starts: dict[int, int] = {}
    for block, text in parts:
        found_words = tokenize_text(text, keep_vowels=keep_vowels)
        if found_words:
            block_starts.setdefault(block, len(words))
        words += found_words
        blocks += [block] * len(found_words)
    return ExpectedWords(tuple(words), tuple(blocks), tuple(sorted(block_starts.items())))


def _list_block_texts(expected_text: ExpectedText, format: str) -> Iterator[tuple[int, str]]:
    """Yield the index and the text of each block that a format shows as text."""
    for index, block in enumerate(expected_text.blocks):
        if block.kind not in OBJECT_KINDS and (not block.formats or format in block.formats):
            yield index, block.text


def _order_pdf_blocks(expected_text: ExpectedText) -> Iterator[tuple[int, str]]:
    """Yield cover, title page, imprint, contents, the text and the back, in the order of the PDF."""
    notes = {index for note in expected_text.notes for index in range(note.first_block, note.end_block)}
    parts: dict[str, list[tuple[int, str]]] = {part: [] for part in (*FRONT_PARTS, "")}
    for index, text in _list_block_texts(expected_text, "pdf"):
        part = expected_text.blocks[index].part
        if part in FRONT_PARTS or index not in notes:
            parts[part if part in FRONT_PARTS else ""].append((index, text))
        if part == "statement":
            parts["imprint"].append((index, text))
    title = parts["title"] or [(0, expected_text.title)]
    yield from (*title, *parts["title-block"], *parts["imprint"], *title, *parts["title-block"])
    entries = (entry for entry in expected_text.contents if not entry.formats or "pdf" in entry.formats)
    yield from ((CONTENTS_BLOCK, entry.text) for entry in entries)
    yield from (*parts[""], *parts["summary"], *parts["statement"])


def find_anchor_word(expected_text: ExpectedText, words: ExpectedWords, anchor: Anchor, format: str) -> int:
    """Return the index of the word that an anchor points to: its first, or the next after it."""
    first = words.find_block_start(find_anchor_block(expected_text, anchor, format))
    if not anchor.offset or words.blocks[first : first + 1] != (anchor.block,):
        return first
    before = expected_text.blocks[anchor.block].text[: anchor.offset]
    return first + len(tokenize_text(before, keep_vowels=format != "pdf"))


def find_anchor_block(expected_text: ExpectedText, anchor: Anchor, format: str) -> int:
    """Return the index of the block that an anchor points to."""
    blocks, index = expected_text.blocks, anchor.block
    if format != "pdf" or index >= len(blocks) or blocks[index].part != "title":
        return index
    # The cover has the title; its address leads to where the text begins.
    page = blocks[index].page
    own = (
        n
        for n, block in enumerate(blocks)
        if block.page == page and not block.part and (not block.formats or format in block.formats)
    )
    return next(own, index)
