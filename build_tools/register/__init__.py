"""Read publications.toml and languages.toml into a Register, or report the first error."""

from __future__ import annotations

from build_tools.errors import UserError
from build_tools.model import Language, Place, Publication, Register
from build_tools.paths import Root
from build_tools.register import language_tags, languages, publications, toml_document
from build_tools.register.editions import make_edition, make_identifier
from build_tools.register.languages import find_font_setting
from build_tools.register.phrases import format_long_date, get_language_name
from build_tools.register.target_selection import select_targets
from build_tools.register.toml_document import TomlValue

__all__ = [
    "find_font_setting",
    "format_long_date",
    "get_language_name",
    "make_edition",
    "make_identifier",
    "read_register",
    "select_targets",
]


def read_register(root: Root) -> Register:
    """Return what is published, with all defaults; raise UserError at the first error."""
    publications_table = _read_publications_file(root)
    layers = languages.read_layers(root)
    publisher = publications.parse_publisher(publications_table)
    published = publications.parse_publications(publications_table, root)
    tags_used = dict.fromkeys(tag for publication in published for tag in publication.languages)
    known_languages = {tag: languages.resolve_language(tag, layers) for tag in tags_used}
    _reject_unnamed_languages(publications_table, published, known_languages)
    return Register(publisher=publisher, publications=published, languages=known_languages)


def _read_publications_file(root: Root) -> TomlValue:
    name = root.relativize(root.register)
    try:
        return toml_document.read_toml(root.register, name)
    except FileNotFoundError as error:
        raise UserError(
            "register/no-file",
            "is missing: a root is a folder that holds it",
            remedy=f"name a root with --root, or write the file: {publications.EXAMPLE}",
            place=Place(file=name),
        ) from error


def _reject_unnamed_languages(
    publications_table: TomlValue,
    published: tuple[Publication, ...],
    known_languages: dict[str, Language],
) -> None:
    for publication in published:
        for index, tag in enumerate(publication.languages):
            if not known_languages[tag].name:
                path = ("publications", publication.id, "languages", index)
                message = f"is {tag}, a language whose own name is not known"
                remedy = f'write {language_tags.guess_tag(tag)}, or in locale/languages.toml [{tag}] name = "…"'
                raise TomlValue(publications_table.document, path, tag).make_error(
                    "unknown-language", message, remedy
                )
