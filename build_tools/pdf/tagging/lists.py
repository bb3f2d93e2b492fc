"""Describe the numbering of lists to screen readers."""

from __future__ import annotations

import re

import pydyf

from build_tools.pdf.tagging.structure import StructureElement

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
    labels = [
        label
        for item in node.iter_children()
        for label in item.iter_children()
        if label.tag == "Lbl"
    ]
    marks = " ".join(_strip_list_label(label) for label in labels)
    kinds = (kind for kind, marked in NUMBERING_PATTERNS.items() if re.fullmatch(marked, marks))
    node.entries["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": next(kinds, "/None")})


def _strip_list_label(label: StructureElement) -> str:
    return re.sub(r"[\s().]", "", "".join(label.texts))
