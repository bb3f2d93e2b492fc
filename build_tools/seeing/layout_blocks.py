"""What the letters of a book belong to: takes its structure, gives blocks, each with its lines.

A block is a paragraph, a heading, an item's mark, a cell or a note on one page; one that goes on
over the page is several. They come in the order in which a reader program reads them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import bidirectional

from build_tools.seeing.layout_stream import Piece
from build_tools.seeing.pdf_tree import Element, Placed, tree

HEADINGS = frozenset({"H", "H1", "H2", "H3", "H4", "H5", "H6"})
# What stands within a line of something else.
_INLINE = frozenset({"Span", "Link", "Reference", "Quote", "Code", "Em", "Strong", "Formula"})
# What holds lines of its own, so that what is in it is part of them.
_HOLDERS = HEADINGS | {"P", "Lbl", "Caption", "Note"}
# What holds blocks, though a link may stand among them.
_GROUPS = frozenset({"Document", "Art", "Part", "Sect", "L", "LI", "Table", "TR"})
# In sizes of the text: what is raised or lowered less than this stands on the same line.
_SAME = 0.6


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a block, in the order of reading; each piece has a language."""

    pieces: tuple[Piece, ...]
    languages: tuple[str, ...]

    @property
    def main(self) -> Piece:
        """The largest of its pieces, which tells its size and where it stands."""
        return max(self.pieces, key=lambda piece: (piece.size, len(piece.text)))

    @property
    def left(self) -> float:
        """Where its letters begin on the left."""
        return min(piece.left for piece in self.pieces)

    @property
    def right(self) -> float:
        """Where its letters end on the right."""
        return max(piece.right for piece in self.pieces)

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(piece.text for piece in self.pieces).strip()

    @property
    def end(self) -> str:
        """The language of what it ends in."""
        return self.languages[-1]

    @property
    def spaces(self) -> tuple[float, ...]:
        """How wide its word spaces are, in sizes of their letters."""
        return tuple(space for piece in self.pieces for space in piece.spaces)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading, a mark, a cell or a note, as far as it stands on one page.

    `kind` is its tag, `within` those around it from the outermost, `holders` what tells them from
    others; `id` is the same for each part of one that goes on over the page. A picture is a block
    without lines.
    """

    page: int
    kind: str
    within: tuple[str, ...]
    holders: tuple[int, ...]
    id: int
    language: str
    lines: tuple[Line, ...]

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading."""
        return self.kind in HEADINGS

    @property
    def is_note(self) -> bool:
        """Whether it is a note, or part of one."""
        return self.kind == "Note" or "Note" in self.within

    @property
    def is_rtl(self) -> bool:
        """Whether its words are read from the right."""
        strong = (bidirectional(letter) for letter in self.text)
        return next((way for way in strong if way in ("L", "R", "AL")), "L") != "L"

    @property
    def text(self) -> str:
        """Its words on this page."""
        return " ".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class _At:
    """Where the walk through the structure is: the tags and numbers of what is around.

    `block` says which of them holds the lines, -1 where none does so far.
    """

    tags: tuple[str, ...] = ()
    ids: tuple[int, ...] = ()
    languages: tuple[str, ...] = ()
    block: int = -1

    @property
    def holder(self) -> int:
        """Which element a mark here belongs to."""
        return self.block if self.block >= 0 else len(self.tags) - 1


def blocks(pdf: Any, drawn: Mapping[int, Sequence[Piece]]) -> tuple[Block, ...]:
    """Return the blocks of a book; `drawn` are the pieces of each page, by its number."""
    pieces = {(page, piece.mcid): piece for page, each in drawn.items() for piece in each}
    pages = {page.objgen: at for at, page in enumerate(pdf.pages, 1)}
    start = _At(languages=(str(pdf.Root.get("/Lang", "")),))
    found: dict[tuple[int, int], list[tuple[Piece, str]]] = {}
    places: dict[tuple[int, int], _At] = {}
    for root in tree(pdf.Root.get("/StructTreeRoot", {}), pages):
        for place, at in _placed(root, start):
            key = (at.ids[at.holder], place.page)
            places.setdefault(key, at)
            held = found.setdefault(key, [])
            if (place.page, place.mcid) in pieces:
                held.append((pieces[place.page, place.mcid], at.languages[-1]))
    return tuple(_block(places[key], key[1], held) for key, held in found.items())


def _block(at: _At, page: int, held: Sequence[tuple[Piece, str]]) -> Block:
    holder = at.holder
    return Block(
        page=page,
        kind=at.tags[holder],
        within=at.tags[:holder],
        holders=at.ids[:holder],
        id=at.ids[holder],
        language=at.languages[holder + 1],
        lines=tuple(_lines(held)),
    )


def _lines(held: Sequence[tuple[Piece, str]]) -> Iterator[Line]:
    """Yield the lines that pieces stand on; what is raised stands on the line of its word."""
    line: list[tuple[Piece, str]] = []
    for piece, language in held:
        size = max([piece.size, *(each.size for each, _ in line)])
        if line and abs(piece.base - line[0][0].base) > _SAME * size:
            yield _line(line)
            line = []
        line.append((piece, language))
    if line:
        yield _line(line)


def _line(held: Sequence[tuple[Piece, str]]) -> Line:
    return Line(tuple(piece for piece, _ in held), tuple(language for _, language in held))


def _placed(element: Element, at: _At) -> Iterator[tuple[Placed, _At]]:
    """Yield each mark within an element in the order of reading, with what is around it."""
    inner = _into(element, at)
    for kid in element.kids:
        if isinstance(kid, Placed):
            yield kid, inner
        elif isinstance(kid, Element):
            yield from _placed(kid, inner)


def _into(element: Element, at: _At) -> _At:
    return _At(
        tags=(*at.tags, element.kind),
        ids=(*at.ids, id(element)),
        languages=(*at.languages, element.language or at.languages[-1]),
        block=_holder(element.kind, element.kids, at),
    )


def _holder(kind: str, kids: Sequence[object], at: _At) -> int:
    """Return which element holds the lines of what is in this one: itself, or one around it."""
    here = len(at.tags)
    if kind in _HOLDERS:
        return here
    if at.block >= 0 and (kind in _INLINE or kind == "NonStruct"):
        return at.block
    return here if kind not in _GROUPS and any(_is_inline(kid) for kid in kids) else -1


def _is_inline(kid: object) -> bool:
    return isinstance(kid, Placed) or (isinstance(kid, Element) and kid.kind in _INLINE)
