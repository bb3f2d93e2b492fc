"""Tables for those who hear them: takes a table's tags, tells what each head is the head of.

WeasyPrint 70 counts the cells of a row and forgets those that reach down into it, so a cell
beneath them hears the wrong heads or none (ISO 14289-1, 7.5).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pydyf

GROUPS = ("/THead", "/TBody", "/TFoot", "/TR")
CELLS = ("/TH", "/TD")

Objects = Mapping[bytes, pydyf.Dictionary]


def mend(table: pydyf.Dictionary, objects: Objects) -> None:
    """Say of each head whether it heads a column or a row; without heads it is no table."""
    parts = list(_parts(table, objects, "/Column"))
    if all(part["S"] != "/TH" for part, _ in parts):
        for part in (table, *(part for part, _ in parts)):
            part["S"] = "/Div"
            part.pop("A", None)
        return
    for part, scope in parts:
        if part["S"] in CELLS:
            part["A"].pop("Headers", None)
        if part["S"] == "/TH":
            part["A"]["Scope"] = scope


def _parts(
    element: pydyf.Dictionary, objects: Objects, scope: str
) -> Iterator[tuple[pydyf.Dictionary, str]]:
    """Yield groups, rows and cells, none of a table within a cell, and what a head there heads."""
    for kid in element["K"]:
        part = objects.get(kid)
        if part is None or part.get("S") not in GROUPS + CELLS:
            continue
        heads = {"/THead": "/Column", "/TBody": "/Row", "/TFoot": "/Row"}.get(part["S"], scope)
        yield part, heads
        if part["S"] in GROUPS:
            yield from _parts(part, objects, heads)
