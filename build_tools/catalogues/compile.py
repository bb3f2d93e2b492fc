"""Compile an edition's catalogues to .mo files for Sphinx, and collect the findings."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from build_tools import sanitizer
from build_tools.catalogues.discovery import (
    CatalogueFile,
    find_catalogues,
    list_language_catalogues,
    list_page_names,
    make_no_page_finding,
)
from build_tools.catalogues.edition_catalogues import EditionCatalogues, Message, PageCatalogue
from build_tools.catalogues.gettext_programs import check_each_catalogue
from build_tools.catalogues.po_reader import CatalogueContents, read_contents
from build_tools.catalogues.po_writer import format_mo
from build_tools.catalogues.review.review_status import (
    find_unknown_values,
    parse_header_status,
    read_review_status,
)
from build_tools.catalogues.size_limits import require_markup_size, require_size
from build_tools.errors import UserError
from build_tools.model import Edition, Finding, Place, ReviewStatus, Severity
from build_tools.paths import Root, safe_join, write_cache_file

# Trees of docutils are cycles, at least 34 kB a message, and the collector is off in a worker.
GARBAGE_CHARACTERS = 200_000
UNTRANSLATED_MESSAGES: Mapping[str, str] = {
    "fuzzy": "a fuzzy translation is not used — correct it, then remove its “fuzzy” flag",
    "missing": "there is no translation yet; the source stands in its place",
}


def _sanitize_page(page: str, file: str, contents: CatalogueContents) -> tuple[PageCatalogue, list[Finding]]:
    """Return a page's messages with the texts that may go into its .mo, and the findings."""
    messages: dict[str, Message] = {}
    findings = list(find_unknown_values(contents.header, file))
    uncollected = 0
    for message in contents.messages:
        uncollected += len(message.msgid) + len(message.msgstr) + 100
        if uncollected > GARBAGE_CHARACTERS:
            gc.collect(0)
            uncollected = 0
        result = sanitizer.SanitizedMessage(text="")
        if message.state == "translated":
            result = sanitizer.sanitize(message.msgid, message.msgstr)
        state = "refused" if result.rejection else message.state
        messages[message.msgid] = replace(message, text=result.text, state=state)
        findings += _iter_message_findings(message, result, file)
    findings += (_make_unused_message_finding(message, file) for message in contents.unused)
    status = parse_header_status(contents.header)
    return PageCatalogue(name=page, file=file, messages=messages, header_status=status), findings


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
    if message.state in UNTRANSLATED_MESSAGES:
        text = UNTRANSLATED_MESSAGES[message.state]
        yield _make_message_finding(f"catalogue/{message.state}", "note", text, message, file)
    if result.rejection:
        rejection = result.rejection
        text = f"{rejection.message}; the source stands in its place — {rejection.remedy}"
        yield _make_message_finding(rejection.code, "error", text, message, file)
    for repair in (*result.repairs, *result.omissions):
        text = f"{repair.message} — {repair.remedy}"
        yield _make_message_finding(repair.code, "warning", text, message, file)


def _make_message_finding(code: str, severity: Severity, text: str, message: Message, file: str) -> Finding:
    return Finding(code=code, severity=severity, message=text, place=message.make_place(file))


def compile_edition(edition: Edition, root: Root, into: Path) -> EditionCatalogues:
    """Write an edition's .mo files below `into`, checked by gettext and by the sanitizer.

    Sphinx finds them with `locale_dirs = [into]` and `gettext_compact = False`. Raises UserError
    `catalogue/…`, exit 1, for a catalogue that cannot be used at all: bad syntax, a link out of the root.
    """
    if edition.is_source:
        status = ReviewStatus(text_origin=edition.publication.text_origin)
        return EditionCatalogues(folder=None, review_status=status)
    contents: dict[CatalogueFile, CatalogueContents] = {}
    for file, outcome in _read_catalogues(edition, root):
        if isinstance(outcome, UserError):
            raise outcome
        contents[file] = outcome
    _require_little_markup(edition, root, contents)
    return _compile_contents(edition, root, into, contents)


