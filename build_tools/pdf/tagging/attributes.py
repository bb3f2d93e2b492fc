"""Set the attributes of structure elements: language, alternative, expansion, layout, scopes of cells.

WeasyPrint 70 counts the cells of a row and ignores those that span down into it, so that a cell beneath
would get wrong headers or none (ISO 14289-1, 7.5); a scope needs no count.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydyf

from build_tools.pdf import weasyprint70 as inside
from build_tools.pdf.tagging import tag_map
from build_tools.pdf.tagging.structure import LinkAnnotation, StructureElement


def needs_span(element: Any, parent: StructureElement) -> bool:
    """Return whether an element without a type needs a Span: for a language or an expansion."""
    return _is_abbreviation(element) or element.get("lang", parent.language) != parent.language


def set_language(node: StructureElement, element: Any) -> StructureElement:
    """Set the language of an element where it differs from its parent's; return the node."""
    tag = element.get("lang", node.language)
    if tag != node.language:
        node.language, node.entries["Lang"] = tag, pydyf.String(tag)
    return node


def set_element_attributes(node: StructureElement, element: Any) -> StructureElement:
    """Set the attributes that come from the HTML element alone; return the node."""
    if node.tag == "Figure":
        node.entries["Alt"] = pydyf.String(tag_map.get_alternative(element))
    elif node.tag == "Formula":
        formula = element.get("alttext") or "".join(element.itertext())
        node.entries["Alt"] = pydyf.String(tag_map.normalize_line(formula))
    elif node.tag == "Link":
        node.name = tag_map.normalize_line(element.get("aria-label") or "".join(element.itertext()))
    elif _is_abbreviation(element):
        node.entries["E"] = pydyf.String(tag_map.normalize_line(element.get("title")))
    return set_language(node, element)


def set_box_attributes(node: StructureElement, box: Any, page: Any) -> None:
    """Set the attributes that come from the layout: an image's bounding box, a cell's spans."""
    if "A" in node.entries:
        return
    if node.tag == "Figure":
        frame = pydyf.Array(inside.get_image_frame(box, page))
        node.entries["A"] = pydyf.Dictionary({"O": "/Layout", "BBox": frame})
    elif node.tag in ("TH", "TD"):
        node.entries["A"] = make_cell_attributes(box)


def set_link_description(node: StructureElement) -> None:
    """Describe a link by its text (ISO 14289-1, 7.18.5); turn one without an annotation into a Span."""
    annotations = [child for child in node.children if isinstance(child, LinkAnnotation)]
    if not annotations:
        node.tag = "Span"
    parts = list(node.iter_tree())
    alternatives = " ".join(part.entries["Alt"].string for part in parts if "Alt" in part.entries)
    text = "".join(text for part in parts for text in part.texts)
    name = node.name or tag_map.normalize_line(alternatives) or tag_map.normalize_line(text)
    for link in annotations if name else ():
        link.annotation["Contents"] = pydyf.String(name)


def _is_abbreviation(element: Any) -> bool:
    return bool(element.get("title")) and tag_map.get_local_name(element) == "abbr"


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
