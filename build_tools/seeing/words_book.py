"""What a book on paper says: takes a PDF as it was read, gives its words, links, notes, places.

In the order of its structure, which is what a reader program reads aloud. Left out is what print
adds: marks of lists, numbers of pages, calls and marks of notes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from build_tools.seeing import words_cut
from build_tools.seeing.pdf_book import INLINE, Book, is_below
from build_tools.seeing.pdf_content import Piece
from build_tools.seeing.pdf_places import Goal, Link
from build_tools.seeing.pdf_tree import Element, Placed, held_by

PICTURES = ("Figure", "Formula")


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A link of a book: its words, its goal or address, and the page that it stands on."""

    text: str
    goal: Goal | None
    address: str
    page: int


@dataclass(slots=True, kw_only=True)
class Flow:
    """Words in a row, each with its page and how high it stands there.

    `marks` are the places of words that may be the mark of an item: a label holds a term as well.
    """

    texts: list[str] = field(default_factory=list)
    marks: set[int] = field(default_factory=set)
    pages: list[int] = field(default_factory=list)
    tops: list[float] = field(default_factory=list)
    links: list[Printed] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Foot:
    """A note of a book: its words, and the links on its mark, which lead back."""

    flow: Flow
    mark: str
    backs: tuple[Printed, ...]
    page: int


@dataclass(slots=True, kw_only=True)
class Paper:
    """A book: its text without its notes, the notes, their calls, and words for pictures."""

    flow: Flow = field(default_factory=Flow)
    notes: list[Foot] = field(default_factory=list)
    calls: list[Printed] = field(default_factory=list)
    pictures: list[tuple[str, int]] = field(default_factory=list)


def paper(book: Book, notes: Collection[str], marks: Collection[str]) -> Paper:
    """Return what a book says; `notes` are names of places of notes, `marks` those of calls."""
    made = Paper()
    reading = _Reading(book, made, made.flow, frozenset(notes), frozenset(marks))
    for root in book.roots:
        reading.take(root)
    reading.settle()
    return made


@dataclass(slots=True)
class _Reading:
    """A row of words that is being read; a note within it is a row of its own."""

    book: Book
    paper: Paper
    flow: Flow
    notes: frozenset[str]
    marks: frozenset[str]
    parts: list[str] = field(default_factory=list)
    length: int = 0
    starts: list[int] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    labels: set[int] = field(default_factory=set)
    is_label: bool = False
    is_contents: bool = False
    links: dict[tuple[int, int], Link] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Find each link by its object."""
        self.links = {link.object: link for link in self.book.links}

    def take(self, element: Element) -> None:
        """Take in an element of the structure."""
        kind = element.kind
        if element.alt and kind in PICTURES:
            self.paper.pictures.append((element.alt, element.page))
        if kind == "Note":
            self._note(element)
        elif kind == "Link":
            self._link(element, is_call=False)
        elif kind == "Reference" and element.elements and element.elements[0].kind == "Link":
            self._link(element.elements[0], is_call=True)
        else:
            before = self.is_label, self.is_contents
            self.is_label = self.is_label or kind == "Lbl"
            self.is_contents = self.is_contents or kind in ("TOC", "TOCI")
            self._within(element)
            self.is_label, self.is_contents = before

    def _within(self, element: Element) -> None:
        apart = "" if element.kind in INLINE - {"Lbl"} else "\n"
        self._add(apart)
        for kid in element.kids:
            if isinstance(kid, Element):
                self.take(kid)
            elif isinstance(kid, Placed):
                self._show(self.book.marked.get((kid.page, kid.mcid), ()))
        self._add(apart)

    def _show(self, pieces: tuple[Piece, ...]) -> None:
        for piece in pieces:
            if piece.text:
                if self.pieces and is_below(piece, self.pieces[-1]):
                    self._add(" ")
                if self.is_label:
                    self.labels.add(len(self.pieces))
                self.starts.append(self.length)
                self.pieces.append(piece)
                self._add(piece.text)

    def _add(self, text: str) -> None:
        plain = words_cut.plain(text, marked=False)
        self.parts.append(plain)
        self.length += len(plain)

    def _link(self, element: Element, *, is_call: bool) -> None:
        """Take in a link; the number of the page that it leads to is no word of it."""
        found = [self.links[held.object] for held in held_by(element) if held.object in self.links]
        link = found[0] if found else None
        pieces = [piece for piece in _pieces(element, self.book) if piece.text.strip()]
        text = "".join(piece.text for piece in pieces)
        mark = text.strip(" \u2060[]()")
        led = link and link.goal and link.goal.name in self.notes
        if link and mark in self.marks and (is_call or led):
            self.paper.calls.append(_printed(link, mark, element.page))
            return
        tail = self._label(link)
        if pieces and tail and pieces[-1].text.strip(" \u2060") == tail:
            text = text.removesuffix(pieces[-1].text)
            self._less(element, pieces[-1])
        else:
            self._within(element)
        if link and text.strip() and not self.is_contents:
            self.flow.links.append(_printed(link, text, element.page))

    def _less(self, element: Element, left_out: Piece) -> None:
        """Take in an element without its last piece."""
        for figure in _figures(element):
            self.paper.pictures.append((figure.alt or "", figure.page))
        for piece in _pieces(element, self.book):
            if piece is not left_out:
                self._show((piece,))

    def _label(self, link: Link | None) -> str:
        page = link.goal.page if link and link.goal else 0
        return (self.book.labels[page - 1] if self.book.labels else str(page)) if page else ""

    def _note(self, element: Element) -> None:
        flow = Flow()
        inner = _Reading(self.book, self.paper, flow, self.notes, self.marks)
        backs = []
        labels = [kid for kid in element.elements if kid.kind == "Lbl"]
        for kid in element.elements:
            if kid.kind != "Lbl":
                inner.take(kid)
        for label in labels:
            backs += [self.links[one.object] for one in held_by(label) if one.object in self.links]
        inner.settle()
        mark = "".join(piece.text for label in labels for piece in _pieces(label, self.book))
        self.paper.notes.append(
            Foot(
                flow=flow,
                mark=mark.strip(" \u2060[]()"),
                backs=tuple(_printed(link, mark, link.page) for link in backs),
                page=element.page,
            )
        )

    def settle(self) -> None:
        """Cut the row into words, each with its place."""
        at = 0
        for start, word in words_cut.spans("".join(self.parts)):
            while at + 1 < len(self.starts) and self.starts[at + 1] <= start:
                at += 1
            if at in self.labels:
                self.flow.marks.add(len(self.flow.texts))
            self.flow.texts.append(word)
            self.flow.pages.append(self.pieces[at].page)
            self.flow.tops.append(self.pieces[at].y)


def _printed(link: Link, text: str, page: int) -> Printed:
    return Printed(text=text, goal=link.goal, address=link.address, page=page or link.page)


def _figures(element: Element) -> Iterator[Element]:
    for kid in element.elements:
        if kid.alt and kid.kind in PICTURES:
            yield kid
        yield from _figures(kid)


def _pieces(element: Element, book: Book) -> Iterator[Piece]:
    for kid in element.kids:
        if isinstance(kid, Placed):
            yield from book.marked.get((kid.page, kid.mcid), ())
        elif isinstance(kid, Element) and kid.kind != "Note":
            yield from _pieces(kid, book)
