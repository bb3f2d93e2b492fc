"""Set the scopes and spans of table cells for screen readers.

WeasyPrint 70 counts the cells of a row and ignores those that span down into it, so that a cell
beneath would get wrong headers or none (ISO 14289-1, 7.5); a scope needs no count.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydyf

from build_tools.pdf.tagging.structure import StructureElement

ROW_GROUPS = ("THead", "TBody", "TFoot", "TR")
SCOPES = {"col": "/Column", "colgroup": "/Column", "row": "/Row", "rowgroup": "/Row"}


def make_cell_attributes(box: Any) -> pydyf.Dictionary:
    """Return the attributes of a cell: the columns and rows it spans, the scope of a header."""
    attributes = pydyf.Dictionary({"O": "/Table"})
    if box.colspan != 1:
        attributes["ColSpan"] = box.colspan
    if box.rowspan != 1:
        attributes["RowSpan"] = box.rowspan
    if box.element.tag == "th" and box.element.get("scope") in SCOPES:
        attributes["Scope"] = SCOPES[box.element.get("scope")]
    return attributes


def set_header_scopes(table: StructureElement) -> None:
    """Set the scope of each header cell; turn a table without headers into Divs."""
    parts = list(_iter_table_parts(table, "/Column"))
    if all(part.tag != "TH" for part, _ in parts):
        for part in (table, *(part for part, _ in parts)):
            part.tag = "Div"
            part.entries.pop("A", None)
        return
    for part, scope in parts:
        if part.tag == "TH":
            part.entries["A"].setdefault("Scope", scope)


def _iter_table_parts(node: StructureElement, scope: str) -> Iterator[tuple[StructureElement, str]]:
    """Yield row groups, rows and cells, without nested tables, and the scope of headers there."""
    for part in node.iter_children():
        if part.tag not in (*ROW_GROUPS, "TH", "TD"):
            continue
        heads = {"THead": "/Column", "TBody": "/Row", "TFoot": "/Row"}.get(part.tag, scope)
        yield part, heads
        if part.tag in ROW_GROUPS:
            yield from _iter_table_parts(part, heads)
