"""Resolve references between publications: the text and the target of each.

The name of a label is read from the sources and catalogues of its publication: so no edition waits for
another, and a plan says `reference changed: european-charter/ec-8` before anything is built.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from build_tools import inventory
from build_tools.errors import UserError
from build_tools.inventory import Inventory
from build_tools.model import Edition, LocalizedText, Reference, Register, UiStrings, has_linked_format
from build_tools.paths import Root
from build_tools.register import make_edition

# An address within an article: a paragraph by its number, which `int` takes, an item by its letter.
_PARAGRAPH_LABEL = re.compile(r"(?P<article>.+?)(?:-p[0-9]{1,6}(?:-[a-z])*|-[a-z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelReference:
    """Describe a label that is referred to, its owner, and the owner's article that holds it."""

    label: str
    owner: str
    article: str


LabelReferences = Mapping[str, tuple[LabelReference, ...]]
ReferencesById = Mapping[str, tuple[Reference, ...]]


def read_inventories(register: Register, root: Root) -> Mapping[str, Inventory]:
    """Return the inventory of each publication, in the register's order."""
    return {one.id: inventory.read_inventory(root, one.id) for one in register.publications}


def resolve_labels(inventories: Mapping[str, Inventory]) -> LabelReferences:
    """Return the labels of others that each publication refers to; the first owner counts."""
    return {id: tuple(_iter_label_references(id, inventories)) for id in inventories}


def _iter_label_references(id: str, inventories: Mapping[str, Inventory]) -> Iterator[LabelReference]:
    for label in sorted(inventories[id].unresolved):
        within = _PARAGRAPH_LABEL.fullmatch(label)
        for name in (label, *([within["article"]] if within else [])):
            owner = next((other for other in inventories if name in inventories[other].labels), "")
            if owner and owner != id:
                yield LabelReference(label=label, owner=owner, article=name)
            if owner:
                break


@dataclass(frozen=True, slots=True, kw_only=True)
class _ReferencedPublication:
    """Describe a publication that others refer to, its title, and the names of the labels they refer to."""

    edition: Edition
    inventory: Inventory
    ui_strings: UiStrings
    title: LocalizedText
    names: Mapping[str, LocalizedText | None]


def read_references(
    register: Register, root: Root, tag: str, inventories: Mapping[str, Inventory]
) -> ReferencesById:
    """Return the texts of each publication's references in a language, by publication."""
    references_by_id = resolve_labels(inventories)
    wanted: dict[str, set[str]] = {}
    for labels in references_by_id.values():
        for label in labels:
            wanted.setdefault(label.owner, set()).add(label.article)
    publications_by_owner = {}
    for owner, articles in wanted.items():
        languages = register.get_publication(owner).languages
        edition = make_edition(register, owner, tag if tag in languages else languages[0])
        publications_by_owner[owner] = _read_referenced_publication(
            edition, root, inventories[owner], articles
        )
    return {
        id: tuple(
            _make_reference(label.label, label.article, publications_by_owner[label.owner])
            for label in labels
        )
        for id, labels in references_by_id.items()
        if labels
    }


def _read_referenced_publication(
    edition: Edition, root: Root, inventory: Inventory, wanted_labels: set[str]
) -> _ReferencedPublication:
    publication, ui_strings = edition.publication, _load_ui_strings_or_english(edition, root)
    labels = {label: inventory.labels[label] for label in wanted_labels}
    wanted = {label: (f"{publication.id}/{found.page}", found.title) for label, found in labels.items()}
    own_title = (
        f"{publication.id}/{publication.start}",
        inventory.titles.get(publication.start) or publication.id,
    )
    titles = _translate_titles(root, edition, {own_title, *wanted.values()})
    names = {
        label: _name_label(found.nearest, titles[wanted[label]] if found.title else None, edition, ui_strings)
        for label, found in labels.items()
    }
    return _ReferencedPublication(
        edition=edition, inventory=inventory, ui_strings=ui_strings, title=titles[own_title], names=names
    )


