"""A book as a reader and a reader program meet it: takes a PDF, gives all of it, read once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from build_tools.seeing.books import opened
from build_tools.seeing.pdf_content import Faces, Piece, pieces
from build_tools.seeing.pdf_faces import Face
from build_tools.seeing.pdf_places import Bookmark, Goal, Link, bookmarks, links, named
from build_tools.seeing.pdf_tree import Element, Placed, leaves_of, tree

# Within these, what follows goes on in the same line.
INLINE = frozenset(
    ("Span", "Link", "Reference", "Quote", "Code", "Em", "Strong", "NonStruct", "BibEntry", "Annot")
)
# Where a piece stands lower by this part of its size, a line has ended.
LINE = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """What a PDF holds; pages are counted from 1.

    `labels` are what the pages are called, empty where the file does not say; `drawn` is what
    stands on the pages; `roots` are the elements at the top of the structure; `faces` are the
    fonts, each with the codes that are drawn in it.
    """

    pages: int
    language: str
    title: str
    shows_title: bool
    direction: str
    is_tagged: bool
    labels: tuple[str, ...]
    drawn: tuple[Piece, ...]
    roots: tuple[Element, ...]
    links: tuple[Link, ...]
    bookmarks: tuple[Bookmark, ...]
    places: Mapping[str, Goal]
    faces: tuple[tuple[Face, frozenset[int]], ...]
    marked: Mapping[tuple[int, int], tuple[Piece, ...]]

    def pieces(self, element: Element) -> Iterator[Piece]:
        """Yield what is drawn for an element, in the order of reading."""
        for place in leaves_of(element):
            yield from self.marked.get((place.page, place.mcid), ())

    def text(self, element: Element) -> str:
        """Return the words of an element as they are read, its blocks on lines of their own."""
        told = self.told(element)
        return "".join(one if isinstance(one, str) else one.text for one in told).strip("\n")

    def told(self, element: Element, last: list[Piece] | None = None) -> Iterator[Piece | str]:
        """Yield what is drawn for an element as it is read, with what parts blocks and lines.

        `last` holds the piece before, if it stands in the same block.
        """
        last = [] if last is None else last
        is_block = element.kind not in INLINE
        if is_block:
            last.clear()
            yield "\n"
        for kid in element.kids:
            if isinstance(kid, Element):
                yield from self.told(kid, last)
            elif isinstance(kid, Placed):
                yield from _lines(self.marked.get((kid.page, kid.mcid), ()), last)
        if is_block:
            last.clear()
            yield "\n"


def _lines(found: Iterable[Piece], last: list[Piece]) -> Iterator[Piece | str]:
    for piece in found:
        if piece.text:
            if last and is_below(piece, last[0]):
                yield " "
            yield piece
            last[:] = [piece]


def is_below(piece: Piece, last: Piece) -> bool:
    """Return whether a piece stands on a line below the one before it."""
    if piece.page != last.page:
        return True
    return abs(piece.y - last.y) > LINE * max(piece.size, last.size)


def book(pdf: Path) -> Book | None:
    """Return what a PDF holds; None where no program can open it."""
    state = pdf.stat()
    return _book(pdf, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=64)
def _book(path: Path, _changed: int, _size: int) -> Book | None:
    import pikepdf

    opened.cache_clear()
    try:
        return _read(opened(path))
    except pikepdf.PdfError:
        return None


def _read(pdf: Any) -> Book:
    pages: dict[tuple[int, int], int] = {page.objgen: at for at, page in enumerate(pdf.pages, 1)}
    faces: Faces = {}
    places = named(pdf, pages)
    drawn = tuple(
        piece for at, page in enumerate(pdf.pages, 1) for piece in pieces(page, at, faces)
    )
    window = pdf.Root.get("/ViewerPreferences", {})
    return Book(
        pages=len(pages),
        language=str(pdf.Root.get("/Lang", "")),
        title=str(pdf.docinfo.get("/Title", "")),
        shows_title=bool(window.get("/DisplayDocTitle", False)),
        direction=str(window.get("/Direction", "/L2R")).removeprefix("/"),
        is_tagged=bool(pdf.Root.get("/MarkInfo", {}).get("/Marked", False)),
        labels=tuple(str(page.label) for page in pdf.pages) if "/PageLabels" in pdf.Root else (),
        drawn=drawn,
        roots=tree(pdf.Root.get("/StructTreeRoot", {}), pages),
        links=tuple(
            link for at, page in enumerate(pdf.pages, 1) for link in links(page, at, places)
        ),
        bookmarks=tuple(bookmarks(pdf, places)),
        places={name: places.goal(name) for name in places.names},
        faces=tuple((face, frozenset(used)) for face, used in faces.values()),
        marked=_marked(drawn),
    )


def _marked(drawn: Iterable[Piece]) -> dict[tuple[int, int], tuple[Piece, ...]]:
    found: dict[tuple[int, int], list[Piece]] = {}
    for piece in drawn:
        if piece.mark.mcid is not None and not piece.mark.is_artifact:
            found.setdefault((piece.page, piece.mark.mcid), []).append(piece)
    return {key: tuple(each) for key, each in found.items()}
