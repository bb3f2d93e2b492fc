"""Find images and formulas whose text alternative is missing from a format.

Example: a figure of a PDF without `/Alt`.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.definition import EDITION_FORMATS, REPORT, BuiltEdition, Check, Violation
from build_tools.checks.text_check import check_comparison, make_block_violation
from build_tools.inspection.text.compare import TextComparison
from build_tools.inspection.text.patience_diff import compute_patience_diff
from build_tools.model.expected_text import OBJECT_KINDS

CHECK = Check(
    code="text/alternative",
    severity="error",
    formats=EDITION_FORMATS,
    what="whether images and formulas have the same text alternative in every format",
    why="readers who do not see the image have only these words",
    fix=f"give the image its `:alt:`; if it has one, {REPORT}",
    standards=("WCAG 2.2, 1.1.1", "ISO 14289-1:2014, 7.3"),
    requires=("lxml", "pikepdf"),
)


def check(built: BuiltEdition) -> Iterator[Violation]:
    """Yield a violation for each image or formula."""
    return check_comparison(built, _check_alternatives)


def _check_alternatives(built: BuiltEdition, comparison: TextComparison) -> Iterator[Violation]:
    blocks = [
        block
        for block in comparison.expected_text.blocks
        if block.kind in OBJECT_KINDS and (not block.formats or comparison.format in block.formats)
    ]
    expected = [_normalize_spaces(block.text) for block in blocks]
    actual = [_normalize_spaces(words) for words in _list_alternatives(comparison)]
    for gap in compute_patience_diff(expected, actual):
        for index in range(gap.left_start, gap.left_end):
            file = comparison.get_page_file(blocks[index].page)
            message = f"no picture or formula of {file} says “{expected[index]}”"
            yield make_block_violation(built, blocks[index], message)


def _list_alternatives(comparison: TextComparison) -> Iterator[str]:
    if comparison.pdf_text:
        yield from comparison.pdf_text.alternatives
    for page in comparison.pages.values():
        yield from page.alternatives


def _normalize_spaces(words: str) -> str:
    return " ".join(words.split())
