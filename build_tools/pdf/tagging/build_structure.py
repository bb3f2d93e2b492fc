"""Build the structure tree of a book from its laid out pages.

WeasyPrint 70 makes two of a paragraph that continues overleaf, and loses the parents of a block inside a
line. Here an HTML element is one structure element, within that of its parent, on however many pages it
stands; a note stands in the tree where it is referred to (ISO 32000-1, 14.8.4.4).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pydyf

from build_tools.pdf import weasyprint70 as inside
from build_tools.pdf.tagging import attributes, tag_map
from build_tools.pdf.tagging.attributes import set_header_scopes
from build_tools.pdf.tagging.structure import LinkAnnotation, MarkedContent, StructureElement
from build_tools.pdf.tagging.tag_map import FOOTNOTE_CALL, FOOTNOTE_MARKER

# By the marks of the first items: `1.`, `a)`, `I`. Other letters have no name in a PDF.
NUMBERING_PATTERNS = {
    "/Decimal": r"\d+( \d+)*",
    "/LowerRoman": r"i|[ivxlc]{2,}( .*)?|i ii( .*)?",
    "/UpperRoman": r"I|[IVXLC]{2,}( .*)?|I II( .*)?",
    "/LowerAlpha": r"[a-z]( [a-z]{1,2})*",
    "/UpperAlpha": r"[A-Z]( [A-Z]{1,2})*",
}


def set_list_numbering(node: StructureElement) -> None:
    """Set the numbering of a list (ISO 32000-1, 14.8.5.5); `None` for bullets of our own."""
    parts = (part for item in node.iter_children() for part in item.iter_children())
    labels = ("".join(part.texts) for part in parts if part.tag == "Lbl")
    marks = " ".join(re.sub(r"[\s().]", "", label) for label in labels)
    kinds = (kind for kind, pattern in NUMBERING_PATTERNS.items() if re.fullmatch(pattern, marks))
    node.entries["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": next(kinds, "/None")})


@dataclass(slots=True, kw_only=True)
class StructureBuilder:
    """Build a tree page by page; `nodes` maps HTML elements and their pseudo-elements to nodes."""

    root: StructureElement
    parents: Mapping[Any, Any]
    nodes: dict[tuple[Any, str], StructureElement] = field(default_factory=dict)
    headings: list[tuple[int, int]] = field(default_factory=lambda: [(0, 0)])

    def add_page(self, number: int, page: Any, marks: inside.MarkedBoxes) -> None:
        """Add all that stands on a page to the tree, in the order of the text."""
        for box in inside.iter_page_boxes(page):
            node = self._get_node(box.element, inside.get_pseudo_element(box))
            if box.link_annotation and not inside.is_text_box(box):
                node.children.append(LinkAnnotation(number, box.link_annotation))
            if inside.is_element_box(box):
                attributes.set_box_attributes(node, box, page)
            if box in marks:
                container = find_container(node, "")
                container.children.append(MarkedContent(number, marks[box]))
                container.texts.append(getattr(box, "text", ""))

    def _get_node(self, element: Any, part: str) -> StructureElement:
        """Return the node of an element or of its pseudo-element; add it where it is first met."""
        if element is None:
            return self.root
        key = (element, part)
        if key not in self.nodes:
            self.nodes[key] = self._add_node(element, part)
        return self.nodes[key]

    def _add_node(self, element: Any, part: str) -> StructureElement:
        if part == FOOTNOTE_CALL:
            return self._add_note_reference(element)
        if not part:
            return self._add_element(element)
        node = self._get_node(element, "")
        if part == FOOTNOTE_MARKER:
            link = node.add_child("Lbl").add_child("Link")
            link.name = element.get("data-back", "")
            return link
        if part == "marker" and node.tag == "LI":
            return node.add_child("Lbl")
        return node  # text that CSS adds before or after an element is its own

    def _add_note_reference(self, element: Any) -> StructureElement:
        """Add a note reference, and right behind it the note, whose text comes later."""
        container = find_container(self._get_node(self.parents[element], ""), "Reference")
        link = container.add_child("Reference").add_child("Link")
        link.name = element.get("data-name", "")
        self.nodes[element, ""] = attributes.set_language(container.add_child("Note"), element)
        return link

    def _add_element(self, element: Any) -> StructureElement:
        if element not in self.parents:
            return self.root
        parent = node = self._get_node(self.parents[element], "")
        tags = tag_map.map_element(element, parent.tag)
        if not tags and attributes.needs_span(element, parent):
            tags = ("Span",)
        for tag in tags:
            node = find_container(node, tag).add_child(self._fix_heading_level(tag))
        return attributes.set_element_attributes(node, element) if tags else parent

    def _fix_heading_level(self, tag: str) -> str:
        """Return a type; that of a heading such that no level is skipped (ISO 14289-1, 7.4.2)."""
        if tag not in tag_map.HEADING_TAGS:
            return tag
        while self.headings[-1][0] >= int(tag[1:]):
            self.headings.pop()
        self.headings.append((int(tag[1:]), self.headings[-1][1] + 1))
        return f"H{self.headings[-1][1]}"


def find_container(parent: StructureElement, tag: str) -> StructureElement:
    """Return the node that a type can be added to; add or continue what must stand between."""
    while missing_tag := tag_map.find_missing_parent(parent.tag, tag):
        last = parent.get_last_child()
        if last is None or not _is_continuation(last, missing_tag, tag):
            last = parent.add_child(missing_tag, is_implied=True)
        parent = last
    return parent


def _is_continuation(last: StructureElement, missing_tag: str, tag: str) -> bool:
    """Return whether a missing parent is there already; a new term begins a new item."""
    is_next = tag == "Lbl" and last.has_child("LBody")
    return last.is_implied and last.tag == missing_tag and not is_next


def build_structure(
    pages: Sequence[Any], marked_pages: Sequence[inside.MarkedBoxes], html: Any
) -> StructureElement:
    """Build the tree of a book from its pages, their marked content and the root element."""
    parents = {child: parent for parent in html.iter() for child in parent}
    root = StructureElement(tag="Document", language=html.get("lang", ""))
    builder = StructureBuilder(root=root, parents=parents)
    for number, (page, marks) in enumerate(zip(pages, marked_pages, strict=True)):
        builder.add_page(number, page, marks)
    _finish_structure(root)
    return root


def _finish_structure(root: StructureElement) -> None:
    """Set what only a whole table, list or link tells."""
    for node in root.iter_tree():
        if node.tag == "Table":
            set_header_scopes(node)
        elif node.tag == "L":
            set_list_numbering(node)
        elif node.tag == "Link":
            attributes.set_link_description(node)
