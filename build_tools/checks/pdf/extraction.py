"""Find words of a PDF that are missing, extra or joined when poppler extracts them.

Example: two words without a space between them in the file, though they stand apart on the page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from build_tools.checks.definition import BuiltEdition, Check, Violation
from build_tools.inspection.pdf.document import read_pdf
from build_tools.inspection.pdf.extraction import PageExtraction, WordPair, compare_extraction

CHECK = Check(
    code="pdf/extraction",
    severity="warning",
    formats=("pdf",),
    what=("whether poppler extracts the words of each page that the structure tree has, and no others"),
    why=("words that are missing or joined are not found by a search, and are read aloud as nonsense"),
    fix="look at the line on its page; separate the words, or use another font",
    standards=("ISO 32000-1:2008, 14.8.2.5", "WCAG 2.2, 1.3.2"),
    requires=("pikepdf", "poppler"),
)


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for each page on which words are missing, extra or joined."""
    document = read_pdf(built.path)
    if document is None:
        return ()
    pages = compare_extraction(built.path, document)
    return [Violation(built.path, message) for page in pages for message in _check_page_extraction(page)]


def _check_page_extraction(page: PageExtraction) -> Iterator[str]:
    for words, what in (
        (page.missing_words, "missing when copied"),
        (page.extra_words, "copied, but not in the text"),
    ):
        if words:
            verb = "are" if len(words) > 1 else "is"
            yield f"page {page.page_number}: {_quote_some_words(words)} {verb} {what}"
    if page.joined_pairs:
        pairs = _quote_pairs(page.joined_pairs)
        yield f"page {page.page_number}: {pairs} without a space between them"


def _quote_pairs(pairs: tuple[WordPair, ...]) -> str:
    first, second = pairs[0]
    remainder = f" and {len(pairs) - 1} more" if len(pairs) > 1 else ""
    return f"“{first}” and “{second}”{remainder}"


def _quote_some_words(words: Counter[str]) -> str:
    quotation = ", ".join(f"“{word}”" for word in list(words)[:3])
    return quotation + (f" and {len(words) - 3} more" if len(words) > 3 else "")
