"""Takes a book, gives how many words do not stay whole, or beside one another, when copied.

What: words that the file has whole and poppler cuts, mostly at vowel marks of Arabic, which stand
above or below their line; and neighbours in a line that poppler reads apart. Poppler goes by
where letters stand, as many programs do that copy or search; a voice goes by the structure.
Example: يُعامَل copied as يُعام َل.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_tools.checks.row import Built, Fault
from build_tools.seeing.pdf_book import book
from build_tools.seeing.pdf_copied import Copied, copied


def look(built: Built) -> Iterable[Fault]:
    """Yield one fault for all words that are cut, and one for all that are parted."""
    seen = book(built.whole)
    if seen is None:
        return ()
    pages = copied(built.whole, seen)
    return [Fault(built.whole, message) for message in (*_cut(pages), *_parted(pages))]


def _cut(pages: Iterable[Copied]) -> Iterator[str]:
    cut = [(page, word) for page in pages for word in page.cut.elements()]
    if cut:
        marked = sum(page.marked.total() for page in pages)
        with_marks = sum(word in page.marked for page, word in cut)
        page, word = cut[0]
        yield (
            f"{len(cut)} words are cut when copied, {with_marks} of them among the {marked} with"
            f" vowel marks; the first is “{word}” on page {page.number}"
        )


def _parted(pages: Iterable[Copied]) -> Iterator[str]:
    parted = [(page.number, *pair) for page in pages for pair in page.parted]
    if parted:
        number, one, other = parted[0]
        yield (
            f"{len(parted)} pairs of words do not stay together when copied; the first is"
            f" “{one} {other}” on page {number}"
        )
