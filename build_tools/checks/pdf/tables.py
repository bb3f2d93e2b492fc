"""Takes a book, gives the tables whose cells a listener cannot tell apart.

What: a table holds rows, and rows cells; it has heads, and each says whether it is that of a
column or of a row; each row has as many cells as the others.
Example: a TH without Scope.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_tools.checks.row import Built, Fault
from build_tools.seeing.pdf_book import PdfDocument, read_pdf
from build_tools.seeing.pdf_tree import StructElement, walk_structure
from build_tools.seeing.words import quote_start

GROUPS = ("THead", "TBody", "TFoot")
CELLS = ("TH", "TD")
# What may stand right in what (ISO 32000-1, 14.8.4.3.4), and what only there.
MAY_HOLD = {
    "Table": ("TR", *GROUPS, "Caption"),
    **dict.fromkeys(GROUPS, ("TR",)),
    "TR": CELLS,
}
HOLDERS = {**dict.fromkeys(GROUPS, ("Table",)), "TR": ("Table", *GROUPS)}
HOLDERS |= dict.fromkeys(CELLS, ("TR",))
SCOPES = ("Row", "Column", "Both")


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for each table, row or cell that is not as it should be."""
    seen = read_pdf(built.whole)
    if seen is None:
        return ()
    found = walk_structure(seen.roots)
    return [
        Fault(built.whole, one) for element, above in found for one in _all(seen, element, above)
    ]


def _all(
    seen: PdfDocument, element: StructElement, above: tuple[StructElement, ...]
) -> Iterator[str]:
    kind = element.kind
    if kind not in MAY_HOLD and kind not in CELLS:
        return
    here = f"page {element.page or '?'}: {kind} {quote_start(seen.extract_text(element))}"
    holder = above[-1].kind if above else "the book"
    if holder not in HOLDERS.get(kind, (holder,)):
        yield f"{here} stands in {holder}"
    for kid in element.kids if kind in MAY_HOLD else ():
        held = kid.kind if isinstance(kid, StructElement) else "text without a tag"
        if held not in MAY_HOLD[kind]:
            yield f"{here} holds {held}"
    if kind == "TH" and element.attributes.get("Scope") not in SCOPES:
        yield f"{here} does not say what it is the head of"
    if kind == "Table":
        yield from (f"{here} {message}" for message in _whole(element))


def _whole(table: StructElement) -> Iterator[str]:
    rows = [one for one in _rows(table) if one.kind == "TR"]
    if not any(cell.kind == "TH" for row in rows for cell in row.child_elements):
        yield "has no heads"
    widths = _widths(rows)
    if len(set(widths)) > 1:
        at = next(number for number, width in enumerate(widths, 1) if width != widths[0])
        yield f"has {widths[0]} columns in its first row and {widths[at - 1]} in row {at}"


def _rows(table: StructElement) -> Iterator[StructElement]:
    for part in table.child_elements:
        yield from part.child_elements if part.kind in GROUPS else (part,)


def _widths(rows: Iterable[StructElement]) -> list[int]:
    """Return how many columns each row fills, with the cells that reach down into it."""
    widths: list[int] = []
    reaching: list[tuple[int, int]] = []  # columns, rows still to come
    for row in rows:
        width = sum(columns for columns, _ in reaching)
        reaching = [(columns, more - 1) for columns, more in reaching if more > 1]
        for cell in row.child_elements:
            columns, down = (_span(cell, name) for name in ("ColSpan", "RowSpan"))
            width += columns
            reaching += [(columns, down - 1)] if down > 1 else []
        widths.append(width)
    return widths


def _span(cell: StructElement, name: str) -> int:
    said = cell.attributes.get(name, "1")
    return int(said) if said.isdecimal() else 1
