"""What a part of the structure says of itself: takes a node and its element, adds that to it."""

from __future__ import annotations

from typing import Any

import pydyf

from build_tools.paper import names, tables
from build_tools.paper import weasyprint70 as inside
from build_tools.paper.nodes import Leads, Node


def is_apart(element: Any, around: Node) -> bool:
    """Return whether an element without a tag has something to say: a language, a long form."""
    return _is_short(element) or element.get("lang", around.language) != around.language


def language(node: Node, element: Any) -> Node:
    """Return a node that says the language of its element, where it is another."""
    tongue = element.get("lang", node.language)
    if tongue != node.language:
        node.language, node.says["Lang"] = tongue, pydyf.String(tongue)
    return node


def of_itself(node: Node, element: Any) -> Node:
    """Return the node of an element, with what there is to say of it wherever it stands."""
    if node.tag == "Figure":
        node.says["Alt"] = pydyf.String(names.alternative(element))
    elif node.tag == "Formula":
        formula = element.get("alttext") or "".join(element.itertext())
        node.says["Alt"] = pydyf.String(names.line(formula))
    elif node.tag == "Link":
        node.name = names.line(element.get("aria-label") or "".join(element.itertext()))
    elif _is_short(element):
        node.says["E"] = pydyf.String(names.line(element.get("title")))
    return language(node, element)


def of_a_box(node: Node, box: Any, page: Any) -> None:
    """Add what only its box tells: where a picture stands, how much of a table a cell takes."""
    if "A" in node.says:
        return
    if node.tag == "Figure":
        frame = pydyf.Array(inside.frame(box, page))
        node.says["A"] = pydyf.Dictionary({"O": "/Layout", "BBox": frame})
    elif node.tag in ("TH", "TD"):
        node.says["A"] = tables.cell(box)


def name_link(node: Node) -> None:
    """Call a link by its words, where WeasyPrint has its address alone (ISO 14289-1, 7.18.5).

    What looks like a link and leads nowhere is none.
    """
    leads = [kid for kid in node.kids if isinstance(kid, Leads)]
    if not leads:
        node.tag = "Span"
    shown = [part.says["Alt"].string for part in node.every() if "Alt" in part.says]
    said = (word for part in node.every() for word in part.words)
    name = node.name or names.line(" ".join(shown)) or names.line("".join(said))
    for lead in leads:
        if name:
            lead.annotation["Contents"] = pydyf.String(name)


def _is_short(element: Any) -> bool:
    return bool(element.get("title")) and names.plain(element) == "abbr"
