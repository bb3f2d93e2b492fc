"""Compile an edition's catalogues to .mo files for Sphinx, and collect the findings."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from build_tools import sanitizer
from build_tools.catalogues.discovery import (
    CatalogueFile,
    find_catalogues,
    list_page_names,
    make_no_page_finding,
)
from build_tools.catalogues.edition_catalogues import EditionCatalogues, Message, PageCatalogue
from build_tools.catalogues.mo_writer import format_mo
from build_tools.catalogues.msgfmt import ValidCatalogue, check_all_catalogues, check_each_catalogue
from build_tools.catalogues.po_reader import CatalogueContents, read_contents
from build_tools.catalogues.review.review_status import (
    find_unknown_values,
    parse_header_status,
    read_review_status,
)
from build_tools.errors import UserError
from build_tools.model import Edition, Finding, Place, ReviewStatus, Severity
from build_tools.paths import Root, safe_join, write_atomically

UNTRANSLATED_FINDINGS: Mapping[str, tuple[str, str]] = {
    "fuzzy": (
        "catalogue/fuzzy",
        "a fuzzy translation is not used — correct it, then remove its “fuzzy” flag",
    ),
    "missing": ("catalogue/missing", "there is no translation yet; the source stands in its place"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SanitizedPage:
    """Hold a page's catalogue after the sanitizer, and the findings of the sanitizer."""

    page: PageCatalogue
    findings: tuple[Finding, ...] = ()


def sanitize_page(page: str, file: str, contents: CatalogueContents) -> SanitizedPage:
    """Return a page's messages with the texts that may go into its .mo."""
    messages: dict[str, Message] = {}
    findings = list(find_unknown_values(contents.header, file))
    for message in contents.messages:
        result = _sanitize_message(message)
        messages[message.msgid] = _apply_result(message, result)
        findings += _iter_message_findings(message, result, file)
    findings += (_make_unused_message_finding(message, file) for message in contents.unused)
    catalogue = PageCatalogue(
        name=page, file=file, messages=messages, header_status=parse_header_status(contents.header)
    )
    return SanitizedPage(page=catalogue, findings=tuple(findings))


def _sanitize_message(message: Message) -> sanitizer.SanitizedMessage:
    if message.state != "translated":
        return sanitizer.SanitizedMessage(text="")
    return sanitizer.sanitize(message.msgid, message.msgstr)


def _apply_result(message: Message, result: sanitizer.SanitizedMessage) -> Message:
    state = "refused" if result.rejection else message.state
    return replace(message, text=result.text, state=state)


def _make_unused_message_finding(message: Message, file: str) -> Finding:
    """Return the finding for a message that Sphinx never looks up: an error if it has words."""
    text = "no page uses a message with a context or plural forms"
    if message.state != "translated":
        return _make_message_finding("catalogue/unused", "note", text, message, file)
    message_text = f"{text}: its translation is lost — write it without msgctxt and msgid_plural"
    return _make_message_finding("catalogue/lost-text", "error", message_text, message, file)


def _iter_message_findings(
    message: Message, result: sanitizer.SanitizedMessage, file: str
) -> Iterator[Finding]:
    if message.state in UNTRANSLATED_FINDINGS:
        code, text = UNTRANSLATED_FINDINGS[message.state]
        yield _make_message_finding(code, "note", text, message, file)
    if result.rejection:
        rejection = result.rejection
        text = f"{rejection.message}; the source stands in its place — {rejection.remedy}"
        yield _make_message_finding(rejection.code, "error", text, message, file)
    for repair in (*result.repairs, *result.omissions):
        text = f"{repair.message} — {repair.remedy}"
        yield _make_message_finding(repair.code, "warning", text, message, file)


def _make_message_finding(
    code: str, severity: Severity, text: str, message: Message, file: str
) -> Finding:
    return Finding(code=code, severity=severity, message=text, place=message.make_place(file))


def compile_edition(edition: Edition, root: Root, into: Path) -> EditionCatalogues:
    """Write an edition's .mo files below `into`, checked by gettext and by the sanitizer.

    Sphinx finds them with `locale_dirs = [into]` and `gettext_compact = False`; nothing is
    written beside a .po. Raises UserError `catalogue/…`, exit 1, for a catalogue that cannot
    be used at all: bad syntax, a link out of the root.
    """
    if edition.is_source:
        status = ReviewStatus(text_origin=edition.publication.text_origin)
        return EditionCatalogues(folder=None, review_status=status)
    files = find_catalogues(root, edition.language.tag, edition.publication.id)
    contents = dict(zip(files, _read_all_contents(files), strict=True))
    return _compile_contents(edition, root, into, contents)


