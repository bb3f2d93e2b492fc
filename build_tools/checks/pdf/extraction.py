"""Takes a book, gives the pages whose words are lost when they are copied, searched or read aloud.

What: the words of each page as poppler reads them are those of its structure. A word that poppler
cuts although the file has it whole is told by `pdf/copying`.
Example: two words without a space between them in the file, though they stand apart on the page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from build_tools.checks.row import Built, Fault
from build_tools.seeing.pdf_book import read_pdf
from build_tools.seeing.pdf_copied import PageExtraction, WordPair, compare_extraction


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for each page on which words are lost, added or parted."""
    seen = read_pdf(built.whole)
    if seen is None:
        return ()
    pages = compare_extraction(built.whole, seen)
    return [Fault(built.whole, message) for page in pages for message in _messages(page)]


def _messages(page: PageExtraction) -> Iterator[str]:
    for words, what in (
        (page.missing_words, "lost when copied"),
        (page.extra_words, "copied, but not in the text"),
    ):
        if words:
            yield f"page {page.page_number}: {_some(words)} {'are' if len(words) > 1 else 'is'} {what}"
    if page.joined_pairs:
        yield f"page {page.page_number}: {_pairs(page.joined_pairs)} without a space between them"


def _pairs(pairs: tuple[WordPair, ...]) -> str:
    first, second = pairs[0]
    more = f" and {len(pairs) - 1} more" if len(pairs) > 1 else ""
    return f"“{first}” and “{second}”{more}"


def _some(words: Counter[str]) -> str:
    named = ", ".join(f"“{word}”" for word in list(words)[:3])
    return named + (f" and {len(words) - 3} more" if len(words) > 3 else "")
