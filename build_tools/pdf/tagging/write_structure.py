"""Write a structure tree into a PDF."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pydyf

from build_tools.pdf.tagging.structure import LinkAnnotation, MarkedContent, StructureElement

# Cells count in their row, empty or not.
KEPT_WHEN_EMPTY = {"TH", "TD", "TR"}


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
    return bool(node.children) or node.tag in KEPT_WHEN_EMPTY


def _write_element(index: StructureIndex, node: StructureElement, parent: bytes) -> bytes:
    """Write a node and all within; return the reference of its object."""
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
    kid: StructureElement | MarkedContent | LinkAnnotation,
    owner: bytes,
    page: int | None,
) -> object:
    if isinstance(kid, StructureElement):
        return _write_element(index, kid, owner)
    if isinstance(kid, MarkedContent):
        index.owners.setdefault(kid.page, {})[kid.number] = owner
        return kid.number if kid.page == page else _make_content_reference(kid, index.pages[kid.page])
    kid.annotation["StructParent"] = len(index.pages) + len(index.links)
    index.links.append(owner)
    reference = {"Type": "/OBJR", "Obj": kid.annotation.reference, "Pg": index.pages[kid.page]}
    return pydyf.Dictionary(reference)


def _make_content_reference(mark: MarkedContent, page: bytes) -> pydyf.Dictionary:
    return pydyf.Dictionary({"Type": "/MCR", "Pg": page, "MCID": mark.number})


def _write_parent_tree(index: StructureIndex) -> bytes:
    numbers = pydyf.Array()
    for page in range(len(index.pages)):
        numbers += [page, pydyf.Array(_sort_owners(index.owners.get(page, {})))]
    for key, owner in enumerate(index.links, start=len(index.pages)):
        numbers += [key, owner]
    parent_tree = pydyf.Dictionary({"Nums": numbers})
    index.pdf.add_object(parent_tree)
    reference: bytes = parent_tree.reference
    return reference


def _sort_owners(owners: Mapping[int, bytes]) -> list[bytes]:
    return [owners.get(number, b"null") for number in range(max(owners, default=-1) + 1)]
