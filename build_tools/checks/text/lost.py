"""Find words of the doctree that a format lacks, in reading order.

Example: a table whose last row no EPUB shows.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.definition import BuiltEdition, Violation
from build_tools.checks.text_check import report_differences
from build_tools.inspection.text.compare import TextDifference


def check(built: BuiltEdition) -> Iterator[Violation]:
    """Yield a violation for each sequence of missing words."""
    return report_differences(built, "lost", _describe_missing_words)


def _describe_missing_words(difference: TextDifference, where: str) -> str:
    return f"{difference.quotation} is lost, after {where}"
