"""Takes a book, gives how many words do not stay whole, or beside one another, when copied.

What: words that the file has whole and poppler cuts, mostly at vowel marks of Arabic, which stand
above or below their line; and neighbours in a line that poppler reads apart. Poppler goes by
where letters stand, as many programs do that copy or search; a voice goes by the structure.
Example: يُعامَل copied as يُعام َل.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_tools.checks.row import Built, Fault
from build_tools.seeing.pdf_book import read_pdf
from build_tools.seeing.pdf_copied import PageExtraction, compare_extraction


def look(built: Built) -> Iterable[Fault]:
    """Yield one fault for all words that are cut, and one for all that are parted."""
    seen = read_pdf(built.whole)
    if seen is None:
        return ()
    pages = compare_extraction(built.whole, seen)
    return [Fault(built.whole, message) for message in (*_cut(pages), *_parted(pages))]


def _cut(pages: Iterable[PageExtraction]) -> Iterator[str]:
    cut = [(page, word) for page in pages for word in page.broken_words.elements()]
    if cut:
        marked = sum(page.vocalized_words.total() for page in pages)
        with_marks = sum(word in page.vocalized_words for page, word in cut)
        page, word = cut[0]
        yield (
            f"{len(cut)} words are cut when copied, {with_marks} of them among the {marked} with"
            f" vowel marks; the first is “{word}” on page {page.page_number}"
        )


def _parted(pages: Iterable[PageExtraction]) -> Iterator[str]:
    parted = [(page.page_number, *pair) for page in pages for pair in page.separated_pairs]
    if parted:
        number, one, other = parted[0]
        yield (
            f"{len(parted)} pairs of words do not stay together when copied; the first is"
            f" “{one} {other}” on page {number}"
        )
