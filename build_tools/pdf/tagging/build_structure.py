"""Build the structure tree of a book from its laid out pages.

WeasyPrint 70 makes two of a paragraph that continues overleaf, and loses the parents of a block inside a
line. Here an HTML element is one structure element, within that of its parent, on however many pages it
stands; a note stands in the tree where it is referred to (ISO 32000-1, 14.8.4.4).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pydyf

from build_tools.pdf import layout_boxes
from build_tools.pdf import weasyprint70 as inside
from build_tools.pdf.tagging import tag_map
from build_tools.pdf.tagging.structure_tree import Annotation, MarkedContent, StructureElement
from build_tools.pdf.tagging.tag_map import FOOTNOTE_CALL, FOOTNOTE_MARKER


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
        formula = tag_map.get_alternative(element) or "".join(element.itertext())
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
        frame = pydyf.Array(layout_boxes.get_content_frame(box, page))
        node.entries["A"] = pydyf.Dictionary({"O": "/Layout", "BBox": frame})
    elif node.tag in ("TH", "TD"):
        node.entries["A"] = make_cell_attributes(box)


def set_link_description(node: StructureElement) -> None:
    """Describe a link by its text (ISO 14289-1, 7.18.5); turn one without an annotation into a Span."""
    annotations = [child for child in node.children if isinstance(child, Annotation)]
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
    # WeasyPrint 70 writes headers by counting cells, without those that span down into a row.
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
        for box in layout_boxes.iter_page_boxes(page):
            node = self._get_node(box.element, layout_boxes.get_pseudo_element(box))
            annotation = box.widget_annotation or box.link_annotation
            if annotation and not layout_boxes.is_text_box(box):
                node.children.append(Annotation(number, annotation))
            if layout_boxes.is_element_box(box):
                set_box_attributes(node, box, page)
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
            is_mark = tag_map.ITEM_MARK in element.get("class", "").split()
            return (is_mark and self._add_item_label(element)) or self._add_element(element)
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
        self.nodes[element, ""] = set_language(container.add_child("Note"), element)
        return link

    def _add_item_label(self, mark: Any) -> StructureElement | None:
        """Add the label of the item whose first line has a mark; None where no item is around it."""
        parent = self.parents.get(mark)
        while parent is not None and self._get_node(parent, "").tag != "LI":
            parent = self.parents.get(parent)
        if parent is None:
            return None
        item = self._get_node(parent, "")
        label = item.add_child("Lbl")
        item.children.insert(0, item.children.pop())  # before the body, which is begun by its first line
        return set_language(label, mark)

    def _add_element(self, element: Any) -> StructureElement:
        if element not in self.parents:
            return self.root
        parent = node = self._get_node(self.parents[element], "")
        tags = tag_map.map_element(element, parent.tag)
        if not tags and needs_span(element, parent):
            tags = ("Span",)
        for tag in tags:
            node = find_container(node, tag).add_child(self._fix_heading_level(tag))
        return set_element_attributes(node, element) if tags else parent

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
    for node in root.iter_tree():
        if node.tag == "Table":
            set_header_scopes(node)
        elif node.tag == "L":
            set_list_numbering(node)
        elif node.tag == "Link":
            set_link_description(node)