def compile_usable_catalogues(
    edition: Edition, root: Root, into: Path
) -> tuple[EditionCatalogues, tuple[UserError, ...]]:
    """Compile the catalogues of an edition that can be used; return them, and the other errors.

    Works as `compile_edition`, for callers that check a translation and publish none of it.
    """
    if edition.is_source:
        return compile_edition(edition, root, into), ()
    files: Sequence[CatalogueFile] = ()
    outcomes: list[CatalogueContents | UserError]
    try:
        files = find_catalogues(root, edition.language.tag, edition.publication.id)
        outcomes = list(read_each_contents(files))
    except UserError as error:  # of no single catalogue
        outcomes = [error]
    errors = tuple(each for each in outcomes if isinstance(each, UserError))
    pairs = zip(files, outcomes, strict=False)
    readable = {file: each for file, each in pairs if isinstance(each, CatalogueContents)}
    compiled = _compile_contents(edition, root, into, readable)
    # That there is no translation at all is not to be said of one that cannot be read.
    return replace(compiled, findings=()) if errors and not readable else compiled, errors


def _compile_contents(
    edition: Edition, root: Root, into: Path, contents: Mapping[CatalogueFile, CatalogueContents]
) -> EditionCatalogues:
    page_names = list_page_names(root, edition.publication.id)
    sanitized = [sanitize_page(file.page, file.file, holds) for file, holds in contents.items()]
    _write_mo_files(sanitized, into, edition)
    findings = (
        _iter_compile_findings(tuple(contents), sanitized, page_names)
        if contents
        else _make_no_translation_findings(edition, root)
    )
    pages = {
        result.page.name: result.page
        for result in sanitized
        if not page_names or result.page.name in page_names
    }
    return EditionCatalogues(
        folder=into if contents else None,
        review_status=read_review_status(edition.publication.text_origin, pages.values()),
        findings=tuple(
            replace(finding, publication=edition.publication.id, language=edition.language.tag)
            for finding in findings
        ),
        pages=pages,
    )


def _read_all_contents(files: Sequence[CatalogueFile]) -> list[CatalogueContents]:
    catalogues = check_all_catalogues([(file.path, file.file) for file in files])
    return [read_contents(each, file.file) for each, file in zip(catalogues, files, strict=True)]


def read_each_contents(files: Sequence[CatalogueFile]) -> Iterator[CatalogueContents | UserError]:
    """Yield the contents of each catalogue, or the error why it cannot be used; never raise it."""
    outcomes = check_each_catalogue([(file.path, file.file) for file in files])
    for file, outcome in zip(files, outcomes, strict=True):
        yield outcome if isinstance(outcome, UserError) else _read_contents_or_error(outcome, file)


def _read_contents_or_error(
    catalogue: ValidCatalogue, file: CatalogueFile
) -> CatalogueContents | UserError:
    try:
        return read_contents(catalogue, file.file)
    except UserError as error:
        return error


def _write_mo_files(sanitized: Sequence[SanitizedPage], into: Path, edition: Edition) -> None:
    messages = safe_join(into, f"{edition.language.folder}/LC_MESSAGES")
    # A .mo whose .po is gone would be used still.
    shutil.rmtree(safe_join(messages, edition.publication.id), ignore_errors=True)
    for page in sanitized:
        write_atomically(
            safe_join(messages, f"{page.page.name}.mo"),
            format_mo(_select_published_texts(page.page)),
        )


def _select_published_texts(page: PageCatalogue) -> dict[str, str]:
    return {message.msgid: message.text for message in page.messages.values() if message.text}


def _iter_compile_findings(
    files: Sequence[CatalogueFile],
    sanitized_pages: Sequence[SanitizedPage],
    page_names: Sequence[str],
) -> Iterator[Finding]:
    """Yield an error for each catalogue without a page, then the findings of each catalogue.

    A catalogue without a page that holds only obsolete entries is kept without a finding.
    """
    for file, sanitized in zip(files, sanitized_pages, strict=True):
        used = next((each for each in sanitized.page.messages.values() if each.msgstr), None)
        if used and page_names and file.page not in page_names:
            yield make_no_page_finding(file, used.line, page_names)
    for sanitized in sanitized_pages:
        yield from sanitized.findings


def _make_no_translation_findings(edition: Edition, root: Root) -> list[Finding]:
    folder = root.get_catalogue_folder(edition.language.tag, edition.publication.id)
    compact = folder.with_name(f"{folder.name}.po")
    text = f"there is no translation: it is built in {edition.source.name}, marked so"
    if compact.is_file():
        text = f"{compact.name} holds all pages; a build reads a catalogue for each page: {text}"
    place = Place(file=root.relativize(compact if compact.is_file() else folder))
    return [Finding(code="catalogue/none", severity="note", message=text, place=place)]
