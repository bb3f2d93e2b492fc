"""Read a translation without writing it, and return what its catalogues lose."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from build_tools.errors import UserError, convert_to_finding
from build_tools.model import Edition, Finding
from build_tools.paths import BuildFolder, Root
from build_tools.process import os_errors
from build_tools.runner.edition_findings import relocate_warnings, report_missing_glyphs

if TYPE_CHECKING:
    from build_tools.catalogues import EditionCatalogues, PageCatalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingLint:
    """Hold the findings of an edition's catalogues, and their sanitized pages."""

    findings: tuple[Finding, ...]
    pages: tuple[PageCatalogue, ...] = ()


def preload_reader() -> None:
    """Import once what each run needs, before the processes are forked."""
    from build_tools import catalogues, reader

    catalogues.preload_rules()
    reader.preload_extensions()


def lint_edition(
    edition: Edition, root: Root, build: BuildFolder, has_page: Callable[[str], bool], work: Path
) -> ReadingLint:
    """Compile an edition's catalogues of some pages, read it with them, and return all errors as findings."""
    try:
        return _lint_catalogues(edition, root, has_page, work)
    except BaseException as error:  # a root's own code may raise anything
        publication, tag = edition.publication.id, edition.language.tag
        finding = os_errors.convert_exception(error, build, root.path, publication=publication, language=tag)
        return ReadingLint(findings=(finding,))


def _lint_catalogues(
    edition: Edition, root: Root, has_page: Callable[[str], bool], work: Path
) -> ReadingLint:
    from build_tools import catalogues

    convert = partial(convert_to_finding, publication=edition.publication.id, language=edition.language.tag)
    compiled, rejections = catalogues.compile_usable_catalogues(edition, root, work / "messages", has_page)
    findings = [*map(convert, rejections), *compiled.findings]
    try:
        reading_findings = tuple(_iter_reading_findings(edition, root, compiled, work))
    except UserError as error:
        reading_findings = (convert(error),)
    # What a page lacks has no line; where its catalogue cannot be read that says nothing.
    findings += [one for one in reading_findings if one.place.line or not rejections]
    told = tuple(catalogues.drop_repeated_marks(findings))
    return ReadingLint(findings=told, pages=tuple(compiled.pages.values()))


def _iter_reading_findings(
    edition: Edition, root: Root, compiled: EditionCatalogues, work: Path
) -> Iterator[Finding]:
    from build_tools import catalogues, reader

    if compiled.folder is None:
        return
    try:
        ui_strings = catalogues.load_ui_strings(edition.language, root)
    except UserError:
        return  # reported once a language, where its UI strings are checked
    messages = catalogues.write_sphinx_strings(ui_strings, edition.language, work / "messages")
    reading = reader.read_edition(
        edition, root, messages=messages, ui_strings=ui_strings, work=work / "reading"
    )
    yield from catalogues.find_lost_text(compiled, reading.message_outcomes, edition)
    yield from catalogues.find_shown_marks(compiled, reading.message_outcomes, edition)
    yield from catalogues.find_unlisted_messages(compiled, reading.message_outcomes, edition)
    with suppress(UserError):  # a missing font is reported by `build` and `doctor`
        yield from report_missing_glyphs(reading, compiled, root)
    with reader.collect_write_findings(reading, root) as sphinx_findings:
        reader.resolve_references(reading)
    relocated = relocate_warnings((*reading.findings, *sphinx_findings), reading, compiled)
    yield from (one for one in relocated if one.code.startswith("catalogue/"))
