"""Takes a book, gives the pictures in it that say nothing to those who do not see them.

What: a Figure and a Formula have words in their place, which are no name of a file.
Example: a Figure without Alt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from build_tools.checks.row import Built, Fault
from build_tools.seeing.pdf_book import read_pdf
from build_tools.seeing.pdf_tree import StructElement, walk_structure

KINDS = ("Figure", "Formula")
FILE = re.compile(r"\S+\.(?:png|jpe?g|gif|svg|webp|tiff?|pdf)", re.IGNORECASE)


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for each picture without words."""
    seen = read_pdf(built.whole)
    if seen is None:
        return ()
    return [
        Fault(built.whole, f"page {element.page or '?'}: a {element.kind} {wrong}")
        for element, _ in walk_structure(seen.roots)
        if element.kind in KINDS and (wrong := _wrong(element))
    ]


def _wrong(element: StructElement) -> str:
    said = (element.alt or element.actual_text or "").strip()
    if not said:
        return "has no words in its place"
    return f"is called by its file, {said}" if FILE.fullmatch(said) else ""
