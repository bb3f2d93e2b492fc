"""Share what checks of the text need: comparison with the expected text, anchors, places.

An edition that cannot be compared is a violation of each of these checks, so that none passes
what it has not read. An anchor is right if the word after it is the one that the text has there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

from build_tools.checks.definition import BuiltEdition, Violation
from build_tools.inspection.pdf.destinations import Destination
from build_tools.inspection.pdf.text import WordFlow
from build_tools.inspection.text.compare import TextComparison, compare_edition
from build_tools.inspection.text.diff import DifferenceKind
from build_tools.inspection.text.expected import read_expected_text
from build_tools.inspection.text.text_blocks import PLACEHOLDER, TextBlock, quote_with_context
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
    comparison = compare_edition(built.path, built.medium, built.expected_text, is_rtl=built.language.is_rtl)
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
        """Yield a violation for each difference of the kind."""
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
    return (_describe_pdf_anchor if comparison.document else _describe_page_anchor)(comparison, anchor)


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
    # The words after a picture may be far below it, and at the end of a start page are those of the imprint.
    before = target_word - 1
    if comparison.is_object(anchor) and any(_is_behind(one, flow, before) for one in destinations):
        return ""
    return f"leads to page {destinations[0].page}, but its words are on page {page}"


def _is_at_height(destination: Destination, page: int, top: float) -> bool:
    if destination.top is None or destination.page != page:
        return destination.page == page
    return -MAX_BELOW <= top - destination.top <= MAX_ABOVE


def _is_behind(destination: Destination, flow: WordFlow, word: int) -> bool:
    """Return whether a place is below a word, or on a later page."""
    if word < 0 or destination.page > flow.pages[word]:
        return True
    return destination.page == flow.pages[word] and (destination.top or 0) >= flow.tops[word]


MIN_LETTERS = 12  # enough to identify a passage
CONTEXT_LETTERS = 60  # compared on each side of a match


def locate_violation(built: BuiltEdition, block: TextBlock, match: re.Match[str], message: str) -> Violation:
    """Return a violation for a match in a text block."""
    words = quote_with_context(block.text, match.start(), match.end())
    full_message = f"{message}: “{words}” ({block.where})"
    expected_block = _find_expected_block(built.expected_text, block.text, match)
    if expected_block is not None and expected_block.place.line is not None:
        return Violation(
            built.root / expected_block.place.file,
            full_message,
            expected_block.place.line,
            article=expected_block.article or expected_block.place.article,
        )
    if built.path.is_dir():
        return Violation(built.path / block.where, full_message, block.line)
    return Violation(built.path, full_message)


def _find_expected_block(file: Path, text: str, match: re.Match[str]) -> Block | None:
    """Return the block of the expected text that contains the words around a match; else None."""
    passage = _strip_to_letters(_get_surrounding_text(text, match.start(), match.end()))
    if len(passage) < MIN_LETTERS:
        passage = _strip_to_letters(text.strip(PLACEHOLDER))
    if len(passage) < MIN_LETTERS:
        return None
    blocks = _index_expected_blocks(file)
    return next((block for letters, block in blocks if passage in letters), None)


def _get_surrounding_text(text: str, start: int, end: int) -> str:
    """Return the text around a match, up to what is not in the edition's language."""
    before = max(text.rfind(PLACEHOLDER, 0, start) + 1, start - CONTEXT_LETTERS)
    after = text.find(PLACEHOLDER, end)
    return text[before : min(after if after >= 0 else len(text), end + CONTEXT_LETTERS)]


@lru_cache(maxsize=4)
def _index_expected_blocks(file: Path) -> tuple[tuple[str, Block], ...]:
    expected_text = read_expected_text(file)
    blocks = expected_text.blocks if expected_text else ()
    return tuple((_strip_to_letters(block.text), block) for block in blocks)


def _strip_to_letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)
