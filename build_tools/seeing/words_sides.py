"""An edition beside what its doctree says: takes both, gives what differs and what is where.

Each edition in a format is compared once in a process, for all who look at it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from build_tools.model import Format
from build_tools.model.transcript import Anchor, Block, ExpectedText, Note
from build_tools.seeing import ebooks, pages, words_book, words_expected, words_pages
from build_tools.seeing.pdf_book import Book, book
from build_tools.seeing.pdf_places import Goal
from build_tools.seeing.words_compared import Compared, Difference, Kind, compared
from build_tools.seeing.words_expected import CONTENTS, Expected
from build_tools.seeing.words_transcript import transcript

SUFFIX: Mapping[Format, str] = {"html": ".html", "epub": ".xhtml"}
MANY = 12  # words that are told whole
# What an e-book has besides its chapters.
MADE = frozenset({"nav.xhtml", "cover.xhtml"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words that differ: the block that has them, None where none does, and where they stand.

    `file` is a page within the edition, empty of a book; `line` is a line there, `page` a page
    of a book: of the words themselves, or else of those before them.
    """

    kind: Kind
    words: tuple[str, ...]
    block: Block | None
    file: str = ""
    line: int = 0
    page: int = 0

    @property
    def quoted(self) -> str:
        """The words, the first of them where they are many."""
        return quoted(self.words)

    @property
    def where(self) -> str:
        """Where a person can look: a page of a book, a line of a page."""
        return f"page {self.page}" if self.page else f"{self.file}:{self.line}"

    def at(self, whole: Path, home: Path) -> tuple[Path, int | None, str]:
        """Return the file, the line and the article that it is told at: a catalogue's if known."""
        article = self.block.article if self.block else ""
        if self.block and self.block.place.file:
            return home / self.block.place.file, self.block.place.line, article
        return whole / self.file if whole.is_dir() else whole, self.line or None, article


def quoted(words: Sequence[str]) -> str:
    """Return words in quotation marks, the first of them where they are many."""
    more = " …" if len(words) > MANY else ""
    return f"“{' '.join(words[:MANY])}{more}”"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """An edition in a format: what is expected, what is found, and what differs."""

    said: ExpectedText
    format: Format
    run: Expected
    compared: Compared
    pages: Mapping[str, words_pages.Page]
    starts: Mapping[str, int]
    book: Book | None = None
    paper: words_book.Paper | None = None
    notes: tuple[tuple[Note, words_book.Foot | None], ...] = ()
    spare: tuple[words_book.Foot, ...] = ()

    def word(self, spot: Anchor) -> int | None:
        """Return which found word an address must lead to; None where that is not known."""
        at = words_expected.word_of(self.said, self.run, spot, self.format)
        return self.compared.pairs.get(at)

    def name(self, page: str) -> str:
        """Return the file of a page."""
        return f"{page}{SUFFIX.get(self.format, '')}"

    def passages(self, kind: Kind) -> Iterator[Passage]:
        """Yield what differs in one way, in the order of reading."""
        for one in self.compared.differences:
            if one.kind == kind:
                yield self._passage(one, self.run)
        for note, foot in self.notes:
            yield from self._of_note(note, foot, kind)
        for foot in self.spare if kind == "extra" else ():
            yield Passage(kind=kind, words=tuple(foot.flow.texts), block=None, page=foot.page)

    def _of_note(self, note: Note, foot: words_book.Foot | None, kind: Kind) -> Iterator[Passage]:
        run = words_expected.of_note(self.said, note, self.format)
        found = foot.flow.texts if foot else []
        marks = foot.flow.marks if foot else ()
        for one in compared(run.texts, found, cuts=True, turns=True, marks=marks).differences:
            if one.kind == kind:
                page = foot.page if foot else 0
                yield Passage(kind=kind, words=one.words, block=self._block(one, run), page=page)

    def _passage(self, one: Difference, run: Expected) -> Passage:
        at = one.found if one.found is not None else self._before(one.expected or 0)
        passage = Passage(kind=one.kind, words=one.words, block=self._block(one, run))
        if self.paper:
            known = self.paper.flow.pages
            return replace(passage, page=known[at] if at < len(known) else 0)
        return self._on_page(passage, at)

    def _on_page(self, passage: Passage, at: int) -> Passage:
        for name, start in reversed([*self.starts.items()]):
            if start <= at:
                lines = self.pages[name].lines
                line = lines[at - start] if at - start < len(lines) else 0
                return replace(passage, file=name, line=line)
        return passage

    def _before(self, expected: int) -> int:
        """Return the found word that stands nearest before an expected one."""
        pairs = self.compared.pairs
        return next((pairs[at] for at in range(expected, -1, -1) if at in pairs), 0)

    def _block(self, one: Difference, run: Expected) -> Block | None:
        block = CONTENTS if one.expected is None else run.blocks[one.expected]
        return None if block == CONTENTS else self.said.blocks[block]

    def goals(self, page: str, anchor: str) -> Iterator[Goal]:
        """Yield the places of a book that an address may be: two pages may have the anchor."""
        for name in names(page, anchor):
            if self.book and name in self.book.places:
                yield self.book.places[name]


