"""Find text that a format contains in another order than the doctree.

A PDF is read in the order of its structure tree.

Example: a sidebar that is read in the middle of a paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.definition import BuiltEdition, Violation
from build_tools.checks.text_check import report_differences
from build_tools.inspection.text.compare import TextDifference


def check(built: BuiltEdition) -> Iterator[Violation]:
    """Yield a violation for each text that is out of order."""
    return report_differences(built, "order", _describe_misplaced_words)


def _describe_misplaced_words(difference: TextDifference, where: str) -> str:
    return f"{difference.quotation} is out of order, on {where}"