def compile_usable_catalogues(
    edition: Edition, root: Root, into: Path, has_page: Callable[[str], bool] = bool
) -> tuple[EditionCatalogues, tuple[UserError, ...]]:
    """Compile what can be used, as `compile_edition` does; return it, and the errors of the others.

    `has_page` says of which pages; of all without it.
    """
    if edition.is_source:
        return compile_edition(edition, root, into), ()
    readable: dict[CatalogueFile, CatalogueContents] = {}
    errors: tuple[UserError, ...]
    try:
        outcomes = list(_read_catalogues(edition, root, has_page))
        errors = tuple(each for _, each in outcomes if isinstance(each, UserError))
        contents = {file: each for file, each in outcomes if isinstance(each, CatalogueContents)}
        _require_little_markup(edition, root, contents)
        readable = contents
    except UserError as error:  # of no single catalogue
        errors = (error,)
    if errors and not readable:  # that there is no translation at all is not to be said of these
        status = read_review_status(edition.publication.text_origin, ())
        return EditionCatalogues(folder=None, review_status=status), errors
    return _compile_contents(edition, root, into, readable), errors


def _read_catalogues(
    edition: Edition, root: Root, has_page: Callable[[str], bool] = bool
) -> Iterator[tuple[CatalogueFile, CatalogueContents | UserError]]:
    """Yield each catalogue of an edition with what is read of it. Raises UserError as `require_size` does."""
    tag = edition.language.tag
    files = [file for file in find_catalogues(root, tag, edition.publication.id) if has_page(file.page)]
    require_size(list_language_catalogues(root, tag), root, tag)
    yield from zip(files, read_each_contents(files), strict=True)


def _require_little_markup(
    edition: Edition, root: Root, contents: Mapping[CatalogueFile, CatalogueContents]
) -> None:
    messages = (message for each in contents.values() for message in each.messages)
    pairs = ((each.msgid, each.msgstr) for each in messages if each.state == "translated")
    require_markup_size(pairs, tuple(contents), root, edition.language.tag)


def _compile_contents(
    edition: Edition, root: Root, into: Path, contents: Mapping[CatalogueFile, CatalogueContents]
) -> EditionCatalogues:
    page_names = list_page_names(root, edition.publication.id)
    sanitized = [_sanitize_page(file.page, file.file, holds) for file, holds in contents.items()]
    catalogues = [page for page, _ in sanitized]
    _write_mo_files(catalogues, into, edition)
    findings = [*_iter_no_page_findings(contents, catalogues, page_names)]
    findings += (finding for _, page_findings in sanitized for finding in page_findings)
    if not contents:
        findings.append(_make_no_translation_finding(edition, root))
    pages = {page.name: page for page in catalogues if not page_names or page.name in page_names}
    return EditionCatalogues(
        folder=into if contents else None,
        review_status=read_review_status(edition.publication.text_origin, pages.values()),
        findings=tuple(
            replace(finding, publication=edition.publication.id, language=edition.language.tag)
            for finding in findings
        ),
        pages=pages,
    )


def read_each_contents(files: Sequence[CatalogueFile]) -> Iterator[CatalogueContents | UserError]:
    """Yield the contents of each catalogue, or the error why it cannot be used; never raise it."""
    sound = [(file.path, file.file) for file in files if not file.fault]
    outcomes = check_each_catalogue(sound)
    for file in files:
        outcome = file.fault or next(outcomes)
        if isinstance(outcome, UserError):
            yield outcome
            continue
        try:
            yield read_contents(outcome, file.file)
        except UserError as error:
            yield error


def _write_mo_files(pages: Sequence[PageCatalogue], into: Path, edition: Edition) -> None:
    messages = safe_join(into, f"{edition.language.folder}/LC_MESSAGES")
    # A .mo whose .po is gone would be used still.
    shutil.rmtree(safe_join(messages, edition.publication.id), ignore_errors=True)
    for page in pages:
        texts = {message.msgid: message.text for message in page.messages.values() if message.text}
        write_cache_file(safe_join(messages, f"{page.name}.mo"), format_mo(texts))


def _iter_no_page_findings(
    files: Iterable[CatalogueFile], pages: Sequence[PageCatalogue], page_names: Sequence[str]
) -> Iterator[Finding]:
    """Yield an error for each catalogue without a page, unless all its entries are obsolete."""
    for file, page in zip(files, pages, strict=True):
        used = next((message for message in page.messages.values() if message.msgstr), None)
        if used and page_names and file.page not in page_names:
            yield make_no_page_finding(file, used.line, page_names)


def _make_no_translation_finding(edition: Edition, root: Root) -> Finding:
    folder = root.get_catalogue_folder(edition.language.tag, edition.publication.id)
    compact = folder.with_name(f"{folder.name}.po")
    text = f"there is no translation: it is built in {edition.source.name}, marked so"
    if compact.is_file():
        text = f"{compact.name} holds all pages; a build reads a catalogue for each page: {text}"
    place = Place(file=root.relativize(compact if compact.is_file() else folder))
    return Finding(code="catalogue/none", severity="note", message=text, place=place)
