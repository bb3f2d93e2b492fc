"""The structure of a book as its PDF holds it: takes a tree of nodes, adds its objects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pydyf

from build_tools.paper.nodes import Leads, Mark, Node

# Cells count in their row, empty or not.
KEPT = {"TH", "TD", "TR"}


@dataclass(slots=True, kw_only=True)
class Tree:
    """What the root of a structure lists: who owns each mark and each link, who has a name."""

    pdf: Any
    pages: tuple[bytes, ...]
    owners: dict[int, dict[int, bytes]] = field(default_factory=dict)
    links: list[bytes] = field(default_factory=list)
    named: list[tuple[str, bytes]] = field(default_factory=list)


def write(pdf: Any, root: Node) -> None:
    """Add a book's structure to its PDF, and say in the catalogue that it is there."""
    tree = Tree(pdf=pdf, pages=pdf.page_references)
    top = pydyf.Dictionary({"Type": "/StructTreeRoot"})
    pdf.add_object(top)
    document = _write(tree, root, top.reference)
    top["K"] = pydyf.Array([document])
    top["ParentTree"] = _parents(tree)
    top["ParentTreeNextKey"] = len(tree.pages) + len(tree.links)
    if tree.named:
        ids = [part for name, owner in sorted(tree.named) for part in (pydyf.String(name), owner)]
        top["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(ids)})
    pdf.catalog["StructTreeRoot"] = top.reference
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


def prune(node: Node) -> bool:
    """Take out of a node what holds nothing; return whether it holds something itself."""
    node.kids = [kid for kid in node.kids if not isinstance(kid, Node) or prune(kid)]
    return bool(node.kids) or node.tag in KEPT


def _write(tree: Tree, node: Node, above: bytes) -> bytes:
    """Add a node and all within; return the name of its object."""
    made = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{node.tag}", "P": above})
    tree.pdf.add_object(made)
    owner: bytes = made.reference
    page = next((kid.page for kid in node.kids if not isinstance(kid, Node)), None)
    if page is not None:
        made["Pg"] = tree.pages[page]
    made |= node.says
    if node.tag == "Note":
        # Each note is known by a name of its own (ISO 14289-1, 7.9).
        name = f"note-{len(tree.named) + 1:05}"
        made["ID"] = pydyf.String(name)
        tree.named.append((name, owner))
    made["K"] = pydyf.Array([_kid(tree, kid, owner, page) for kid in node.kids])
    return owner


def _kid(tree: Tree, kid: Node | Mark | Leads, owner: bytes, page: int | None) -> object:
    if isinstance(kid, Node):
        return _write(tree, kid, owner)
    if isinstance(kid, Mark):
        tree.owners.setdefault(kid.page, {})[kid.number] = owner
        return kid.number if kid.page == page else _marked(kid, tree.pages[kid.page])
    kid.annotation["StructParent"] = len(tree.pages) + len(tree.links)
    tree.links.append(owner)
    there = {"Type": "/OBJR", "Obj": kid.annotation.reference, "Pg": tree.pages[kid.page]}
    return pydyf.Dictionary(there)


def _marked(mark: Mark, page: bytes) -> pydyf.Dictionary:
    return pydyf.Dictionary({"Type": "/MCR", "Pg": page, "MCID": mark.number})


def _parents(tree: Tree) -> bytes:
    numbers = pydyf.Array()
    for page in range(len(tree.pages)):
        numbers += [page, pydyf.Array(_in_order(tree.owners.get(page, {})))]
    for at, owner in enumerate(tree.links, start=len(tree.pages)):
        numbers += [at, owner]
    made = pydyf.Dictionary({"Nums": numbers})
    tree.pdf.add_object(made)
    reference: bytes = made.reference
    return reference


def _in_order(owners: Mapping[int, bytes]) -> list[bytes]:
    return [owners.get(number, b"null") for number in range(max(owners, default=-1) + 1)]