def _translate_titles(
    root: Root, edition: Edition, wanted: Collection[tuple[str, str]]
) -> Mapping[tuple[str, str], LocalizedText]:
    """Return each title, a page and a msgid of it, as an edition shows it, without markup.

    A title whose translation is missing or cannot be read is in the source language.
    """
    from build_tools.sanitizer.message_text import split_runs

    translations = {} if edition.is_source else dict(_iter_title_translations(root, edition, wanted))
    titles = {}
    for title in wanted:
        tag = edition.language.tag if translations.get(title) else edition.source.tag
        runs = split_runs(translations.get(title) or title[1], tag)
        titles[title] = LocalizedText(text="".join(run.text for run in runs), language=tag)
    return titles


def _iter_title_translations(
    root: Root, edition: Edition, wanted: Collection[tuple[str, str]]
) -> Iterator[tuple[tuple[str, str], str]]:
    from build_tools import sanitizer
    from build_tools.catalogues.compile import read_each_contents
    from build_tools.catalogues.discovery import find_catalogues

    try:
        catalogues = find_catalogues(root, edition.language.tag, edition.publication.id)
    except UserError:
        return
    files = [file for file in catalogues if file.page in {page for page, _ in wanted}]
    for file, outcome in zip(files, read_each_contents(files), strict=True):
        for message in () if isinstance(outcome, UserError) else outcome.messages:
            if (file.page, message.msgid) in wanted and message.state == "translated":
                yield (file.page, message.msgid), sanitizer.sanitize(message.msgid, message.msgstr).text


def _name_label(
    label: str, title: LocalizedText | None, edition: Edition, ui_strings: UiStrings
) -> LocalizedText | None:
    """Return the name of a label: its number, else its title; None if it has neither.

    In another publication “B” says nothing: the title is used, or “Third Additional provision”.
    """
    from build_tools.sphinx_ext.articles.numbers import (
        format_designation,
        format_inline_designation,
        is_number_alone,
    )

    number = format_designation(label, edition, ui_strings)
    if number is None or not is_number_alone(label, edition):
        return number or title
    name = format_inline_designation(label, title, edition, ui_strings) if title else None
    return name if name and name.text != number.text else title


def _load_ui_strings_or_english(edition: Edition, root: Root) -> UiStrings:
    from build_tools import catalogues

    try:
        return catalogues.load_ui_strings(edition.language, root)
    except UserError:  # reported where an edition in that language is built
        return UiStrings(language=edition.language.tag)


def _make_reference(label: str, name: str, target: _ReferencedPublication) -> Reference:
    """Return the reference to a label; `name` is that of its article, or the label itself."""
    from build_tools.sphinx_ext.articles.labels import make_anchor
    from build_tools.sphinx_ext.articles.paragraphs import format_remote_address

    edition, word, target_label = target.edition, target.names[name], target.inventory.labels[name]
    suffix = label.removeprefix(name)
    if word and suffix:
        word = replace(
            word,
            text=format_remote_address(word.text, target_label.nearest, suffix, edition, target.ui_strings),
        )
    has_pages = has_linked_format(edition.publication.formats)
    return Reference(
        label=label,
        publication=edition.publication.id,
        language=edition.language.tag,
        page=target_label.page if has_pages else "",
        anchor=make_anchor(target_label.nearest + suffix if suffix else label) if has_pages else "",
        name=word,
        title=target.title,
    )


def load_references(rows_by_id: Mapping[str, Any]) -> ReferencesById:
    """Return cached references; raises TypeError or KeyError if one is none."""
    return {id: tuple(map(_load_reference, rows)) for id, rows in rows_by_id.items()}


def _load_reference(row: Mapping[str, Any]) -> Reference:
    name = LocalizedText(**row["name"]) if row["name"] else None
    return Reference(**{**row, "name": name, "title": LocalizedText(**row["title"])})