def names(page: str, anchor: str) -> tuple[str, str]:
    """Return what an anchor is called in a book: as it is, or with its page before it."""
    stem = re.sub(r"\W", "-", page)
    return anchor, f"{stem}--{anchor}"


def side(whole: Path, format: Format, said: Path, *, turns: bool) -> Side | None:
    """Return an edition beside what it says; None where one of both cannot be read.

    `turns` says that its language is read from the right.
    """
    told = transcript(said)
    if told is None or not whole.exists():
        return None
    stamps = tuple((path.stat().st_mtime_ns, path.stat().st_size) for path in (whole, said))
    return _side(whole, format, said, turns, stamps)


@lru_cache(maxsize=4)
def _side(
    whole: Path, format: Format, said: Path, turns: bool, _stamps: tuple[tuple[int, int], ...]
) -> Side | None:
    told = transcript(said)
    if told is None:
        return None
    if format == "pdf":
        return _paper_side(whole, told, turns)
    leaves = pages.leaves(whole) if format == "html" else ebooks.readable(whole)
    if not leaves:
        return None
    return _page_side(told, format, _ordered(told, format, leaves))


def _ordered(
    said: ExpectedText, format: Format, leaves: Sequence[pages.Leaf]
) -> list[words_pages.Page]:
    """Return the pages in the order of reading: an e-book says itself what that is."""
    named = {leaf.name: leaf for leaf in leaves if leaf.name not in MADE}
    if format == "html":
        files = [f"{page}{SUFFIX[format]}" for page in said.pages]
        return [words_pages.page(named[name]) for name in files if name in named]
    return [words_pages.page(leaf) for leaf in named.values()]


def _page_side(said: ExpectedText, format: Format, found: Sequence[words_pages.Page]) -> Side:
    run = words_expected.expected(said, format)
    texts: list[str] = []
    starts = {}
    for page in found:
        starts[page.name] = len(texts)
        texts += page.texts
    return Side(
        said=said,
        format=format,
        run=run,
        compared=compared(run.texts, texts),
        pages={page.name: page for page in found},
        starts=starts,
    )


def _paper_side(whole: Path, said: ExpectedText, turns: bool) -> Side | None:
    read = book(whole)
    if read is None:
        return None
    places = {name for note in said.notes for name in names(note.page, note.anchor)}
    paper = words_book.paper(read, places, {call.mark for call in said.note_references})
    run = words_expected.expected(said, "pdf")
    flow = paper.flow
    notes, spare = _matched(said, paper.notes)
    return Side(
        said=said,
        format="pdf",
        run=run,
        compared=compared(run.texts, flow.texts, cuts=True, turns=turns, marks=flow.marks),
        pages={},
        starts={},
        book=read,
        paper=paper,
        notes=notes,
        spare=spare,
    )


Matched = tuple[tuple[Note, words_book.Foot | None], ...]


def _matched(
    said: ExpectedText, feet: Sequence[words_book.Foot]
) -> tuple[Matched, tuple[words_book.Foot, ...]]:
    """Return each note with that of the book which says the same, and what is left of the book.

    A note of which none says the same gets the next that is left.
    """
    left = list(feet)
    same: dict[Note, words_book.Foot] = {}
    for note in said.notes:
        run = words_expected.of_note(said, note, "pdf")
        for foot in left:
            parted = compared(run.texts, foot.flow.texts, cuts=True, turns=True)
            if not parted.differences and foot.mark == note.mark:
                same[note] = foot
                left.remove(foot)
                break
    shown = [note for note in said.notes if words_expected.of_note(said, note, "pdf").texts]
    pairs = [(note, same.get(note) or (left.pop(0) if left else None)) for note in shown]
    return tuple(pairs), tuple(left)
