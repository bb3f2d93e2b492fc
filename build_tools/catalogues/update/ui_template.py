"""Make the template of a language's press.po: the UI strings, with the translations that this project has."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from build_tools.catalogues.po_model import Catalogue, Entry, Key, Template
from build_tools.catalogues.review.header_fields import parse_header_fields
from build_tools.catalogues.review.review_status import parse_origin
from build_tools.catalogues.ui_strings import is_english
from build_tools.catalogues.update.input_files import read_po_catalogue
from build_tools.model import Publication, Register
from build_tools.paths import PROJECT_DIR, Root

UI_PAGE = "press"
_FIELD = re.compile(r"\{\w+\}")


def list_ui_languages(register: Register) -> tuple[str, ...]:
    """Return the languages that need a press.po; a source in English has its UI strings already."""
    tags = (tag for each in register.publications for tag in each.all_languages)
    sources = {each.source_language for each in register.publications}
    translated = {tag for each in register.publications for tag in each.all_languages[1:]}
    known = dict.fromkeys(tags)
    return tuple(tag for tag in known if tag in translated or (tag in sources and not is_english(tag)))


def read_ui_template(
    root: Root, register: Register, tag: str, root_entries: Iterable[Entry] = ()
) -> Template:
    """Return the messages of the UI strings and of the register, with this project's translations.

    They are those of the root's own press.pot, if it has one. `root_entries` are those of a root's own lists.
    Raises UserError `catalogue/…`.
    """
    own_root = Root(PROJECT_DIR)
    path = root.locale / f"{UI_PAGE}.pot"
    home = root if os.path.lexists(path) else own_root
    catalogue = read_po_catalogue(home.locale / path.name, home)
    messages = {entry.key: entry for entry in catalogue.entries}
    for entry in (*_iter_register_entries(register, tag), *root_entries):
        messages.setdefault(entry.key, entry)
    template = Template(
        page=UI_PAGE,
        entries=tuple(messages.values()),
        comments=catalogue.header.comments,
        project=_get_project(catalogue) if home == root else register.publisher.name,
    )
    is_own = root.path.resolve() == PROJECT_DIR
    return template if is_own else _fill_template(template, own_root, tag, set(catalogue.live_entries))


def _get_project(catalogue: Catalogue) -> str:
    return parse_header_fields(catalogue.header).get("Project-Id-Version", "")


def _iter_register_entries(register: Register, tag: str) -> Iterator[Entry]:
    """Yield the words of the register that a language has to translate."""
    for publication in register.publications:
        if tag in publication.all_languages[1:]:
            place = f"[publications.{publication.id}] of source/publications.toml"
            for key, words in _iter_register_words(publication):
                yield Entry(msgid=words, extracted_comments=(f"{key} in {place}.",))


def _iter_register_words(publication: Publication) -> Iterator[tuple[str, str]]:
    if publication.disclaimer:
        yield "disclaimer", publication.disclaimer
    for subject in publication.subjects:
        yield "subjects", subject
    if publication.adoption:
        yield "adoption", publication.adoption
    notes = (publication.note, *(one.note for one in publication.versions))
    for note in dict.fromkeys(filter(None, notes)):
        yield "note", note
    for numbering in publication.numbering:
        if any(map(str.isalpha, _FIELD.sub("", numbering.words))):
            yield "articles", numbering.words


def _fill_template(template: Template, own_root: Root, tag: str, design: set[Key]) -> Template:
    """Return a template whose messages have the translations of this project, or are English."""
    if is_english(tag):
        texts = {key: Entry(msgid=key[1], msgstr=(key[1],)) for key in design}
        return _add_texts(template, texts)
    path = own_root.get_ui_catalogue(tag)
    if not path.is_file():
        return template
    catalogue = read_po_catalogue(path, own_root)
    texts = {key: entry for key, entry in catalogue.live_entries.items() if entry.is_translated}
    fields = {name.lower(): value for name, value in parse_header_fields(catalogue.header).items()}
    return replace(_add_texts(template, texts), translation_origin=parse_origin(fields))


def _add_texts(template: Template, texts: dict[Key, Entry]) -> Template:
    entries = (
        replace(entry, msgstr=texts[entry.key].msgstr, comments=texts[entry.key].comments)
        if entry.key in texts
        else entry
        for entry in template.entries
    )
    return replace(template, entries=tuple(entries))
