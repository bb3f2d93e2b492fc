"""Report violations of PDF/UA-1, as page-validation finds them.

Example: a link annotation without an alternate description.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from build_tools.checks.definition import BuiltEdition, Check, Violation
from build_tools.validators import page_validation

CHECK = Check(
    code="pdf/ua",
    severity="error",
    formats=("pdf",),
    what="the rules of PDF/UA-1, as page-validation tests them",
    why="a file that breaks one cannot be read by everyone, as the law demands",
    fix=("report it; for a glyph that is missing, choose a font that has it in locale/languages.toml"),
    standards=("ISO 14289-1:2014, 7", "WCAG 2.2, 1.3.1", "WCAG 2.2, 2.4.2"),
    requires=("page-validation",),
)


def check_batch(editions: Sequence[BuiltEdition]) -> Iterator[tuple[BuiltEdition, Violation]]:
    """Yield a violation for each rule that a PDF breaks; one run serves all PDFs."""
    verdicts = page_validation.validate((built.path for built in editions), ["ua1"])
    for built in editions:
        for message in verdicts[built.path]:
            yield built, Violation(built.path, f"{message.message} ({message.rule})")
