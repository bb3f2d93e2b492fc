"""Set the attributes of structure elements: language, alternative, expansion, layout."""

from __future__ import annotations

from typing import Any

import pydyf

from build_tools.pdf import weasyprint70 as inside
from build_tools.pdf.tagging import tables, tag_map
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
        node.entries["A"] = tables.make_cell_attributes(box)


def set_link_description(node: StructureElement) -> None:
    """Describe a link by its text, where WeasyPrint has only its address (ISO 14289-1, 7.18.5).

    An element that looks like a link and has no annotation becomes a Span.
    """
    annotations = [child for child in node.children if isinstance(child, LinkAnnotation)]
    if not annotations:
        node.tag = "Span"
    parts = list(node.iter_tree())
    alternatives = " ".join(part.entries["Alt"].string for part in parts if "Alt" in part.entries)
    text = "".join(text for part in parts for text in part.texts)
    name = node.name or tag_map.normalize_line(alternatives) or tag_map.normalize_line(text)
    for link in annotations:
        if name:
            link.annotation["Contents"] = pydyf.String(name)


def _is_abbreviation(element: Any) -> bool:
    return bool(element.get("title")) and tag_map.get_local_name(element) == "abbr"
