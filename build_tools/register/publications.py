"""Parse the publisher and the publications of publications.toml, and check their files."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from build_tools import paths
from build_tools.errors import UserError
from build_tools.model import Assessment, LocalizedText, Publication, Publisher, list_published_formats
from build_tools.paths import Root
from build_tools.register import field_types
from build_tools.register.book_numbers import parse_isbns
from build_tools.register.field_types import FieldParser
from build_tools.register.successors import parse_successors
from build_tools.register.toml_document import TomlValue, find_near_word

STANDARDS = tuple(
    f"WCAG {version} {level}" for version in ("2.2", "2.1", "2.0") for level in ("AAA", "AA", "A")
)
ASSESSMENT_FIELDS: Mapping[str, FieldParser] = {
    "by": field_types.parse_required_text,
    "date": field_types.parse_date,
    "standard": field_types.make_choice_parser(*STANDARDS),
    "version": field_types.parse_text,
    "report": field_types.parse_url,
    "credential": field_types.parse_text,
}
ASSESSMENT_EXAMPLES = {"by": '"…"', "date": str(date(2026, 11, 24)), "standard": '"WCAG 2.2 AA"'}


def _parse_format(value: TomlValue) -> object:
    return field_types.make_choice_parser(*list_published_formats())(value)


def parse_names(value: TomlValue) -> tuple[LocalizedText, ...]:
    """Return a name, without a language, or names from a table of languages to names."""
    if isinstance(value.value, dict):
        return field_types.parse_titles(value)
    return (LocalizedText(text=field_types.parse_text(value), language=""),)


PUBLISHER_FIELDS: Mapping[str, FieldParser] = {
    "name": parse_names,
    "url": field_types.parse_url,
    "contact": field_types.parse_mail_address,
}
PUBLICATION_FIELDS: Mapping[str, FieldParser] = {
    "languages": field_types.make_list_parser(field_types.parse_language_tag, min_length=1),
    "drafts": field_types.make_list_parser(field_types.parse_language_tag),
    "start": field_types.parse_text,
    "formats": field_types.make_list_parser(_parse_format, min_length=1),
    "version": field_types.parse_text,
    "date": field_types.parse_date,
    "note": field_types.parse_text,
    "nature": field_types.make_choice_parser("adopted", "reading"),
    "text_origin": field_types.make_choice_parser("machine", "person", "adopted"),
    "identifier": field_types.parse_identifier,
    "requires": field_types.make_choice_parser("complete", "reviewed", "approved"),
    "partial": field_types.make_choice_parser("show", "hold"),
    "licence": field_types.parse_text,
    "colour": field_types.parse_colour,
    "disclaimer": field_types.parse_text,
    "subjects": field_types.make_list_parser(field_types.parse_required_text),
    "adoption": field_types.parse_text,
    "sheet": field_types.make_choice_parser("a5", "a4", "large"),
    "adopted_titles": field_types.parse_titles,
    "cited": field_types.parse_cited_titles,
    "articles": field_types.parse_numbering,
    "unnumbered": field_types.parse_unnumbered_articles,
    "unchecked": field_types.make_list_parser(field_types.parse_unchecked_article),
    "successors": parse_successors,
    "authors": field_types.make_list_parser(field_types.parse_required_text),
    "isbn": parse_isbns,
    "responsible": parse_names,
}
MAX_ID_LENGTH = 60  # with a language, a format and a process's number it stays below a disk's 255 bytes
TOP_FIELDS: Mapping[str, FieldParser] = {"requirements": field_types.parse_required_text}
TOP_KEYS = ("publisher", "publications", *TOP_FIELDS)
EXAMPLE = '[publications.my-text] and below it languages = ["en"]'


def parse_publisher(top_table: TomlValue) -> Publisher:
    """Return the publisher, empty if the register names none; raise UserError."""
    table = field_types.get_known_entries(top_table, TOP_KEYS).get("publisher")
    fields = field_types.parse_fields(table, PUBLISHER_FIELDS) if table else {}
    names: tuple[LocalizedText, ...] = fields.pop("name", ())
    first = next((one.text for one in names), "")
    return Publisher(name=first, names=tuple(one for one in names if one.language), **fields)


def parse_requirements(top_table: TomlValue, root: Root) -> str:
    """Return the file of packages that a root needs, empty without one; raise UserError for a wrong one."""
    value = field_types.get_known_entries(top_table, TOP_KEYS).get("requirements")
    if value is None:
        return ""
    name: str = TOP_FIELDS["requirements"](value)
    try:
        is_file = paths.safe_join(root.path, name).is_file()
    except UserError as error:
        raise value.make_error(
            "bad-value", f"is {name}, which leads out of the root", error.remedy
        ) from error
    if not is_file:
        message = f"is {name}, which is no file of the root"
        raise value.make_error("no-file", message, "write its path from the root, or take the key out")
    return name


def parse_publications(top_table: TomlValue, root: Root) -> tuple[Publication, ...]:
    """Return the publications in the register's order; raise UserError at the first error."""
    table = field_types.get_known_entries(top_table, TOP_KEYS).get("publications")
    entries = table.get_table() if table else {}
    if not entries:
        raise (table or top_table).make_error("empty", "names no publication yet", f"name one: {EXAMPLE}")
    parsed = tuple(_parse_publication(entry, root) for entry in entries.values())
    _reject_duplicate_identifiers(entries, parsed)
    return parsed


