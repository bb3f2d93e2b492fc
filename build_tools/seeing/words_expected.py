"""The words that a format must have: takes a Transcript, gives them in the order of reading."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from build_tools.model import Format
from build_tools.model.transcript import Anchor, Block, ExpectedText, Note
from build_tools.seeing import words_cut

FRONT = ("title", "title-block", "imprint")
CONTENTS = -1


@dataclass(frozen=True, slots=True)
class Expected:
    """Words in order, and of each the block that has it; CONTENTS stands for those of contents."""

    texts: tuple[str, ...]
    blocks: tuple[int, ...]
    firsts: tuple[tuple[int, int], ...]

    def of(self, block: int) -> int:
        """Return the first word of a block, or of the next that has words."""
        at = bisect_left(self.firsts, (block, 0))
        return self.firsts[at][1] if at < len(self.firsts) else len(self.texts)


@lru_cache(maxsize=8)
def expected(said: ExpectedText, format: Format) -> Expected:
    """Return the words of an edition in a format; on paper its notes stand apart."""
    if format == "pdf":
        return _run(_book(said), marked=False)
    return _run(_blocks(said, format), marked=True)


@lru_cache(maxsize=256)
def of_note(said: ExpectedText, note: Note, format: Format) -> Expected:
    """Return the words of a note."""
    inner = range(note.first_block, note.end_block)
    run = ((at, block.text) for at, block in _blocks_of(said, format) if at in inner)
    return _run(run, marked=format != "pdf")


def _run(parts: Iterable[tuple[int, str]], *, marked: bool) -> Expected:
    pairs = [(word, at) for at, text in parts for word in words_cut.cut(text, marked=marked)]
    blocks = tuple(at for _, at in pairs)
    begun = zip(blocks, (None, *blocks), strict=False)
    firsts: dict[int, int] = {}
    for at, (block, before) in enumerate(begun):
        if block != before:
            firsts.setdefault(block, at)
    return Expected(tuple(word for word, _ in pairs), blocks, tuple(sorted(firsts.items())))


def shows(block: Block, format: Format) -> bool:
    """Return whether a format has a block as words."""
    return block.kind != "image" and (not block.formats or format in block.formats)


def _blocks_of(said: ExpectedText, format: Format) -> Iterator[tuple[int, Block]]:
    return ((at, block) for at, block in enumerate(said.blocks) if shows(block, format))


def _blocks(said: ExpectedText, format: Format) -> Iterator[tuple[int, str]]:
    return ((at, block.text) for at, block in _blocks_of(said, format))


def _book(said: ExpectedText) -> Iterator[tuple[int, str]]:
    """Yield cover, half title, imprint, contents and then the text, as a book is bound."""
    blocks = list(_blocks_of(said, "pdf"))
    notes = set(chain.from_iterable(range(note.first_block, note.end_block) for note in said.notes))
    parts = {part: [(at, b.text) for at, b in blocks if b.part == part] for part in FRONT}
    title = parts["title"] or [(0, said.title)]
    yield from (*title, *parts["title-block"], *title, *parts["imprint"])
    yield from ((CONTENTS, entry.text) for entry in said.contents)
    yield from ((at, b.text) for at, b in blocks if b.part not in FRONT and at not in notes)


def word_of(said: ExpectedText, run: Expected, spot: Anchor, format: Format) -> int:
    """Return the word that an address leads to: its first, or the first behind it."""
    block = spot.block
    if format == "pdf" and said.blocks[block : block + 1] and said.blocks[block].part in FRONT:
        # The cover bears the title; its address leads to where the text begins.
        page = said.blocks[block].page
        own = (at for at, one in enumerate(said.blocks) if one.page == page and not one.part)
        block = next(own, block) if said.blocks[block].part == "title" else block
    first = run.of(block)
    inside = block < len(said.blocks) and run.blocks[first : first + 1] == (spot.block,)
    if not (spot.offset and inside):
        return first
    before = said.blocks[spot.block].text[: spot.offset]
    return first + len(words_cut.cut(before, marked=format != "pdf"))
