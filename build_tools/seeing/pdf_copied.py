"""What is left of a book's words when they are copied: takes a PDF, compares poppler's reading.

The structure says which words a page has and in which order; poppler finds them by where they
stand, as a program does that copies, searches or reads aloud without the structure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from build_tools.seeing.books import book_text
from build_tools.seeing.pdf_book import Book
from build_tools.seeing.pdf_content import Piece
from build_tools.seeing.words import words

Pair = tuple[str, str]
# Marks above and below letters of Arabic and Hebrew.
VOWEL = re.compile("[\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670]")
RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
HYPHENS = ("\N{HYPHEN}", "\N{SOFT HYPHEN}", "-")


# Words of two directions that touch are two: poppler puts the space between them elsewhere.
TURN = re.compile(
    "(?<=[\u0590-\u08ff])(?=[A-Za-z\u00c0-\u024f])|(?<=[A-Za-z\u00c0-\u024f])(?=[\u0590-\u08ff])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """A page: its words that poppler lacks, and those that it adds.

    `joined` are pairs that it reads as two words, and a reader program as one, since no space is
    drawn between them. Poppler goes by where letters stand: `cut` are words that the file has
    whole, and that it does not; `parted` are neighbours in a line that it reads apart. `marked`
    are the words with vowel marks.
    """

    number: int
    lost: Counter[str]
    added: Counter[str]
    joined: tuple[Pair, ...]
    cut: Counter[str]
    parted: tuple[Pair, ...]
    marked: Counter[str]


@lru_cache(maxsize=64)
def _pages(pdf: Path, _changed: int) -> tuple[str, ...]:
    return tuple(book_text(pdf).split("\f"))


def copied(pdf: Path, seen: Book) -> tuple[Copied, ...]:
    """Return what became of each page's words."""
    read = _pages(pdf, pdf.stat().st_mtime_ns)
    pages = {page: _Page() for page in range(1, seen.pages + 1)}
    for number, line in _lines(seen):
        pages[number].take(line)
    for piece in seen.drawn:
        page = pages[piece.page]
        found = _words(piece.text)
        page.drawn.update(pairwise(found))
        page.whole.update(found)
        page.marked.update(_marked(piece))
    return tuple(
        _copied(number, page, read[number - 1] if number <= len(read) else "")
        for number, page in pages.items()
    )


@dataclass(slots=True)
class _Page:
    """The words of a page and the pairs in its lines; `drawn` are pairs that are drawn in one go.

    `whole` are words drawn in one go, `divided` those that the end of a line divides; `begun` is
    one of which the rest is to come.
    """

    words: Counter[str] = field(default_factory=Counter)
    pairs: Counter[Pair] = field(default_factory=Counter)
    drawn: Counter[Pair] = field(default_factory=Counter)
    marked: Counter[str] = field(default_factory=Counter)
    divided: set[str] = field(default_factory=set)
    whole: set[str] = field(default_factory=set)
    begun: str = ""

    def take(self, line: str) -> None:
        """Add the words of a line; the last may go on in the next."""
        if self.begun and line.strip():
            first, _, line = line.lstrip().partition(" ")
            self.divided.update(_words(self.begun + first))
            self.words.update(_words(self.begun + first))
            self.begun = ""
        if line.rstrip().endswith(HYPHENS):
            line, _, self.begun = line.rstrip()[:-1].rpartition(" ")
        self.words.update(_words(line))
        self.pairs.update(pairwise(_words(line)))


def _lines(seen: Book) -> Iterator[tuple[int, str]]:
    """Yield the lines of a book as they are read, each with its page, then what is no text."""
    told: set[int] = set()
    is_rtl = seen.direction == "R2L"
    for root in seen.roots:
        page, line = 0, ""
        for one in seen.told(root):
            if isinstance(one, str) or one.page != page:
                if line:
                    yield page, line
                line = ""
            if not isinstance(one, str):
                page, line = one.page, line + (_apart(one.text) if is_rtl else one.text)
                told.add(id(one))
        if line:
            yield page, line
    yield from ((piece.page, piece.text) for piece in seen.drawn if id(piece) not in told)


def _apart(text: str) -> str:
    """Return a piece with its edges on either side: what ends it is drawn where it begins."""
    is_edged = text != text.strip() and not RIGHT.search(text)
    return f" {text.strip()} " if is_edged else text


def _copied(number: int, page: _Page, read: str) -> Copied:
    theirs = _words(read)
    there, after = Counter(theirs), Counter(pairwise(theirs))
    lost, added = page.words - there, there - page.words
    for word in page.divided:
        del lost[word]
    for one, other in [pair for pair in page.pairs if pair[0] + pair[1] in added]:
        # A few short words that fill a line are one to poppler, with their spaces or without.
        del lost[one], lost[other], added[one + other]
    joined = tuple(pair for pair in after if pair[0] + pair[1] in lost.keys() - page.whole)
    spelt = {one + other for one, other in joined}
    pieces = {word for word in lost if word not in spelt and _is_cut(word, page, added)}
    cut = Counter({word: n for word, n in lost.items() if word in pieces})
    known = [*cut, *spelt, *page.divided]
    parted = (page.pairs & page.drawn) - after
    return Copied(
        number=number,
        lost=Counter({word: n for word, n in lost.items() if word not in known}),
        added=Counter({word: n for word, n in added.items() if not _is_of(word, known)}),
        joined=joined,
        cut=cut,
        parted=tuple(pair for pair in parted if {*lost, *page.divided}.isdisjoint(pair)),
        marked=page.marked,
    )


def _is_cut(word: str, page: _Page, added: Iterable[str]) -> bool:
    """Say whether a word that the file has whole is there in pieces."""
    if word in page.marked:
        return True
    return word in page.whole and any(piece in word for piece in added)


def _is_of(piece: str, whole: Iterable[str]) -> bool:
    return any(piece in word for word in whole)


def _words(text: str) -> list[str]:
    return [part for word in words(text) for part in TURN.split(word)]


def _marked(piece: Piece) -> Iterator[str]:
    """Yield the words of a piece that bear vowel marks."""
    for word in piece.text.split():
        if VOWEL.search(word):
            yield from _words(word)
