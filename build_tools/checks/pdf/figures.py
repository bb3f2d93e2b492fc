"""Find figures and formulas of a PDF without alternate text.

Example: a Figure without Alt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from build_tools.checks.definition import BuiltEdition, Check, Violation
from build_tools.inspection.pdf.document import read_pdf
from build_tools.inspection.pdf.structure import StructElement, walk_structure

CHECK = Check(
    code="pdf/figures",
    severity="error",
    formats=("pdf",),
    what="the alternate text of each figure and formula",
    why="readers who do not see it learn nothing of it",
    fix="describe the image after `:alt:`, in the source and in its translation",
    standards=("ISO 14289-1:2014, 7.3", "ISO 14289-1:2014, 7.7", "WCAG 2.2, 1.1.1"),
    requires=("pikepdf",),
)

KINDS = ("Figure", "Formula")
FILE = re.compile(r"\S+\.(?:png|jpe?g|gif|svg|webp|tiff?|pdf)", re.IGNORECASE)


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for each figure without alternate text."""
    document = read_pdf(built.path)
    if document is None:
        return ()
    return [
        Violation(built.path, f"page {element.page or '?'}: a {element.kind} {problem}")
        for element, _ in walk_structure(document.roots)
        if element.kind in KINDS and (problem := _describe_figure_error(element))
    ]


def _describe_figure_error(element: StructElement) -> str:
    text = (element.alt or element.actual_text or "").strip()
    if not text:
        return "has no alternate text"
    return f"has a file name as alternate text, {text}" if FILE.fullmatch(text) else ""
