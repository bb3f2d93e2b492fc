"""Find text that a format contains in another order than the doctree.

Example: a sidebar that is read in the middle of a paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.definition import EDITION_FORMATS, REPORT, BuiltEdition, Check, Violation
from build_tools.checks.text_check import report_differences

CHECK = Check(
    code="text/order",
    severity="error",
    formats=EDITION_FORMATS,
    what="text that is in another order in a format",
    why="who hears or copies the text gets it in the order of the file",
    fix=REPORT,
    standards=("WCAG 2.2, 1.3.2", "ISO 14289-1:2014, 7.2"),
    requires=("lxml", "pikepdf"),
)


def check(built: BuiltEdition) -> Iterator[Violation]:
    """Yield a violation for each text that is out of order."""
    return report_differences(built, "order", "is out of order, on")
