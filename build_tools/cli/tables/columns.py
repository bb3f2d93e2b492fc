"""Align cells in columns, for a pipe or a plain terminal."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence


def align_columns(rows: Sequence[Sequence[str]], right_columns: Collection[int] = ()) -> list[str]:
    """Return rows of cells as lines with aligned columns; those in `right` to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(_pad_cells(row, widths, right_columns)).rstrip() for row in rows]


def _pad_cells(
    row: Sequence[str], widths: Sequence[int], right_columns: Collection[int] = ()
) -> Iterable[str]:
    for column, (cell, width) in enumerate(zip(row, widths, strict=True)):
        yield cell.rjust(width) if column in right_columns else cell.ljust(width)


def format_size(size: int) -> str:
    """Format a number of bytes for people."""
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(1, round(size / 1e3))} kB"
