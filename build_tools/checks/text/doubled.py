"""Find text that a format contains twice and the doctree once.

Example: the paragraph at the end of a page, printed again at the head of the next.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.definition import EDITION_FORMATS, REPORT, BuiltEdition, Check, Violation
from build_tools.checks.text_check import report_differences

CHECK = Check(
    code="text/doubled",
    severity="error",
    formats=EDITION_FORMATS,
    what="text that a format contains twice and the source once",
    why="a sentence that is there twice is read as two",
    fix=REPORT,
    requires=("lxml", "pikepdf"),
)


def check(built: BuiltEdition) -> Iterator[Violation]:
    """Yield a violation for each repetition."""
    return report_differences(built, "doubled", "is there twice, on")
