"""Read the typeset pages of a PDF: blocks, lines, furniture and page breaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
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


@dataclass(frozen=True, slots=True)
class PageBreak:
    """Hold the two parts of a paragraph that a page break divides."""

    before: TypesetBlock
    after: TypesetBlock

    @property
    def edge_lines(self) -> tuple[TypesetLine, TypesetLine]:
        """The last line before the break, and the first line after it."""
        return self.before.lines[-1], self.after.lines[0]


def find_page_breaks(pages: Sequence[TypesetPage]) -> Iterator[PageBreak]:
    """Yield each paragraph, of the text or of a note, that continues on the next page."""
    for page, next_page in pairwise(pages):
        blocks_by_id = {block.id: block for block in page.blocks if block.lines}
        for after in next_page.blocks:
            if after.id in blocks_by_id and after.lines:
                yield PageBreak(blocks_by_id[after.id], after)
