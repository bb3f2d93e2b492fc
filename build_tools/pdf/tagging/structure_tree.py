"""Define the structure tree of a PDF, and write it.

Elements change as page after page is walked: a paragraph that continues overleaf is one element.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pydyf


class MarkedContent(NamedTuple):
    """Identify marked content: its page and its MCID there."""

    page: int
    number: int


class Annotation(NamedTuple):
    """Identify an annotation of a page: of a link or of a field."""

    page: int
    annotation: Any


@dataclass(slots=True, kw_only=True, eq=False)
class StructureElement:
    """Hold a structure element: its type, its attributes, and its children.

    `entries` are further entries of its dictionary, `name` is the description of a link; `is_implied` tells
    that no HTML element stands for it.
    """

    tag: str
    language: str = ""
    name: str = ""
    is_implied: bool = False
    entries: dict[str, Any] = field(default_factory=dict)
    children: list[StructureElement | MarkedContent | Annotation] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def add_child(self, tag: str, *, is_implied: bool = False) -> StructureElement:
        """Add a child element and return it."""
        child = StructureElement(tag=tag, language=self.language, is_implied=is_implied)
        self.children.append(child)
        return child

    def get_last_child(self) -> StructureElement | None:
        """Return the last child, if it is an element."""
        last = self.children[-1] if self.children else None
        return last if isinstance(last, StructureElement) else None

    def iter_children(self) -> Iterator[StructureElement]:
        """Yield the child elements."""
        return (child for child in self.children if isinstance(child, StructureElement))

    def iter_tree(self) -> Iterator[StructureElement]:
        """Yield this element and all elements within, in the order of the text."""
        yield self
        for child in self.iter_children():
            yield from child.iter_tree()

    def has_child(self, tag: str) -> bool:
        """Return whether an element of that type is a direct child."""
        return any(child.tag == tag for child in self.iter_children())


@dataclass(slots=True, kw_only=True)
class StructureIndex:
    """Index the structure tree: the owners of marked content and links, and the notes."""

    pdf: Any
    pages: tuple[bytes, ...]
    owners: dict[int, dict[int, bytes]] = field(default_factory=dict)
    links: list[bytes] = field(default_factory=list)
    note_ids: list[tuple[str, bytes]] = field(default_factory=list)


def write_structure(pdf: Any, root: StructureElement) -> None:
    """Write the structure tree into a PDF, and declare it in the document catalog."""
    index = StructureIndex(pdf=pdf, pages=pdf.page_references)
    top = pydyf.Dictionary({"Type": "/StructTreeRoot"})
    pdf.add_object(top)
    document = _write_element(index, root, top.reference)
    top["K"] = pydyf.Array([document])
    top["ParentTree"] = _write_parent_tree(index)
    top["ParentTreeNextKey"] = len(index.pages) + len(index.links)
    if index.note_ids:
        ids = [part for name, owner in index.note_ids for part in (pydyf.String(name), owner)]
        top["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(ids)})
    pdf.catalog["StructTreeRoot"] = top.reference
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


def prune_structure(node: StructureElement) -> bool:
    """Remove empty elements from the children of a node; return whether it is worth keeping."""
    node.children = [
        child for child in node.children if not isinstance(child, StructureElement) or prune_structure(child)
    ]
    return bool(node.children) or node.tag in {"TH", "TD", "TR"}  # cells count in their row


def _write_element(index: StructureIndex, node: StructureElement, parent: bytes) -> bytes:
    element = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{node.tag}", "P": parent})
    index.pdf.add_object(element)
    owner: bytes = element.reference
    page = next((kid.page for kid in node.children if not isinstance(kid, StructureElement)), None)
    if page is not None:
        element["Pg"] = index.pages[page]
    element |= node.entries
    if node.tag == "Note":
        # Each note is known by a name of its own (ISO 14289-1, 7.9).
        name = f"note-{len(index.note_ids) + 1:05}"
        element["ID"] = pydyf.String(name)
        index.note_ids.append((name, owner))
    element["K"] = pydyf.Array([_write_child(index, kid, owner, page) for kid in node.children])
    return owner


def _write_child(
    index: StructureIndex,
    kid: StructureElement | MarkedContent | Annotation,
    owner: bytes,
    page: int | None,
) -> object:
    if isinstance(kid, StructureElement):
        return _write_element(index, kid, owner)
    if isinstance(kid, MarkedContent):
        index.owners.setdefault(kid.page, {})[kid.number] = owner
        if kid.page == page:
            return kid.number
        return pydyf.Dictionary({"Type": "/MCR", "Pg": index.pages[kid.page], "MCID": kid.number})
    kid.annotation["StructParent"] = len(index.pages) + len(index.links)
    index.links.append(owner)
    reference = {"Type": "/OBJR", "Obj": kid.annotation.reference, "Pg": index.pages[kid.page]}
    return pydyf.Dictionary(reference)


def _write_parent_tree(index: StructureIndex) -> bytes:
    numbers = pydyf.Array()
    for page in range(len(index.pages)):
        owners = index.owners.get(page, {})
        row = [owners.get(number, b"null") for number in range(max(owners, default=-1) + 1)]
        numbers += [page, pydyf.Array(row)]
    for key, owner in enumerate(index.links, start=len(index.pages)):
        numbers += [key, owner]
    parent_tree = pydyf.Dictionary({"Nums": numbers})
    index.pdf.add_object(parent_tree)
    reference: bytes = parent_tree.reference
    return reference
