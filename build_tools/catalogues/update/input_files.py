"""Read what an update starts from: the catalogues of a language, and the templates of the sources."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from build_tools.catalogues.discovery import CatalogueFile, list_language_catalogues, require_plain_file
from build_tools.catalogues.gettext_programs import check_catalogue_bytes, make_syntax_error
from build_tools.catalogues.mo_reader import read_mo
from build_tools.catalogues.po_model import Catalogue, Entry, PoFile, Template
from build_tools.catalogues.po_parser import UnreadableError, parse_po, parse_po_bytes
from build_tools.catalogues.size_limits import read_catalogue_bytes, require_markup_size, require_size
from build_tools.errors import UserError, convert_to_finding
from build_tools.model import Finding, Place, Publication, Publisher
from build_tools.paths import Root, iter_files, relativize_path

_OBSOLETE = re.compile(rb"^[ \t]*#~.*$", re.MULTILINE)
_PLURAL_COUNT = re.compile(r"nplurals\s*=\s*0*(\d+)")
_REFERENCE_LINE = re.compile(r"^#: (.*):([^:\n]*)$", re.MULTILINE)
MAX_PLURAL_DIGITS = 2
MAX_HEADER_LENGTH = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageFolder:
    """Hold the files of a language's folder; `refused` names the pages that cannot be read."""

    files: tuple[PoFile, ...]
    refused: frozenset[str]
    findings: tuple[Finding, ...]


def read_language_folder(root: Root, language: str) -> LanguageFolder:
    """Return every catalogue of a language, sorted by name; a refused one is a finding.

    Raises UserError `catalogue/size` if there is more than a language may have.
    """
    found = list_language_catalogues(root, language)
    require_size(found, root, language)
    files: list[PoFile] = []
    refused: dict[str, Finding] = {}
    for each in found:
        try:
            require_plain_file(each.path, root)
            files.append(_read_po_file(each))
        except UserError as error:
            raise_if_gettext_missing(error)
            refused[each.page] = make_skip_finding(error, language, each.file)
    require_markup_size(_iter_message_pairs(files), found, root, language)
    return LanguageFolder(files=tuple(files), refused=frozenset(refused), findings=tuple(refused.values()))


def _iter_message_pairs(files: Iterable[PoFile]) -> Iterator[tuple[str, str]]:
    for file in files:
        for entry in file.catalogue.entries:
            for msgstr in entry.msgstr:
                yield entry.msgid, msgstr


def raise_if_gettext_missing(error: UserError) -> None:
    """Raise an error that concerns no single file."""
    if error.code == "catalogue/no-gettext":
        raise error


def make_skip_finding(error: UserError, language: str, file: str) -> Finding:
    """Return the finding that says why a catalogue is left as it is."""
    finding = convert_to_finding(error, language=language)
    return finding if finding.place.file else replace(finding, place=Place(file=file))


def _read_po_file(found: CatalogueFile) -> PoFile:
    path, file = found.path, found.file
    data = read_catalogue_bytes(path, file)
    # msgfmt refuses obsolete entries beside live ones with the same msgid, which sphinx-intl leaves.
    valid = check_catalogue_bytes(_OBSOLETE.sub(b"", data), file)
    catalogue = _parse_po_file(data, file)
    _refuse_oversize_header(catalogue.header, file)
    _require_same_reading(catalogue, valid.mo, file)
    return PoFile(page=found.page, path=path, file=file, data=data, catalogue=catalogue)


def read_po_catalogue(path: Path, root: Root) -> Catalogue:
    """Return a parsed .po or .pot of a root. Raises UserError `catalogue/…`."""
    file = root.relativize(path)
    return _parse_po_file(read_catalogue_bytes(path, file), file)


def _parse_po_file(data: bytes, file: str) -> Catalogue:
    try:
        return parse_po_bytes(data)
    except UnreadableError as error:
        raise make_syntax_error(file, error.line, error.fault) from error


