"""Find words that a line break divides without a hyphen.

If the last letters of a line and the first of the next are one word in the expected text, and
never two words in sequence, the line break divides a word. Addresses may be divided, and words
that have a hyphen of their own.

Where words are written without spaces, as in Chinese, a line may end after any letter.

Example: a Korean word with two syllables on one line and two on the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from build_tools.checks.definition import BuiltEdition, Check, Violation
from build_tools.checks.text_check import make_missing_text_violation
from build_tools.inspection.pdf.typeset import TypesetLine, TypesetPage, find_page_breaks, read_typeset_pages
from build_tools.inspection.text.expected import read_expected_text
from build_tools.inspection.text.tokenize import quote_start
from build_tools.script_direction import is_spaceless

CHECK = Check(
    code="type/cut-word",
    severity="warning",
    formats=("pdf",),
    what="words that a line break divides without a hyphen, as Korean between two syllables",
    why="half a word is read as a word, and no search finds it",
    fix="join its letters with U+2060 WORD JOINER; if the build divided it, report it",
    requires=("pikepdf",),
)


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for each divided word, or one if there is no expected text."""
    expected_text = read_expected_text(built.expected_text)
    if expected_text is None:
        yield make_missing_text_violation(built)
        return
    texts = [block.text.split() for block in expected_text.blocks]
    words = {word for text in texts for word in text}
    pairs = {pair for text in texts for pair in pairwise(text)}
    for page, line, next_line in _list_line_breaks(read_typeset_pages(built.path)):
        before, after = _get_letters_at_break(line, next_line)
        if before + after in words and (before, after) not in pairs:
            yield Violation(built.path, f"page {page}: a line ends within {quote_start(before + after)}")


def _list_line_breaks(pages: Sequence[TypesetPage]) -> Iterator[tuple[int, TypesetLine, TypesetLine]]:
    """Yield each line with the next of its paragraph, and its page number."""
    for page in pages:
        for block in page.blocks:
            yield from ((page.number, *pair) for pair in pairwise(block.lines))
    yield from ((page_break.before.page, *page_break.edge_lines) for page_break in find_page_breaks(pages))


def _get_letters_at_break(line: TypesetLine, next_line: TypesetLine) -> tuple[str, str]:
    """Return the letters before and after a line break; empty where a word may end."""
    before, after = line.text.split()[-1:], next_line.text.split()[:1]
    if not before or not after or is_spaceless(before[0][-1]) or is_spaceless(after[0][0]):
        return "", ""
    if before[0][-1].isalpha() and after[0][0].isalpha():
        return before[0], after[0]
    return "", ""
