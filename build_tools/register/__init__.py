"""Read publications.toml and languages.toml into a Register, and select the targets that a command names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from uuid import NAMESPACE_URL, UUID, uuid5

from build_tools.errors import UserError
from build_tools.model import (
    FORMATS,
    Edition,
    Folio,
    Language,
    Place,
    Publication,
    Publisher,
    Register,
    Target,
)
from build_tools.paths import Root
from build_tools.register import language_tags, languages, publications, toml_document
from build_tools.register.address_table import read_address_table
from build_tools.register.countries import name_country as name_country
from build_tools.register.errata import read_errata
from build_tools.register.events import read_events as read_events
from build_tools.register.folio_table import read_folio_table
from build_tools.register.languages import find_font_setting as find_font_setting
from build_tools.register.languages import format_long_date as format_long_date
from build_tools.register.languages import get_language_name as get_language_name
from build_tools.register.signatories import read_signatories as read_signatories
from build_tools.register.toml_document import BARE_KEY as BARE_KEY
from build_tools.register.toml_document import TomlValue
from build_tools.register.toml_document import find_near_word as find_near_word
from build_tools.register.topics import make_topic_label_error as make_topic_label_error
from build_tools.register.topics import read_topics as read_topics
from build_tools.register.version_tables import read_version_tables


def read_register(root: Root) -> Register:
    """Return what is published, with all defaults; raise UserError at the first error."""
    publications_table = _read_publications_file(root)
    layers = languages.read_layers(root)
    publisher = publications.parse_publisher(publications_table)
    requirements = publications.parse_requirements(publications_table, root)
    parsed = publications.parse_publications(publications_table, root)
    published = _add_removed_titles(_add_tables(parsed, root), root)
    tags_used = dict.fromkeys(tag for publication in published for tag in publication.all_languages)
    known_languages = {tag: languages.resolve_language(tag, layers) for tag in tags_used}
    _reject_unnamed_languages(publications_table, published, known_languages)
    return Register(
        publisher=publisher, publications=published, languages=known_languages, requirements=requirements
    )


def _add_tables(published: tuple[Publication, ...], root: Root) -> tuple[Publication, ...]:
    """Return publications with the pages of their books, their earlier versions, and their errata."""
    folios, versions, errata = _read_folios(root), read_version_tables(root), read_errata(root, published)
    return tuple(
        replace(
            one,
            folios=tuple(folios.get((one.id, one.version), ())),
            versions=versions.get(one.id, ()),
            errata=tuple(each for each in errata if each.publication == one.id),
        )
        for one in published
    )


def _read_folios(root: Root) -> dict[tuple[str, str], list[Folio]]:
    """Return the pages of books by publication and version."""
    folios: dict[tuple[str, str], list[Folio]] = {}
    for page in read_folio_table(root):
        folios.setdefault((page.publication, page.version), []).append(page.folio)
    return folios


def _add_removed_titles(published: tuple[Publication, ...], root: Root) -> tuple[Publication, ...]:
    """Return publications with the last titles of removed labels; the table is read for nothing else."""
    if not any(one.successors for one in published):
        return published
    titles = {(row.publication, row.label): row.title for row in read_address_table(root)}
    return tuple(
        replace(
            one,
            successors=tuple(
                replace(each, title=titles.get((one.id, each.label), "")) for each in one.successors
            ),
        )
        for one in published
    )


def _read_publications_file(root: Root) -> TomlValue:
    name = root.relativize(root.register)
    try:
        return toml_document.read_toml(root.register, name)
    except FileNotFoundError as error:
        message, place = "is missing: a root is a folder that holds it", Place(file=name)
        remedy = f"name a root with --root, or write the file: {publications.EXAMPLE}"
        raise UserError("register/no-file", message, remedy=remedy, place=place) from error


def _reject_unnamed_languages(
    publications_table: TomlValue, published: tuple[Publication, ...], known_languages: dict[str, Language]
) -> None:
    for publication in published:
        places = [("languages", *one) for one in enumerate(publication.languages)]
        places += [("drafts", *one) for one in enumerate(publication.drafts)]
        for key, index, tag in places:
            if not known_languages[tag].name:
                path = ("publications", publication.id, key, index)
                value = TomlValue(publications_table.document, path, tag)
                message = f"is {tag}, a language whose own name is not known"
                guess = language_tags.guess_tag(tag)
                remedy = f'write {guess}, or in locale/languages.toml [{tag}] name = "…"'
                raise value.make_error("unknown-language", message, remedy)


def find_register_line(root: Root, *keys: str) -> int | None:
    """Return the line of publications.toml that has a key, or of the nearest table above it."""
    return _read_publications_file(root).document.find_line(keys)


def make_edition(register: Register, publication_id: str, tag: str) -> Edition:
    """Return the edition of a publication in a language; raise KeyError if the register has none."""
    publication = register.get_publication(publication_id)
    if tag not in publication.all_languages:
        raise KeyError(tag)
    return Edition(
        publication=publication,
        language=register.languages[tag],
        source=register.languages[publication.source_language],
        publisher=replace(register.publisher, name=register.publisher.get_name(tag)),
        siblings=tuple(register.languages[sibling] for sibling in publication.languages),
        identifier=make_identifier(register.publisher, publication, tag),
        date=publication.date,
        earlier_versions=publication.list_earlier_versions(tag),
        errata=publication.list_errata(tag),
    )


def make_identifier(publisher: Publisher, publication: Publication, tag: str) -> str:
    """Return an edition's identifier: `urn:uuid:` and uuid5(the publication's UUID, tag).

    The publication's UUID is that of its identifier if this is a urn:uuid; another URI U gives
    uuid5(NAMESPACE_URL, U). Without an identifier U is the publisher's url, a slash and the publication's id;
    without a url, the publisher's name and the id with a space between.
    """
    return f"urn:uuid:{uuid5(_make_publication_uuid(publisher, publication), tag)}"


def _make_publication_uuid(publisher: Publisher, publication: Publication) -> UUID:
    uri = publication.identifier
    if uri.lower().startswith("urn:uuid:"):
        return UUID(uri[len("urn:uuid:") :])
    url = f"{publisher.url.rstrip('/')}/{publication.id}"
    name = f"{publisher.name} {publication.id}".strip()
    return uuid5(NAMESPACE_URL, uri or (url if publisher.url else name))


# Built where a command names them, also if the register does not.
NAMED_FORMATS = tuple(name for name in FORMATS if not FORMATS[name].is_default)


def select_targets(
    register: Register,
    publications: Sequence[str] = (),
    languages: Sequence[str] = (),
    formats: Sequence[str] = (),
) -> tuple[Target, ...]:
    """Return the named targets, in the register's order; without names, all targets but drafts.

    A proof is of a translation only, and is only selected by name, as is large print where the register
    does not list it. Raises UserError if a name is
    not in the register, or all together select nothing.
    """
    known = [publication.id for publication in register.publications]
    _reject_unknown_words("publication", publications, known)
    selected = [one for one in register.publications if not publications or one.id in publications]
    known = _merge_words(publication.all_languages for publication in selected)
    _reject_unknown_words("language", languages, known)
    known = _merge_words((*(publication.formats for publication in selected), NAMED_FORMATS))
    _reject_unknown_words("format", formats, known)
    targets = tuple(_iter_targets(selected, languages, formats))
    if not targets and formats and all(FORMATS[name].compares_source for name in formats):
        raise _make_no_translation_error(selected)
    if not targets:
        message = f"no publication named has {', '.join((*languages, *formats))} together"
        raise UserError("register/none-selected", message, remedy="name fewer languages or formats")
    return targets


def list_languages(register: Register, publications: Sequence[str]) -> tuple[str, ...]:
    """Return the languages of publications, those in progress too."""
    named = [one for one in register.publications if one.id in publications]
    return tuple(_merge_words(publication.all_languages for publication in named))


def _iter_targets(
    publications: Iterable[Publication], languages: Sequence[str], formats: Sequence[str]
) -> Iterator[Target]:
    for publication in publications:
        wanted = formats or publication.formats
        for language in publication.all_languages:
            is_source = language == publication.source_language
            for format in dict.fromkeys((*publication.formats, *NAMED_FORMATS)):
                is_made = not (is_source and FORMATS[format].compares_source)
                if format in wanted and is_made and language in (languages or publication.languages):
                    yield Target(publication.id, language, format)


def _make_no_translation_error(selected: Sequence[Publication]) -> UserError:
    languages = _merge_words(publication.all_languages[1:] for publication in selected)
    sources = ", ".join(dict.fromkeys(publication.source_language for publication in selected))
    message = f"{sources} is the language of the source, which has no proof: a proof sets a"
    remedy = "name a publication that is translated"
    if languages:
        remedy = f"name a language that it is translated into: {', '.join(languages)}"
    return UserError("register/no-translation", f"{message} translation beside its source", remedy=remedy)


def _merge_words(lists: Iterable[Iterable[str]]) -> list[str]:
    return list(dict.fromkeys(word for words in lists for word in words))


def _reject_unknown_words(kind: str, words: Sequence[str], known: list[str]) -> None:
    for word in words:
        if word not in known:
            message = f"{word} is no {kind} of what is asked for"
            near = find_near_word(word, known)
            listed = f"known are {', '.join(known)}"
            remedy = f"write {near}, the nearest; {listed}" if near else f"write another: {listed}"
            raise UserError(f"register/unknown-{kind}", message, remedy=remedy)
