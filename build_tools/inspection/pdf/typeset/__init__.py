"""Read the typeset pages of a PDF: blocks, lines and furniture, with their positions.

A line has its position and the widths of its word spaces; a block has its type and its
ancestors.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from build_tools.inspection.pdf.typeset.blocks import TypesetBlock, TypesetLine, build_blocks
from build_tools.inspection.pdf.typeset.content import FontMetrics, TextRun, read_text_runs

__all__ = ["TextRun", "TypesetBlock", "TypesetLine", "TypesetPage", "read_typeset_pages"]


@dataclass(frozen=True, slots=True)
class TypesetPage:
    """Hold a page: its number from 1, its size in points, its tagged blocks and its furniture."""

    number: int
    width: float
    height: float
    blocks: tuple[TypesetBlock, ...]
    furniture: tuple[TextRun, ...]

    @property
    def text_blocks(self) -> tuple[TypesetBlock, ...]:
        """The blocks of the text, without notes."""
        return tuple(block for block in self.blocks if not block.is_note)

    @property
    def note_blocks(self) -> tuple[TypesetBlock, ...]:
        """The blocks of the footnotes."""
        return tuple(block for block in self.blocks if block.is_note)


def read_typeset_pages(pdf: Path) -> tuple[TypesetPage, ...]:
    """Return the typeset pages of a PDF, in order; empty if the file cannot be opened."""
    state = pdf.stat()
    return _read_cached_pages(pdf, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=64)
def _read_cached_pages(path: Path, _changed: int, _size: int) -> tuple[TypesetPage, ...]:
    import pikepdf

    try:
        with pikepdf.open(path) as book:
            return tuple(_build_typeset_pages(book))
    except pikepdf.PdfError:
        return ()


def _build_typeset_pages(book: Any) -> Iterator[TypesetPage]:
    font_cache: dict[tuple[int, int], FontMetrics] = {}
    runs_by_page = {
        number: read_text_runs(page, font_cache) for number, page in enumerate(book.pages, 1)
    }
    blocks_by_page: dict[int, list[TypesetBlock]] = {}
    tagged: set[tuple[int, int | None]] = set()
    for block in build_blocks(book, runs_by_page):
        blocks_by_page.setdefault(block.page, []).append(block)
        tagged |= {(block.page, piece.mcid) for line in block.lines for piece in line.runs}
    for number, page in enumerate(book.pages, 1):
        yield TypesetPage(
            number=number,
            width=float(page.mediabox[2]),
            height=float(page.mediabox[3]),
            blocks=tuple(blocks_by_page.get(number, ())),
            furniture=tuple(
                each for each in runs_by_page[number] if (number, each.mcid) not in tagged
            ),
        )
