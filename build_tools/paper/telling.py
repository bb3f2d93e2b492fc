"""The structure of a book for those who hear it: takes laid out pages, gives a tree of nodes.

WeasyPrint 70 tags each page on its own, so a paragraph that goes on overleaf is two, and follows
its boxes, which lose what holds a block in a line. Here an element of HTML is one part of the
structure, within that of its parent, on however many pages it stands; a note stands in the tree
where it is called (ISO 32000-1, 14.8.4.4).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from build_tools.paper import lists, names, saying, tables
from build_tools.paper import weasyprint70 as inside
from build_tools.paper.names import CALL, MARKER
from build_tools.paper.nodes import Leads, Mark, Node


@dataclass(slots=True, kw_only=True)
class Telling:
    """A tree that grows page by page; `known` finds the node of an element that goes on."""

    root: Node
    parents: Mapping[Any, Any]
    known: dict[tuple[Any, str], Node] = field(default_factory=dict)
    headings: list[tuple[int, int]] = field(default_factory=lambda: [(0, 0)])

    def tell(self, number: int, page: Any, marks: inside.Marks) -> None:
        """Put all that stands on a page into the tree, in the order of the text."""
        for box in inside.every(page):
            node = self._node(box.element, inside.part(box))
            if box.link_annotation and not inside.is_text(box):
                node.kids.append(Leads(number, box.link_annotation))
            if inside.is_own(box):
                saying.of_a_box(node, box, page)
            if box in marks:
                holder = fitting(node, "")
                holder.kids.append(Mark(number, marks[box]))
                holder.words.append(getattr(box, "text", ""))

    def _node(self, element: Any, part: str) -> Node:
        """Return the node of an element or of its mark, begun where it is first met."""
        if element is None:
            return self.root
        key = (element, part)
        if key not in self.known:
            self.known[key] = self._begun(element, part)
        return self.known[key]

    def _begun(self, element: Any, part: str) -> Node:
        if part == CALL:
            return self._called(element)
        if not part:
            return self._element(element)
        node = self._node(element, "")
        if part == MARKER:
            back = node.begin("Lbl").begin("Link")
            back.name = element.get("data-back", "")
            return back
        if part == "marker" and node.tag == "LI":
            return node.begin("Lbl")
        return node  # words that the style adds before or after an element are its own

    def _called(self, element: Any) -> Node:
        """Begin the call of a note, and right behind it the note, whose words come later."""
        around = fitting(self._node(self.parents[element], ""), "Reference")
        call = around.begin("Reference").begin("Link")
        call.name = element.get("data-name", "")
        self.known[element, ""] = saying.language(around.begin("Note"), element)
        return call

    def _element(self, element: Any) -> Node:
        if element not in self.parents:
            return self.root
        around = node = self._node(self.parents[element], "")
        tags = names.tags(element, around.tag)
        if not tags and saying.is_apart(element, around):
            tags = ("Span",)
        for tag in tags:
            node = fitting(node, tag).begin(self._level(tag))
        return saying.of_itself(node, element) if tags else around

    def _level(self, tag: str) -> str:
        """Return a tag; that of a heading so that no level is left out (ISO 14289-1, 7.4.2)."""
        if tag not in names.HEADINGS:
            return tag
        while self.headings[-1][0] >= int(tag[1:]):
            self.headings.pop()
        self.headings.append((int(tag[1:]), self.headings[-1][1] + 1))
        return f"H{self.headings[-1][1]}"


def fitting(around: Node, tag: str) -> Node:
    """Return the node that a tag is put into; what must stand between is begun or goes on."""
    while wanted := names.missing(around.tag, tag):
        last = around.last()
        if last is None or not _goes_on(last, wanted, tag):
            last = around.begin(wanted, is_implied=True)
        around = last
    return around


def _goes_on(last: Node, wanted: str, tag: str) -> bool:
    """Return whether what is wanted is there; a term behind a meaning begins a new item."""
    is_next = tag == "Lbl" and last.holds("LBody")
    return last.is_implied and last.tag == wanted and not is_next


def told(pages: Sequence[Any], marks: Sequence[inside.Marks], html: Any) -> Node:
    """Return the tree of a book from its pages, what is drawn on each, and its root element."""
    parents = {child: parent for parent in html.iter() for child in parent}
    root = Node(tag="Document", language=html.get("lang", ""))
    telling = Telling(root=root, parents=parents)
    for number, (page, drawn) in enumerate(zip(pages, marks, strict=True)):
        telling.tell(number, page, drawn)
    _settle(root)
    return root


def _settle(root: Node) -> None:
    """Say what only the whole of a table, a list or a link tells."""
    for node in root.every():
        if node.tag == "Table":
            tables.mend(node)
        elif node.tag == "L":
            lists.number(node)
        elif node.tag == "Link":
            saying.name_link(node)
