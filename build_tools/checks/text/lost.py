"""Find words of the doctree that a format lacks, in reading order.

Example: a table whose last row no EPUB shows.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.definition import EDITION_FORMATS, REPORT, BuiltEdition, Check, Violation
from build_tools.checks.text_check import report_differences

CHECK = Check(
    code="text/lost",
    severity="error",
    formats=EDITION_FORMATS,
    what="words of the translated text that a format lacks",
    why="a reader cannot know that they are missing",
    fix=REPORT,
    requires=("lxml", "pikepdf"),
)


def check(built: BuiltEdition) -> Iterator[Violation]:
    """Yield a violation for each sequence of missing words."""
    return report_differences(built, "lost", "is missing after")
