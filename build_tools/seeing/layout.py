"""The pages of a book as they are set: takes a PDF, gives its blocks, lines and furniture.

A line knows where it stands and how wide its spaces are; a block what it is and what is around
it. So a check can say of a line what a typographer would see.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from build_tools.seeing.layout_blocks import Block, Line, blocks
from build_tools.seeing.layout_stream import Font, Piece, pieces

__all__ = ["Block", "Line", "Piece", "Sheet", "sheets"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its number from 1, its size in points, what is in the structure and what is not."""

    number: int
    width: float
    height: float
    blocks: tuple[Block, ...]
    furniture: tuple[Piece, ...]

    @property
    def text(self) -> tuple[Block, ...]:
        """The blocks of the text, without notes."""
        return tuple(block for block in self.blocks if not block.is_note)

    @property
    def notes(self) -> tuple[Block, ...]:
        """The notes at its foot."""
        return tuple(block for block in self.blocks if block.is_note)


def sheets(pdf: Path) -> tuple[Sheet, ...]:
    """Return the pages of a book in their order; none where no program can open it."""
    state = pdf.stat()
    return _sheets(pdf, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=64)
def _sheets(path: Path, _changed: int, _size: int) -> tuple[Sheet, ...]:
    import pikepdf

    try:
        with pikepdf.open(path) as book:
            return tuple(_read(book))
    except pikepdf.PdfError:
        return ()


def _read(book: Any) -> Iterator[Sheet]:
    known: dict[tuple[int, int], Font] = {}
    drawn = {number: pieces(page, known) for number, page in enumerate(book.pages, 1)}
    on_page: dict[int, list[Block]] = {}
    told: set[tuple[int, int | None]] = set()
    for block in blocks(book, drawn):
        on_page.setdefault(block.page, []).append(block)
        told |= {(block.page, piece.mcid) for line in block.lines for piece in line.pieces}
    for number, page in enumerate(book.pages, 1):
        yield Sheet(
            number=number,
            width=float(page.mediabox[2]),
            height=float(page.mediabox[3]),
            blocks=tuple(on_page.get(number, ())),
            furniture=tuple(each for each in drawn[number] if (number, each.mcid) not in told),
        )
