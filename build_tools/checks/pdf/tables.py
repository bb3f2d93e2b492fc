"""Find tables of a PDF without header cells.

Example: a list table without `:header-rows:`.
"""

from __future__ import annotations

from collections.abc import Iterable

from build_tools.checks.definition import BuiltEdition, Check, Violation
from build_tools.inspection.pdf.document import read_pdf
from build_tools.inspection.pdf.structure import walk_structure
from build_tools.inspection.text.tokenize import quote_start

CHECK = Check(
    code="pdf/tables",
    severity="error",
    formats=("pdf",),
    what="whether each table has header cells",
    why="users of screen readers do not know what a cell belongs to",
    fix="give the table `:header-rows:`; use no table to arrange lines",
    standards=("ISO 14289-1:2014, 7.5", "WCAG 2.2, 1.3.1"),
    requires=("pikepdf",),
)


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for each table without header cells."""
    document = read_pdf(built.path)
    for table, _ in walk_structure(document.roots) if document else ():
        cells = walk_structure(table.child_elements)
        if table.kind == "Table" and not any(cell.kind == "TH" for cell, _ in cells):
            words = quote_start(document.extract_text(table)) if document else ""
            yield Violation(built.path, f"page {table.page}: Table {words} has no header cells")