def _parse_publication(value: TomlValue, root: Root) -> Publication:
    if not re.fullmatch(r"[a-z0-9-]+", value.key):
        name = re.sub(r"[^a-z0-9]+", "-", value.key.lower()).strip("-") or "my-text"
        remedy = f"write a-z, 0-9 and - alone: {name}"
        raise value.make_error("bad-value", "is no name for a publication", remedy)
    if len(value.key) > MAX_ID_LENGTH:
        message = f"is longer than {MAX_ID_LENGTH} letters: names of files are made of it"
        raise value.make_error("bad-value", message, "choose a shorter one, and name its folder so")
    fields = field_types.parse_fields(value, {**PUBLICATION_FIELDS, "assessed": parse_assessments})
    if "languages" not in fields:
        remedy = 'write languages = ["en"], the language of the sources first'
        raise value.make_error("missing", "names no languages", remedy)
    publication = Publication(
        id=value.key,
        numbering=fields.pop("articles", ()),
        assessments=fields.pop("assessed", ()),
        isbns=fields.pop("isbn", ()),
        **fields,
    )
    _reject_published_drafts(value, publication)
    if publication.assessments:
        reject_unknown_assessments(publication, value.get_table()["assessed"])
    _reject_missing_files(value, publication, root)
    return publication


def _reject_published_drafts(value: TomlValue, publication: Publication) -> None:
    for index, tag in enumerate(publication.drafts):
        if tag in publication.languages:
            entry = value.get_table()["drafts"].get_array()[index]
            remedy = "take it out of drafts once it is published, else out of languages"
            raise entry.make_error("bad-value", f"is {tag}, which languages names too", remedy)


def _reject_missing_files(value: TomlValue, publication: Publication, root: Root) -> None:
    folders = sorted(entry.name for entry in root.source.iterdir() if entry.is_dir())
    if publication.id not in folders:
        remedy = "make it"
        if folders:
            near = find_near_word(publication.id, folders)
            remedy += f", or name one that is there: {near or ', '.join(folders)}"
        raise value.make_error("no-folder", f"has no folder source/{publication.id}", remedy)
    start = value.get_table().get("start", value)
    if not _has_page(start, root, f"{publication.id}/{publication.start}"):
        message = f"needs the page source/{publication.id}/{publication.start}.rst, which is missing"
        suggestion = _suggest_pages(root.get_source_folder(publication.id), publication.start)
        remedy = f'write it, or name another with start = "…"{suggestion}'
        raise start.make_error("no-start", message, remedy)


def _has_page(value: TomlValue, root: Root, docname: str) -> bool:
    try:
        return (root.path / root.name_page(docname)).is_file()
    except UserError as error:
        raise value.make_error("outside", f"is no page: {error.message}", error.remedy) from error
    except OSError:  # a name that is too long for any file
        return False


def _suggest_pages(folder: Path, start: str) -> str:
    names = [paths.relativize_path(path, folder) for path in paths.iter_files(folder)]
    pages = [name.rpartition(".")[0] for name in names if name.endswith(paths.PAGE_SUFFIXES)]
    similar = difflib.get_close_matches(start, pages, cutoff=0.0)
    return f"; the nearest there: {', '.join(similar)}" if similar else ""


def _reject_duplicate_identifiers(entries: Mapping[str, TomlValue], parsed: tuple[Publication, ...]) -> None:
    owners: dict[str, str] = {}
    for publication in parsed:
        name = publication.identifier.lower()
        if name and name in owners:
            value = entries[publication.id].get_table()["identifier"]
            remedy = "give each publication an identifier of its own"
            raise value.make_error("bad-value", f"is that of {owners[name]} too", remedy)
        owners[name] = publication.id


def parse_assessments(value: TomlValue) -> tuple[Assessment, ...]:
    """Return the assessments of a publication; raise UserError."""
    return tuple(
        _parse_assessment(language.key, entry)
        for language in value.get_table().values()
        for entry in language.get_table().values()
    )


def _parse_assessment(language: str, value: TomlValue) -> Assessment:
    fields = field_types.parse_fields(value, ASSESSMENT_FIELDS)
    for key, example in ASSESSMENT_EXAMPLES.items():
        if key not in fields:
            raise value.make_error("missing", f"has no {key}", f"write {key} = {example}")
    return Assessment(language=language, format=value.key, **fields)


def reject_unknown_assessments(publication: Publication, value: TomlValue) -> None:
    """Raise UserError if an assessment is of an unknown edition or version."""
    for language in value.get_table().values():
        if language.key not in publication.languages:
            raise language.make_unknown_key_error(publication.languages)
        for entry in language.get_table().values():
            if entry.key not in publication.formats:
                raise entry.make_unknown_key_error(publication.formats)
            if publication.version and "version" not in entry.get_table():
                message = "does not say which version was looked at"
                remedy = f'write version = "{publication.version}", if it was that'
                raise entry.make_error("missing", message, remedy)
