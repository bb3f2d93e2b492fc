"""Run `editions folios keep`: remember where the pages of finished books begin, for their e-books."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.checks import BuiltEdition
from build_tools.model import Finding, Place, Target, find_folio_format
from build_tools.register import read_register, select_targets
from build_tools.register.folio_table import BookPage, read_folio_table, write_folio_table
from build_tools.tasks.check.results import make_built_edition
from build_tools.tasks.check.run import find_stale_targets
from build_tools.tasks.options import Options

BOOK = find_folio_format()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFolios:
    """Say how many pages of how many books were remembered, and which books are not ready: then none was."""

    pages: int = 0
    books: int = 0
    findings: tuple[Finding, ...] = ()


def keep_folios(options: Options) -> KeptFolios:
    """Write the pages of the selected books into `source/folios.tsv`; those of other books stay there.

    Where a book is not built, or not of the texts as they are now, nothing is written. Raises UserError for a
    wrong register or table, or if it cannot be written.
    """
    root, register = options.root, read_register(options.root)
    names = options.selection.publications, options.selection.languages
    targets = select_targets(register, *names, (BOOK,))
    findings = tuple(_iter_unready_books(options, targets))
    if findings:
        return KeptFolios(findings=findings)
    books = {(target.publication, target.language) for target in targets}
    others = [page for page in read_folio_table(root) if page.book not in books]
    pages = [page for one in targets for page in _list_pages(make_built_edition(options, register, one))]
    write_folio_table(root, (*others, *pages))
    return KeptFolios(pages=len(pages), books=len(targets))


def _iter_unready_books(options: Options, targets: tuple[Target, ...]) -> Iterator[Finding]:
    """Yield an error for each book that is not built, or out of date."""
    built = [target for target in targets if options.build.get_main_file(target).is_file()]
    stale = find_stale_targets(options, built)
    for target in targets:
        reason = stale.get(target, "" if target in built else "is not built")
        if reason:
            yield Finding(
                code="folios/not-built",
                severity="error",
                message=f"{reason} — run editions build -f {BOOK}, then this again",
                place=Place(file=options.root.relativize(options.build.get_main_file(target))),
                publication=target.publication,
                language=target.language,
                format=target.format,
            )


def _list_pages(built: BuiltEdition) -> list[BookPage]:
    from build_tools.inspection.text.compare import compare_edition
    from build_tools.inspection.text.page_openings import list_folios

    comparison = compare_edition(built.path, BOOK, built.expected_text, is_rtl=built.language.is_rtl)
    publication = built.publication
    return [
        BookPage(publication=publication.id, version=publication.version, folio=folio)
        for folio in (list_folios(comparison, built.language.tag) if comparison else ())
    ]
