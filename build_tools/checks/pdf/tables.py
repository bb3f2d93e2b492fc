"""Check the structure of the tables of a PDF.

A table has rows, and rows have cells; it has header cells, each with a scope of row or column;
all rows have the same number of columns.

Example: a TH without Scope.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_tools.checks.definition import BuiltEdition, Violation
from build_tools.inspection.pdf.document import PdfDocument, read_pdf
from build_tools.inspection.pdf.structure import StructElement, walk_structure
from build_tools.inspection.text.tokenize import quote_start

GROUPS = ("THead", "TBody", "TFoot")
CELLS = ("TH", "TD")
# What may stand right in what (ISO 32000-1, 14.8.4.3.4), and what only there.
ALLOWED_KIDS = {
    "Table": ("TR", *GROUPS, "Caption"),
    **dict.fromkeys(GROUPS, ("TR",)),
    "TR": CELLS,
}
PARENTS = {**dict.fromkeys(GROUPS, ("Table",)), "TR": ("Table", *GROUPS)}
PARENTS |= dict.fromkeys(CELLS, ("TR",))
SCOPES = ("Row", "Column", "Both")


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for each table, row or cell that is wrong."""
    document = read_pdf(built.path)
    if document is None:
        return ()
    elements = walk_structure(document.roots)
    return [
        Violation(built.path, message)
        for element, above in elements
        for message in _check_table_element(document, element, above)
    ]


def _check_table_element(
    document: PdfDocument, element: StructElement, ancestors: tuple[StructElement, ...]
) -> Iterator[str]:
    kind = element.kind
    if kind not in ALLOWED_KIDS and kind not in CELLS:
        return
    label = f"page {element.page or '?'}: {kind} {quote_start(document.extract_text(element))}"
    parent = ancestors[-1].kind if ancestors else "the book"
    if parent not in PARENTS.get(kind, (parent,)):
        yield f"{label} stands in {parent}"
    for kid in element.kids if kind in ALLOWED_KIDS else ():
        kid_kind = kid.kind if isinstance(kid, StructElement) else "text without a tag"
        if kid_kind not in ALLOWED_KIDS[kind]:
            yield f"{label} holds {kid_kind}"
    if kind == "TH" and element.attributes.get("Scope") not in SCOPES:
        yield f"{label} does not say what it is the head of"
    if kind == "Table":
        yield from (f"{label} {message}" for message in _check_table(element))


def _check_table(table: StructElement) -> Iterator[str]:
    rows = [one for one in _list_table_rows(table) if one.kind == "TR"]
    if not any(cell.kind == "TH" for row in rows for cell in row.child_elements):
        yield "has no heads"
    widths = _count_columns(rows)
    if len(set(widths)) > 1:
        row_number = next(number for number, width in enumerate(widths, 1) if width != widths[0])
        width = widths[row_number - 1]
        yield f"has {widths[0]} columns in its first row and {width} in row {row_number}"


def _list_table_rows(table: StructElement) -> Iterator[StructElement]:
    for part in table.child_elements:
        yield from part.child_elements if part.kind in GROUPS else (part,)


def _count_columns(rows: Iterable[StructElement]) -> list[int]:
    """Return the number of columns that each row fills, with cells that span into it."""
    widths: list[int] = []
    spanning: list[tuple[int, int]] = []  # columns, rows still to come
    for row in rows:
        width = sum(columns for columns, _ in spanning)
        spanning = [(columns, more - 1) for columns, more in spanning if more > 1]
        for cell in row.child_elements:
            columns, down = (_read_span(cell, name) for name in ("ColSpan", "RowSpan"))
            width += columns
            spanning += [(columns, down - 1)] if down > 1 else []
        widths.append(width)
    return widths


def _read_span(cell: StructElement, name: str) -> int:
    value = cell.attributes.get(name, "1")
    return int(value) if value.isdecimal() else 1
