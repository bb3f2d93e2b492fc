"""Check that e-books and the book name the same pages, as `source/folios.tsv` remembers them.

Example: a page that begins at another word since a style was changed, so that “page 14” is two places.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.definition import BuiltEdition, Check, Violation
from build_tools.checks.text_check import check_comparison
from build_tools.inspection.text.compare import TextComparison
from build_tools.inspection.text.page_openings import list_folios
from build_tools.model import FORMATS, Folio

CHECK = Check(
    code="text/folio",
    severity="note",
    formats=("pdf", "epub"),
    what="the pages of the book that its e-book leads to",
    why="who is told “page 14” must find it in the book and in the e-book",
    fix="when the book is as you publish it, run editions folios keep and build the e-book again",
    standards=("EPUB Accessibility 1.1, 3.4",),
    requires=("lxml", "pikepdf"),
)


def check(built: BuiltEdition) -> Iterator[Violation]:
    """Yield a violation where the pages of a format are not those that are remembered, if any are."""
    if _list_known(built):
        yield from check_comparison(built, _check_book if built.medium == "pdf" else _check_ebook)


def _check_book(built: BuiltEdition, comparison: TextComparison) -> Iterator[Violation]:
    """Yield the first page that begins elsewhere: those behind it follow from it."""
    actual = {folio.name: folio for folio in list_folios(comparison, built.target.language)}
    known = {folio.name: folio for folio in _list_known(built)}
    moved = [name for name in actual if actual[name] != known.get(name)]
    moved += [name for name in known if name not in actual]
    for name in moved[:1]:
        more = f", and {len(moved) - 1} more pages do" if len(moved) > 1 else ""
        message = f"page {name} of the book begins elsewhere than its e-book says{more}"
        yield Violation(built.path, message)


def _check_ebook(built: BuiltEdition, comparison: TextComparison) -> Iterator[Violation]:
    named = {id for page in comparison.pages.values() for id in page.word_indices if id.startswith("folio-")}
    if len(named) < len(_list_known(built)):
        message = "its text is no longer that of the book whose pages are remembered, so it names none"
        yield Violation(built.path, message)


def _list_known(built: BuiltEdition) -> tuple[Folio, ...]:
    """Return the pages that are remembered; none for a book in large print, which has others."""
    is_book = FORMATS[built.target.format].is_default
    return built.publication.list_folios(built.target.language) if is_book else ()
