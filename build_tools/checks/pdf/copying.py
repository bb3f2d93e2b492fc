"""Count the words of a PDF that poppler breaks or separates when they are copied.

Words that the file has whole and poppler breaks, mostly at vowel marks of Arabic, which stand
above or below the line; and neighbours in a line that poppler separates. Poppler goes by the
positions of letters, as many programs do that copy or search; screen readers use the structure
tree.

Example: يُعامَل copied as يُعام َل.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_tools.checks.definition import BuiltEdition, Violation
from build_tools.inspection.pdf.document import read_pdf
from build_tools.inspection.pdf.extraction import PageExtraction, compare_extraction


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield one violation for all broken words, and one for all separated pairs."""
    document = read_pdf(built.path)
    if document is None:
        return ()
    pages = compare_extraction(built.path, document)
    return [
        Violation(built.path, message)
        for message in (*_count_broken_words(pages), *_count_separated_pairs(pages))
    ]


def _count_broken_words(pages: Iterable[PageExtraction]) -> Iterator[str]:
    broken = [(page, word) for page in pages for word in page.broken_words.elements()]
    if broken:
        vocalized = sum(page.vocalized_words.total() for page in pages)
        broken_vocalized = sum(word in page.vocalized_words for page, word in broken)
        page, word = broken[0]
        yield (
            f"{len(broken)} words are cut when copied, {broken_vocalized} of them among the"
            f" {vocalized} with vowel marks; the first is “{word}” on page {page.page_number}"
        )


def _count_separated_pairs(pages: Iterable[PageExtraction]) -> Iterator[str]:
    separated = [(page.page_number, *pair) for page in pages for pair in page.separated_pairs]
    if separated:
        number, first, second = separated[0]
        yield (
            f"{len(separated)} pairs of words do not stay together when copied; the first is"
            f" “{first} {second}” on page {number}"
        )
