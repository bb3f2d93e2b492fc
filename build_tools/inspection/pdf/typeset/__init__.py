"""Read the typeset pages of a PDF: blocks, lines and furniture, with their positions.

A line has its position and the widths of its word spaces; a block has its type and its
ancestors.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from build_tools.inspection.pdf.content import TextRun
from build_tools.inspection.pdf.document import PdfDocument, read_pdf
from build_tools.inspection.pdf.typeset.blocks import TypesetBlock, TypesetLine, build_blocks

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


def read_typeset_pages(path: Path) -> tuple[TypesetPage, ...]:
    """Return the typeset pages of a PDF, in order; empty if the file cannot be opened."""
    document = read_pdf(path)
    return _build_typeset_pages(document) if document else ()


@lru_cache(maxsize=64)
def _build_typeset_pages(document: PdfDocument) -> tuple[TypesetPage, ...]:
    blocks = build_blocks(document)
    tagged = {id(run) for block in blocks for line in block.lines for run in line.runs}
    return tuple(
        TypesetPage(
            number=number,
            width=width,
            height=height,
            blocks=tuple(block for block in blocks if block.page == number),
            furniture=tuple(run for run in document.runs if run.page == number and id(run) not in tagged),
        )
        for number, (width, height) in enumerate(document.page_sizes, 1)
    )
