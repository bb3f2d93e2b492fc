"""Check that the pages of a book begin where its e-book says, as `source/folios.tsv` remembers them.

Example: a page that begins at another word since a style was changed, so that “page 14” is two places.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.definition import BuiltEdition, Check, Violation
from build_tools.checks.text_check import check_comparison
from build_tools.inspection.text.compare import TextComparison
from build_tools.inspection.text.page_openings import list_folios
from build_tools.model import FORMATS

CHECK = Check(
    code="pdf/folio",
    severity="note",
    formats=("pdf",),
    what="the pages of the book, where its e-book leads to them",
    why="who is told “page 14” must find the same words in the book and in the e-book",
    fix="when the book is as you publish it, run editions folios keep and build the e-book again",
    requires=("lxml", "pikepdf"),
)


def check(built: BuiltEdition) -> Iterator[Violation]:
    """Yield a violation if pages begin elsewhere than is remembered; a book in large print has others."""
    if built.publication.list_folios(built.target.language) and FORMATS[built.target.format].has_folios:
        yield from check_comparison(built, _check_pages)


def _check_pages(built: BuiltEdition, comparison: TextComparison) -> Iterator[Violation]:
    """Yield the first page that begins elsewhere: those behind it follow from it."""
    tag = built.target.language
    actual = {folio.name: folio for folio in list_folios(comparison, tag)}
    known = {folio.name: folio for folio in built.publication.list_folios(tag)}
    moved = [name for name in {**actual, **known} if actual.get(name) != known.get(name)]
    for name in moved[:1]:
        more = f", and {len(moved) - 1} more pages do" if len(moved) > 1 else ""
        message = f"page {name} of the book begins elsewhere than its e-book says{more}"
        yield Violation(built.path, message)
