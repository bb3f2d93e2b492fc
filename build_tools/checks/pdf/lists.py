"""Check the structure of the lists of a PDF.

A list has only items and captions, an item one body and at most a label before it; labels and
bodies are in items.

Example: a paragraph directly in an LI.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_tools.checks.definition import BuiltEdition, Violation
from build_tools.inspection.pdf.document import PdfDocument, read_pdf
from build_tools.inspection.pdf.structure import StructElement, walk_structure
from build_tools.inspection.text.tokenize import quote_start

# What may stand right in what (ISO 32000-1, 14.8.4.3.3), and what only there.
ALLOWED_KIDS = {"L": ("LI", "L", "Caption"), "LI": ("Lbl", "LBody")}
PARENTS = {"LI": ("L",), "LBody": ("LI",)}


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for each part of a list that is out of place."""
    document = read_pdf(built.path)
    if document is None:
        return ()
    return [
        Violation(built.path, message)
        for element, above in walk_structure(document.roots)
        for message in _check_list_element(
            document, element, above[-1].kind if above else "the book"
        )
    ]


def _check_list_element(
    document: PdfDocument, element: StructElement, parent: str
) -> Iterator[str]:
    kind = element.kind
    if kind not in ALLOWED_KIDS and kind not in PARENTS:
        return
    label = f"page {element.page or '?'}: {kind} {quote_start(document.extract_text(element))}"
    if parent not in PARENTS.get(kind, (parent,)):
        yield f"{label} stands in {parent}"
    if kind not in ALLOWED_KIDS:
        return
    for kid in element.kids:
        kid_kind = kid.kind if isinstance(kid, StructElement) else "text without a tag"
        if kid_kind not in ALLOWED_KIDS[kind]:
            yield f"{label} holds {kid_kind}"
    if not element.kids:
        yield f"{label} holds nothing"
    if kind == "LI" and [kid.kind for kid in element.child_elements].count("LBody") > 1:
        yield f"{label} has two bodies"
