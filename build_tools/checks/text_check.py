"""Share what checks of the text need: comparison with the expected text, and target checks.

An edition that cannot be compared is a violation of each of these checks, so that none passes
what it has not read. An anchor is right if the word after it is the one that the text has there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from build_tools.checks.definition import BuiltEdition, Violation
from build_tools.inspection.pdf.destinations import Destination
from build_tools.inspection.text.compare import TextComparison, compare_edition
from build_tools.inspection.text.diff import DifferenceKind
from build_tools.inspection.text.expected import read_expected_text
from build_tools.model.expected_text import Anchor, Block

MISSING_TEXT = "there is no expected text to compare this edition with"
UNREADABLE = "its text cannot be compared: the file cannot be opened"
REBUILD = "build it again with `editions build --force`"
# In points: how far above its first line the place of a heading, a paragraph, a picture may be.
MAX_ABOVE, MAX_BELOW = 120.0, 24.0


def check_comparison(
    built: BuiltEdition, check: Callable[[BuiltEdition, TextComparison], Iterator[Violation]]
) -> Iterator[Violation]:
    """Yield what `check` finds in the comparison of an edition, or why it cannot be compared."""
    comparison = compare_edition(
        built.path, built.target.format, built.expected_text, is_rtl=built.language.is_rtl
    )
    if comparison is not None:
        yield from check(built, comparison)
    elif read_expected_text(built.expected_text) is None:
        yield make_missing_text_violation(built)
    else:
        yield Violation(built.path, UNREADABLE, remedy=REBUILD)


def make_missing_text_violation(built: BuiltEdition) -> Violation:
    """Return the violation of an edition whose expected text is missing."""
    return Violation(built.path, MISSING_TEXT, remedy=REBUILD)


def report_differences(built: BuiltEdition, kind: DifferenceKind, problem: str) -> Iterator[Violation]:
    """Yield a violation for each difference of one kind: the words, the problem, the place."""

    def check(built: BuiltEdition, comparison: TextComparison) -> Iterator[Violation]:
        for difference in comparison.list_differences(kind):
            file, line, article = difference.locate(built.path, built.root)
            place = f"{difference.position} of the {built.target.format}"
            yield Violation(file, f"{difference.quotation} {problem} {place}", line, article)

    yield from check_comparison(built, check)


def make_block_violation(built: BuiltEdition, block: Block, message: str) -> Violation:
    """Return a violation at a block: at its line of the catalogue, if that is known."""
    file = built.root / block.place.file if block.place.file else built.path
    return Violation(file, message, block.place.line, block.article)


def describe_anchor_error(comparison: TextComparison, anchor: Anchor) -> str:
    """Return what is wrong with an anchor; empty if nothing is."""
    describe = _describe_pdf_anchor if comparison.document else _describe_page_anchor
    return describe(comparison, anchor)


def _describe_page_anchor(comparison: TextComparison, anchor: Anchor) -> str:
    name = comparison.get_page_file(anchor.page)
    page = comparison.pages.get(name)
    if page is None:
        return "is on a page that does not exist"
    if anchor.name not in page.word_indices:
        return "is no id of its page"
    expected_word = comparison.find_target_word(anchor)
    actual_word = comparison.page_starts[name] + page.word_indices[anchor.name]
    is_right = expected_word is None or actual_word == expected_word
    return "" if is_right else "is not before its own words"


def _describe_pdf_anchor(comparison: TextComparison, anchor: Anchor) -> str:
    destinations = list(comparison.find_destinations(anchor.page, anchor.name))
    if not destinations:
        return "is no named destination of the PDF"
    target_word = comparison.find_target_word(anchor)
    flow = comparison.pdf_text.flow if comparison.pdf_text else None
    if target_word is None or flow is None:
        return ""
    page, top = flow.pages[target_word], flow.tops[target_word]
    if any(_is_at_height(destination, page, top) for destination in destinations):
        return ""
    return f"leads to page {destinations[0].page}, but its words are on page {page}"


def _is_at_height(destination: Destination, page: int, top: float) -> bool:
    if destination.top is None or destination.page != page:
        return destination.page == page
    return -MAX_BELOW <= top - destination.top <= MAX_ABOVE
