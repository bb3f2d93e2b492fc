"""Takes a book, gives the headings that stand at the wrong depth.

What: the first heading is the one H1, none is more than one level below the heading before it,
none is empty, and none is an H without a level.
Example: an H4 right after an H2.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from build_tools.checks.row import Built, Fault
from build_tools.seeing.pdf_book import PdfDocument, read_pdf
from build_tools.seeing.pdf_tree import StructElement, walk_structure
from build_tools.seeing.words import quote_start

LEVEL = re.compile(r"H([1-9]\d*)?")


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for each heading that is out of order."""
    seen = read_pdf(built.whole)
    if seen is None or not seen.roots:
        return ()
    found = [element for element, _ in walk_structure(seen.roots) if LEVEL.fullmatch(element.kind)]
    return [Fault(built.whole, message) for message in _messages(seen, found)]


def _messages(seen: PdfDocument, found: Iterable[StructElement]) -> Iterator[str]:
    before, first = 0, ""
    for element in found:
        text = seen.extract_text(element)
        here = f"page {element.page or '?'}: {element.kind} {quote_start(text)}"
        level = int(element.kind[1:] or 0)
        if not text.strip():
            yield f"page {element.page or '?'}: an empty {element.kind}"
        if not level:
            yield f"{here} has no level"
            continue
        if level > before + 1:
            yield f"{here} comes after {f'an H{before}' if before else 'no H1'}"
        if level == 1 and first:
            yield f"{here} is a second H1 after {first}"
        first = first or (here if level == 1 else "")
        before = level
    if not before:
        yield "has no heading"
