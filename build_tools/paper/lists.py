"""Lists for those who hear them: takes a list's node, tells how its items are counted."""

from __future__ import annotations

import re

import pydyf

from build_tools.paper.nodes import Node

# By the marks of the first items: `1.`, `a)`, `I`. Other letters have no name in a PDF.
KINDS = {
    "/Decimal": r"\d+( \d+)*",
    "/LowerRoman": r"i|[ivxlc]{2,}( .*)?|i ii( .*)?",
    "/UpperRoman": r"I|[IVXLC]{2,}( .*)?|I II( .*)?",
    "/LowerAlpha": r"[a-z]( [a-z]{1,2})*",
    "/UpperAlpha": r"[A-Z]( [A-Z]{1,2})*",
}


def number(node: Node) -> None:
    """Say how a list is counted (ISO 32000-1, 14.8.5.5); `None` for marks of our own."""
    labels = [label for item in node.parts() for label in item.parts() if label.tag == "Lbl"]
    marks = " ".join(_mark(label) for label in labels)
    kinds = (kind for kind, marked in KINDS.items() if re.fullmatch(marked, marks))
    node.says["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": next(kinds, "/None")})


def _mark(label: Node) -> str:
    return re.sub(r"[\s().]", "", "".join(label.words))
