"""Parse the publisher and the publications of publications.toml, and check their files."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from pathlib import Path

from build_tools import paths
from build_tools.errors import UserError
from build_tools.model import Publication, Publisher, list_published_formats
from build_tools.paths import Root
from build_tools.register import assessed, field_types, schema
from build_tools.register.schema import FieldParser
from build_tools.register.toml_document import TomlValue, find_nearest_word


def _parse_format(value: TomlValue) -> object:
    """Parse the name of a published format."""
    return schema.make_choice_parser(*list_published_formats())(value)


PUBLISHER_FIELDS: Mapping[str, FieldParser] = {
    "name": schema.parse_text,
    "url": field_types.parse_url,
    "contact": field_types.parse_mail_address,
}
PUBLICATION_FIELDS: Mapping[str, FieldParser] = {
    "languages": schema.make_list_parser(field_types.parse_language_tag, min_length=1),
    "start": schema.parse_text,
    "formats": schema.make_list_parser(_parse_format, min_length=1),
    "version": schema.parse_text,
    "date": field_types.parse_date,
    "nature": schema.make_choice_parser("adopted", "reading"),
    "text_origin": schema.make_choice_parser("machine", "person", "adopted"),
    "identifier": field_types.parse_identifier,
    "requires": schema.make_choice_parser("complete", "reviewed", "approved"),
    "licence": schema.parse_text,
    "colour": field_types.parse_colour,
    "disclaimer": schema.parse_text,
    "adopted_titles": field_types.parse_titles,
    "cited": field_types.parse_cited_titles,
    "articles": field_types.parse_numbering,
    "unnumbered": field_types.parse_unnumbered_articles,
    "assessed": assessed.parse_assessments,
}
TOP_KEYS = ("publisher", "publications")
EXAMPLE = '[publications.my-text] and below it languages = ["en"]'


def parse_publisher(top_table: TomlValue) -> Publisher:
    """Return the publisher, empty if the register names none; raise UserError."""
    table = schema.get_known_entries(top_table, TOP_KEYS).get("publisher")
    return Publisher(**schema.parse_fields(table, PUBLISHER_FIELDS)) if table else Publisher()


def parse_publications(top_table: TomlValue, root: Root) -> tuple[Publication, ...]:
    """Return the publications in the register's order.

    Raises UserError if there is none, or one has an error, no folder or no start page.
    """
    table = schema.get_known_entries(top_table, TOP_KEYS).get("publications")
    entries = table.get_table() if table else {}
    if not entries:
        raise (table or top_table).make_error(
            "empty", "names no publication yet", f"name one: {EXAMPLE}"
        )
    parsed = tuple(_parse_publication(entry, root) for entry in entries.values())
    _reject_duplicate_identifiers(entries, parsed)
    return parsed


def _parse_publication(value: TomlValue, root: Root) -> Publication:
    if not re.fullmatch(r"[a-z0-9-]+", value.key):
        name = re.sub(r"[^a-z0-9]+", "-", value.key.lower()).strip("-") or "my-text"
        message = "is no name for a publication"
        raise value.make_error("bad-value", message, f"write a-z, 0-9 and - alone: {name}")
    fields = schema.parse_fields(value, PUBLICATION_FIELDS)
    if "languages" not in fields:
        remedy = 'write languages = ["en"], the language of the sources first'
        raise value.make_error("missing", "names no languages", remedy)
    publication = Publication(
        id=value.key,
        numbering=fields.pop("articles", ()),
        assessments=fields.pop("assessed", ()),
        **fields,
    )
    if publication.assessments:
        assessed.reject_unknown_assessments(publication, value.get_table()["assessed"])
    _reject_missing_files(value, publication, root)
    return publication


def _reject_missing_files(value: TomlValue, publication: Publication, root: Root) -> None:
    folders = sorted(entry.name for entry in root.source.iterdir() if entry.is_dir())
    if publication.id not in folders:
        suggestion = (
            f", or name one that is there: {find_nearest_word(publication.id, folders)}"
            if folders
            else ""
        )
        raise value.make_error(
            "no-folder", f"has no folder source/{publication.id}", f"make it{suggestion}"
        )
    start = value.get_table().get("start", value)
    page = f"{publication.id}/{publication.start}.rst"
    if not _is_page_file(start, root, page):
        message = f"needs the page source/{page}, which is missing"
        suggestion = _suggest_pages(root.get_source_folder(publication.id), publication.start)
        raise start.make_error(
            "no-start", message, f'write it, or name another with start = "…"{suggestion}'
        )


def _is_page_file(value: TomlValue, root: Root, name: str) -> bool:
    try:
        return paths.safe_join(root.source, name).is_file()
    except UserError as error:
        raise value.make_error("outside", f"is no page: {error.message}", error.remedy) from error
    except OSError:  # a name that is too long for any file
        return False


def _suggest_pages(folder: Path, start: str) -> str:
    names = [paths.relativize_path(path, folder) for path in paths.iter_files(folder)]
    pages = [name.removesuffix(".rst") for name in names if name.endswith(".rst")]
    similar = difflib.get_close_matches(start, pages, cutoff=0.0)
    return f"; the nearest there: {', '.join(similar)}" if similar else ""


def _reject_duplicate_identifiers(
    entries: Mapping[str, TomlValue], parsed: tuple[Publication, ...]
) -> None:
    owners: dict[str, str] = {}
    for publication in parsed:
        name = publication.identifier.lower()
        if name and name in owners:
            value = entries[publication.id].get_table()["identifier"]
            message = f"is that of {owners[name]} too"
            raise value.make_error(
                "bad-value", message, "give each publication an identifier of its own"
            )
        owners[name] = publication.id
