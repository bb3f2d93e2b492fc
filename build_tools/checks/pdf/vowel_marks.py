"""Takes a book, gives how many words with vowel marks do not stay whole when they are copied.

What: of the words with marks of Arabic or Hebrew, those that poppler cuts where a mark stands
above or below its line. In the structure, which is read aloud, they are whole.
Example: يُعامَل copied as يُعام َل.
"""

from __future__ import annotations

from collections.abc import Iterable

from build_tools.checks.row import Built, Fault
from build_tools.seeing.pdf_book import book
from build_tools.seeing.pdf_copied import copied


def look(built: Built) -> Iterable[Fault]:
    """Yield one fault, with how many words there are, how many are cut, and where the first is."""
    seen = book(built.whole)
    if seen is None:
        return ()
    pages = copied(built.whole, seen)
    cut = [(page.number, word) for page in pages for word in page.cut.elements()]
    if not cut:
        return ()
    marked = sum(page.marked.total() for page in pages)
    number, word = cut[0]
    message = f"{len(cut)} of {marked} words with vowel marks are cut when copied"
    return [Fault(built.whole, f"{message}, the first “{word}” on page {number}")]
