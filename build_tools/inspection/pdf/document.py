"""Read a PDF once for all checks: its text runs, structure tree, links and destinations."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from build_tools.inspection.pdf.content import FontCache, TextRun, read_text_runs
from build_tools.inspection.pdf.destinations import (
    Destination,
    LinkAnnotation,
    read_named_destinations,
    read_page_links,
)
from build_tools.inspection.pdf.structure import MarkedContentRef, StructElement, read_structure

# Text after one of these elements continues on the same line.
INLINE_KINDS = frozenset(
    ("Span", "Link", "Reference", "Quote", "Code", "Em", "Strong", "NonStruct", "BibEntry", "Annot")
)
# In sizes of the text: a run that is lower than this is on another line.
LINE_SHIFT = 0.75


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PdfDocument:
    """Hold what a PDF contains; pages are counted from 1, their sizes are in points.

    `labels` are the page labels, empty if the file has none; `roots` are the top elements of the
    structure tree; `runs_by_mark` are the text runs of each marked content, by page and number.
    """

    page_sizes: tuple[tuple[float, float], ...]
    language: str
    direction: str
    labels: tuple[str, ...]
    runs: tuple[TextRun, ...]
    runs_by_mark: Mapping[tuple[int, int], tuple[TextRun, ...]]
    roots: tuple[StructElement, ...]
    links: tuple[LinkAnnotation, ...]
    destinations: Mapping[str, Destination]

    def get_runs(self, mark: MarkedContentRef) -> tuple[TextRun, ...]:
        """Return the text runs of marked content."""
        return self.runs_by_mark.get((mark.page, mark.mcid), ())

    def extract_text(self, element: StructElement) -> str:
        """Return the text of an element in reading order, with its blocks on separate lines."""
        parts = self.walk_reading_order(element)
        return "".join(part if isinstance(part, str) else part.text for part in parts).strip("\n")

    def walk_reading_order(
        self, element: StructElement, last: list[TextRun] | None = None
    ) -> Iterator[TextRun | str]:
        """Yield the text runs of an element, and separators; `last` is the run before in its block."""
        last = [] if last is None else last
        is_block = element.kind not in INLINE_KINDS
        if is_block:
            last.clear()
            yield "\n"
        for kid in element.kids:
            if isinstance(kid, StructElement):
                yield from self.walk_reading_order(kid, last)
            elif isinstance(kid, MarkedContentRef):
                yield from _separate_lines(self.get_runs(kid), last)
        if is_block:
            last.clear()
            yield "\n"


def _separate_lines(runs: Iterable[TextRun], last: list[TextRun]) -> Iterator[TextRun | str]:
    for run in runs:
        if run.text:
            if last and is_on_other_line(run, last[0]):
                yield " "
            yield run
            last[:] = [run]


def is_on_other_line(run: TextRun, last: TextRun) -> bool:
    """Return whether a text run is on another line or page than the one before it."""
    shift = abs(run.baseline - last.baseline)
    return run.page != last.page or shift > LINE_SHIFT * max(run.size, last.size)


def read_pdf(path: Path) -> PdfDocument | None:
    """Return the content of a PDF; None if the file cannot be opened."""
    state = path.stat()
    return _read_cached_pdf(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=64)
def _read_cached_pdf(path: Path, _changed: int, _size: int) -> PdfDocument | None:
    import pikepdf

    try:
        with pikepdf.open(path) as pdf:
            return _build_document(pdf)
    except pikepdf.PdfError:
        return None


def _build_document(pdf: Any) -> PdfDocument:
    pages = list(enumerate(pdf.pages, 1))
    sizes = [(float(page.mediabox[2]), float(page.mediabox[3])) for _, page in pages]
    heights = {page.objgen: (number, sizes[number - 1][1]) for number, page in pages}
    destinations = read_named_destinations(pdf, heights)
    font_cache: FontCache = {}
    runs = [run for number, page in pages for run in read_text_runs(page, number, font_cache)]
    links = (link for number, page in pages for link in read_page_links(page, number, destinations))
    preferences = pdf.Root.get("/ViewerPreferences", {})
    page_numbers = {page.objgen: number for number, page in pages}
    return PdfDocument(
        page_sizes=tuple(sizes),
        language=str(pdf.Root.get("/Lang", "")),
        direction=str(preferences.get("/Direction", "/L2R")).removeprefix("/"),
        labels=tuple(str(page.label) for _, page in pages) if "/PageLabels" in pdf.Root else (),
        runs=tuple(runs),
        runs_by_mark=_group_by_mark(runs),
        roots=read_structure(pdf.Root.get("/StructTreeRoot", {}), page_numbers),
        links=tuple(links),
        destinations={name: destinations.resolve(name) for name in destinations.objects},
    )


def _group_by_mark(runs: Iterable[TextRun]) -> dict[tuple[int, int], tuple[TextRun, ...]]:
    groups: dict[tuple[int, int], list[TextRun]] = {}
    for run in runs:
        if run.mcid is not None:
            groups.setdefault((run.page, run.mcid), []).append(run)
    return {key: tuple(group) for key, group in groups.items()}


@lru_cache(maxsize=64)
def run_pdftotext(pdf: Path) -> str:
    """Return the text of a PDF as poppler extracts it, with hyphenated words joined."""
    process = subprocess.run(["pdftotext", "-q", str(pdf), "-"], check=True, capture_output=True)
    return re.sub(r"(?<=\w)-\n[^\S\n]*(?=\S)", "", process.stdout.decode())
