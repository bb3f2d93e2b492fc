"""Tables for those who hear them: takes a table's nodes, tells what each head is the head of.

WeasyPrint 70 counts the cells of a row and forgets those that reach down into it, so a cell
beneath them would hear the wrong heads or none (ISO 14289-1, 7.5); a scope needs no count.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydyf

from build_tools.paper.nodes import Node

GROUPS = ("THead", "TBody", "TFoot", "TR")
SCOPES = {"col": "/Column", "colgroup": "/Column", "row": "/Row", "rowgroup": "/Row"}


def cell(box: Any) -> pydyf.Dictionary:
    """Return what a cell says of itself: how many columns and rows it takes, what it heads."""
    said = pydyf.Dictionary({"O": "/Table"})
    if box.colspan != 1:
        said["ColSpan"] = box.colspan
    if box.rowspan != 1:
        said["RowSpan"] = box.rowspan
    if box.element.tag == "th" and box.element.get("scope") in SCOPES:
        said["Scope"] = SCOPES[box.element.get("scope")]
    return said


def mend(table: Node) -> None:
    """Say of each head whether it heads a column or a row; without heads it is no table."""
    parts = list(_parts(table, "/Column"))
    if all(part.tag != "TH" for part, _ in parts):
        for part in (table, *(part for part, _ in parts)):
            part.tag = "Div"
            part.says.pop("A", None)
        return
    for part, scope in parts:
        if part.tag == "TH":
            part.says["A"].setdefault("Scope", scope)


def _parts(node: Node, scope: str) -> Iterator[tuple[Node, str]]:
    """Yield groups, rows and cells, none of a table within a cell, and what a head there heads."""
    for part in node.parts():
        if part.tag not in (*GROUPS, "TH", "TD"):
            continue
        heads = {"THead": "/Column", "TBody": "/Row", "TFoot": "/Row"}.get(part.tag, scope)
        yield part, heads
        if part.tag in GROUPS:
            yield from _parts(part, heads)
