"""Open a PDF with PDFium and draw each page, as Chromium and Android do.

Example: a page whose fonts no program can read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from build_tools.checks.definition import REPORT, BuiltEdition, Check, Violation
from build_tools.validators import pdfium

CHECK = Check(
    code="pdf/drawing",
    severity="error",
    formats=("pdf",),
    what="whether PDFium opens the book and draws each page",
    why="most readers open a PDF in a browser",
    fix=REPORT,
    standards=("ISO 32000-1:2008, 7.5",),
    requires=("pdfium",),
)


def check_batch(editions: Sequence[BuiltEdition]) -> Iterable[tuple[BuiltEdition, Violation]]:
    """Yield a violation for each book that is not opened and each page that is not drawn."""
    verdicts = pdfium.validate(built.path for built in editions)
    for built in editions:
        for message in verdicts[built.path]:
            where = f"{message.where} " if message.where else "the book "
            yield built, Violation(built.path, f"{where}{message.message}")