def _refuse_oversize_header(header: Entry, file: str) -> None:
    """Refuse a header on which msgmerge would need gigabytes: many plural forms, or very long."""
    text = header.msgstr[0]
    match = _PLURAL_COUNT.search(text)
    if match and len(match[1]) > MAX_PLURAL_DIGITS:
        message = f"the header promises {match[1]} plural forms"
        remedy = "write nplurals=2 or so, as the language has"
        raise make_syntax_error(file, header.line, message, remedy)
    if len(text) > MAX_HEADER_LENGTH:
        message = f"the header has {len(text)} characters, more than {MAX_HEADER_LENGTH}"
        raise make_syntax_error(file, header.line, message, "take out what is no field of a header")


def _require_same_reading(catalogue: Catalogue, mo: bytes, file: str) -> None:
    """Raise UserError `catalogue/update-misread` if gettext reads another text than the parser did."""
    compiled = {(entry.key, entry.msgid_plural): entry.msgstr for entry in read_mo(mo)}
    compiled.pop((catalogue.header.key, None), None)
    for entry in catalogue.live_entries.values():
        if not entry.msgstr[0] or entry.is_fuzzy:
            continue
        if compiled.pop((entry.key, entry.msgid_plural), None) != entry.msgstr:
            raise _make_misread_error(entry, file)
    for (msgctxt, msgid), _ in compiled:
        raise _make_misread_error(Entry(msgctxt=msgctxt, msgid=msgid), file)


def _make_misread_error(entry: Entry, file: str) -> UserError:
    return UserError(
        "catalogue/update-misread",
        "gettext reads this text otherwise than an update would: the file is left as it is",
        remedy=f"write the file as gettext does: msgcat -t UTF-8 -o {file} {file}",
        place=Place(file=file, line=entry.line or None, message_id=entry.msgid),
        exit_code=1,
    )


def read_page_templates(
    folder: Path, root: Root, publication: Publication, publisher: Publisher
) -> tuple[Template, ...]:
    """Return the templates of a publication's pages, with references as sphinx-intl writes them."""
    comments = (f" SPDX-License-Identifier: {publication.licence}",) if publication.licence else ()
    project = f"{publisher.name or publication.id} {publication.version}".strip()
    paths = {relativize_path(path, folder): path for path in iter_files(folder) if path.suffix == ".pot"}
    return tuple(
        Template(
            page=name.removesuffix(".pot"),
            entries=tuple(_iter_template_entries(path, folder, root)),
            comments=comments,
            project=project,
        )
        for name, path in paths.items()
        if name.startswith(f"{publication.id}/")
    )


def add_message_notes(
    templates: Iterable[Template], notes: Mapping[tuple[str, str], tuple[str, ...]]
) -> tuple[Template, ...]:
    """Return templates whose messages say where they stand; `notes` are by page and msgid."""

    def add_notes(entry: Entry, page: str) -> Entry:
        """Return an entry with the notes of its page."""
        lines = notes.get((page, entry.msgid), ())
        return replace(entry, extracted_comments=(*entry.extracted_comments, *lines))

    return tuple(
        replace(each, entries=tuple(add_notes(entry, each.page) for entry in each.entries))
        for each in templates
    )


def _iter_template_entries(path: Path, folder: Path, root: Root) -> Iterator[Entry]:
    # Sphinx writes a place a line, and puts nothing around spaces in it.
    text = _REFERENCE_LINE.sub("#: \u2068\\1\u2069:\\2", path.read_text("utf-8"))
    for entry in parse_po(text).entries:
        references = (_make_source_reference(place, folder, root) for place in entry.references)
        yield replace(entry, references=tuple(dict.fromkeys(references)))


def _make_source_reference(reference: str, folder: Path, root: Root) -> str:
    file, _, line = reference.rpartition(":")
    path = Path(os.path.normpath(folder.resolve() / file))
    home = root.path.resolve()
    name = relativize_path(path, home) if path.is_relative_to(home) else path.name
    return f"../../{name}:{line}"
