"""Read a PDF once for all checks: its content, structure, links, bookmarks and fonts."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from build_tools.inspection.pdf.content import FontTable, PageObject, read_page_objects
from build_tools.inspection.pdf.destinations import (
    Bookmark,
    Destination,
    LinkAnnotation,
    read_bookmarks,
    read_named_destinations,
    read_page_links,
)
from build_tools.inspection.pdf.fonts import PdfFont
from build_tools.inspection.pdf.structure import (
    MarkedContentRef,
    StructElement,
    find_marked_content,
    read_structure,
)

if TYPE_CHECKING:
    import pikepdf


@lru_cache(maxsize=4)
def open_pdf(pdf: Path) -> pikepdf.Pdf:
    """Open a PDF with pikepdf; raise pikepdf.PdfError if it is not a PDF."""
    import pikepdf

    return pikepdf.open(pdf)


@lru_cache(maxsize=64)
def run_pdftotext(pdf: Path) -> str:
    """Return the text of a PDF as poppler extracts it, with hyphenated words joined."""
    process = subprocess.run(["pdftotext", "-q", str(pdf), "-"], check=True, capture_output=True)
    return re.sub("[\u2010\u00ad]\n\\s*", "", process.stdout.decode())


# Within these, what follows goes on in the same line.
INLINE_KINDS = frozenset(
    ("Span", "Link", "Reference", "Quote", "Code", "Em", "Strong", "NonStruct", "BibEntry", "Annot")
)
# Where a piece stands lower by this part of its size, a line has ended.
LINE_SHIFT = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfDocument:
    """Hold what a PDF contains; pages are counted from 1.

    `labels` are the page labels, empty if the file has none; `objects` are drawn on the pages;
    `roots` are the top elements of the structure tree; `fonts` are pairs of a font and the codes
    drawn in it.
    """

    page_count: int
    language: str
    title: str
    shows_title: bool
    direction: str
    is_tagged: bool
    labels: tuple[str, ...]
    objects: tuple[PageObject, ...]
    roots: tuple[StructElement, ...]
    links: tuple[LinkAnnotation, ...]
    bookmarks: tuple[Bookmark, ...]
    destinations: Mapping[str, Destination]
    fonts: tuple[tuple[PdfFont, frozenset[int]], ...]
    objects_by_mark: Mapping[tuple[int, int], tuple[PageObject, ...]]

    def find_objects(self, element: StructElement) -> Iterator[PageObject]:
        """Yield the page objects of an element, in reading order."""
        for place in find_marked_content(element):
            yield from self.objects_by_mark.get((place.page, place.mcid), ())

    def extract_text(self, element: StructElement) -> str:
        """Return the text of an element in reading order, with its blocks on separate lines."""
        parts = self.walk_reading_order(element)
        return "".join(one if isinstance(one, str) else one.text for one in parts).strip("\n")

    def walk_reading_order(
        self, element: StructElement, last: list[PageObject] | None = None
    ) -> Iterator[PageObject | str]:
        """Yield the page objects of an element in reading order, and the separators between them.

        `last` holds the object before, if it is in the same block.
        """
        last = [] if last is None else last
        is_block = element.kind not in INLINE_KINDS
        if is_block:
            last.clear()
            yield "\n"
        for kid in element.kids:
            if isinstance(kid, StructElement):
                yield from self.walk_reading_order(kid, last)
            elif isinstance(kid, MarkedContentRef):
                yield from _separate_lines(self.objects_by_mark.get((kid.page, kid.mcid), ()), last)
        if is_block:
            last.clear()
            yield "\n"


def _separate_lines(
    objects: Iterable[PageObject], last: list[PageObject]
) -> Iterator[PageObject | str]:
    for item in objects:
        if item.text:
            if last and is_on_lower_line(item, last[0]):
                yield " "
            yield item
            last[:] = [item]


def is_on_lower_line(item: PageObject, last: PageObject) -> bool:
    """Return whether a page object is on a line below the one before it."""
    if item.page != last.page:
        return True
    return abs(item.y - last.y) > LINE_SHIFT * max(item.size, last.size)


def read_pdf(pdf: Path) -> PdfDocument | None:
    """Return the content of a PDF; None if the file cannot be open_pdf."""
    state = pdf.stat()
    return _read_cached_pdf(pdf, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=64)
def _read_cached_pdf(path: Path, _changed: int, _size: int) -> PdfDocument | None:
    import pikepdf

    open_pdf.cache_clear()
    try:
        return _build_document(open_pdf(path))
    except pikepdf.PdfError:
        return None


def _build_document(pdf: Any) -> PdfDocument:
    page_numbers: dict[tuple[int, int], int] = {
        page.objgen: at for at, page in enumerate(pdf.pages, 1)
    }
    fonts: FontTable = {}
    destinations = read_named_destinations(pdf, page_numbers)
    objects = tuple(
        piece
        for at, page in enumerate(pdf.pages, 1)
        for piece in read_page_objects(page, at, fonts)
    )
    preferences = pdf.Root.get("/ViewerPreferences", {})
    return PdfDocument(
        page_count=len(page_numbers),
        language=str(pdf.Root.get("/Lang", "")),
        title=str(pdf.docinfo.get("/Title", "")),
        shows_title=bool(preferences.get("/DisplayDocTitle", False)),
        direction=str(preferences.get("/Direction", "/L2R")).removeprefix("/"),
        is_tagged=bool(pdf.Root.get("/MarkInfo", {}).get("/Marked", False)),
        labels=tuple(str(page.label) for page in pdf.pages) if "/PageLabels" in pdf.Root else (),
        objects=objects,
        roots=read_structure(pdf.Root.get("/StructTreeRoot", {}), page_numbers),
        links=tuple(
            link
            for at, page in enumerate(pdf.pages, 1)
            for link in read_page_links(page, at, destinations)
        ),
        bookmarks=tuple(read_bookmarks(pdf, destinations)),
        destinations={name: destinations.resolve(name) for name in destinations.objects},
        fonts=tuple((face, frozenset(used)) for face, used in fonts.values()),
        objects_by_mark=_group_by_mark(objects),
    )


def _group_by_mark(objects: Iterable[PageObject]) -> dict[tuple[int, int], tuple[PageObject, ...]]:
    groups: dict[tuple[int, int], list[PageObject]] = {}
    for item in objects:
        if item.mark.mcid is not None and not item.mark.is_artifact:
            groups.setdefault((item.page, item.mark.mcid), []).append(item)
    return {key: tuple(each) for key, each in groups.items()}
