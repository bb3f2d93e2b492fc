"""Find words in a format that no block of the doctree has.

Contents, running heads, list labels and page numbers are not counted.

Example: the English name of a note that nobody has translated, put in by a library.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.definition import EDITION_FORMATS, REPORT, BuiltEdition, Check, Violation
from build_tools.checks.text_check import report_differences

CHECK = Check(
    code="text/extra",
    severity="error",
    formats=EDITION_FORMATS,
    what="words in a format that the text does not have",
    why="what nobody wrote or translated is read as part of an adopted text",
    fix=REPORT,
    requires=("lxml", "pikepdf"),
)


def check(built: BuiltEdition) -> Iterator[Violation]:
    """Yield a violation for each sequence of extra words."""
    return report_differences(built, "extra", "is no part of the text, on")
