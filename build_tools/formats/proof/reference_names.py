"""Collect what readers get for the names in a message: references, notes, substitutions."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain

from docutils import nodes

from build_tools.model import Edition, Reference, UiStrings
from build_tools.reader.reading import Chapter, Reading
from build_tools.sphinx_ext.articles.cross_publication import format_cross_reference
from build_tools.sphinx_ext.articles.labels import make_anchor
from build_tools.sphinx_ext.articles.paragraphs import iter_addresses, iter_reference_texts
from build_tools.sphinx_ext.articles.titles import format_section_reference

NameMap = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceNames:
    """Hold the text of names: of articles and pages in both languages, of notes on each page.

    `substitutions` has the text of substitutions, by page too; `""` is for all pages.
    """

    source: NameMap = field(default_factory=dict)
    translation: NameMap = field(default_factory=dict)
    notes: Mapping[str, NameMap] = field(default_factory=dict)
    substitutions: Mapping[str, NameMap] = field(default_factory=dict)


def collect_reference_names(reading: Reading) -> ReferenceNames:
    """Return the text of all that the messages of a reading may name."""
    edition, ui_strings = reading.edition, reading.ui_strings
    source = dict(_iter_remote_names(edition.source_references, *_get_source_edition(reading)))
    translation = dict(_iter_remote_names(edition.references, edition, ui_strings))
    notes, substitutions = {}, {"": _get_config_substitutions(reading)}
    trees = []
    for chapter in reading.chapters:
        tree = reading.get_doctree(chapter)
        trees.append(tree)
        source |= dict(_iter_source_titles(reading, chapter, tree))
        translation |= dict(_iter_chapter_titles(chapter))
        notes[chapter.page] = dict(_iter_note_labels(tree))
        substitutions[chapter.page] = dict(_iter_substitutions(tree))
    source |= dict(_iter_paragraph_names(reading, trees))
    labels = reading.app.env.domains.standard_domain.labels
    translation |= {make_anchor(name): text for name, (_, _, text) in labels.items()}
    return ReferenceNames(source=source, translation=translation, notes=notes, substitutions=substitutions)


def get_reference_title(target: str, titles: NameMap) -> str:
    """Return the text of a reference without its own: a title, else its target."""
    page = posixpath.basename(target)
    return titles.get(make_anchor(target)) or titles.get(f"/{page}") or target


def _iter_chapter_titles(chapter: Chapter) -> Iterator[tuple[str, str]]:
    yield f"/{posixpath.basename(chapter.page)}", chapter.title
    for article in chapter.articles:
        yield article.anchor, article.designation or article.title


def _iter_source_titles(
    reading: Reading, chapter: Chapter, tree: nodes.document
) -> Iterator[tuple[str, str]]:
    source_edition, no_strings = _get_source_edition(reading)
    for section in tree.findall(nodes.section):
        title = _get_source_title(section)
        text = format_section_reference(section, source_edition, no_strings, _get_source_title)
        yield from ((anchor, text.text) for anchor in section["ids"] if title)
        if title and isinstance(section.parent, nodes.document):
            yield f"/{posixpath.basename(chapter.page)}", title


def _iter_paragraph_names(reading: Reading, trees: list[nodes.document]) -> Iterator[tuple[str, str]]:
    source_edition, no_strings = _get_source_edition(reading)
    addresses = chain.from_iterable(
        iter_addresses(tree, source_edition, no_strings, _get_source_title) for tree in trees
    )
    for address, text in iter_reference_texts(addresses, source_edition, no_strings):
        yield from ((make_anchor(name), text.text) for name in address.labels)


def _iter_remote_names(
    references: Mapping[str, Reference], edition: Edition, ui_strings: UiStrings
) -> Iterator[tuple[str, str]]:
    for label, reference in references.items():
        yield make_anchor(label), format_cross_reference(reference, edition, ui_strings)


def _get_source_edition(reading: Reading) -> tuple[Edition, UiStrings]:
    """Return the edition in the source language, and no UI strings: the register is in it."""
    edition = replace(reading.edition, language=reading.edition.source)
    return edition, UiStrings(language=edition.language.tag)


def _get_source_title(section: nodes.section) -> str:
    title: str = section.get("source-title", "")
    return title


def _iter_note_labels(tree: nodes.document) -> Iterator[tuple[str, str]]:
    for note in tree.findall(nodes.footnote):
        label = note.next_node(nodes.label)
        for name in note["names"] if label is not None else ():
            yield name, label.astext() if label is not None else ""


def _iter_substitutions(tree: nodes.document) -> Iterator[tuple[str, str]]:
    for definition in tree.findall(nodes.substitution_definition):
        for name in definition["names"]:
            yield name, " ".join(definition.astext().split())


def _get_config_substitutions(reading: Reading) -> NameMap:
    config = reading.app.config
    return {"version": config.version, "release": config.release, "today": config.today or ""}
