"""Check the levels of the headings of a PDF.

The first heading is the only H1, no level is skipped, none is empty, and none is an H without a
level.

Example: an H4 right after an H2.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from build_tools.checks.definition import BuiltEdition, Violation
from build_tools.inspection.pdf.document import PdfDocument, read_pdf
from build_tools.inspection.pdf.structure import StructElement, walk_structure
from build_tools.inspection.text.tokenize import quote_start

LEVEL = re.compile(r"H([1-9]\d*)?")


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for each heading that is out of order."""
    document = read_pdf(built.path)
    if document is None or not document.roots:
        return ()
    headings = [
        element for element, _ in walk_structure(document.roots) if LEVEL.fullmatch(element.kind)
    ]
    return [Violation(built.path, message) for message in _check_heading_levels(document, headings)]


def _check_heading_levels(
    document: PdfDocument, headings: Iterable[StructElement]
) -> Iterator[str]:
    previous_level, first_h1 = 0, ""
    for element in headings:
        text = document.extract_text(element)
        label = f"page {element.page or '?'}: {element.kind} {quote_start(text)}"
        level = int(element.kind[1:] or 0)
        if not text.strip():
            yield f"page {element.page or '?'}: an empty {element.kind}"
        if not level:
            yield f"{label} has no level"
            continue
        if level > previous_level + 1:
            yield f"{label} comes after {f'an H{previous_level}' if previous_level else 'no H1'}"
        if level == 1 and first_h1:
            yield f"{label} is a second H1 after {first_h1}"
        first_h1 = first_h1 or (label if level == 1 else "")
        previous_level = level
    if not previous_level:
        yield "has no heading"
