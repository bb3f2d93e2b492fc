"""What a message only names: takes a Reading, gives the words that readers get in its place."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from docutils import nodes

from build_tools.charter import elsewhere
from build_tools.charter.labels import make_anchor
from build_tools.charter.paragraphs import iter_addresses, iter_reference_texts
from build_tools.charter.reading import Chapter, Reading
from build_tools.charter.titles import format_section_reference
from build_tools.model import Edition, Reference, UiStrings

Titles = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What stands for names: of articles and pages in both languages, of notes on each page.

    `filled` has what substitutions bring, by page too; `""` is for all pages.
    """

    source: Titles = field(default_factory=dict)
    here: Titles = field(default_factory=dict)
    notes: Mapping[str, Titles] = field(default_factory=dict)
    filled: Mapping[str, Titles] = field(default_factory=dict)


def named(reading: Reading) -> Named:
    """Return all that the messages of a text may name."""
    source: dict[str, str] = {}
    here: dict[str, str] = {}
    notes, filled = {}, {"": _of_the_whole(reading)}
    trees = []
    for chapter in reading.chapters:
        tree = reading.app.env.get_doctree(f"{reading.edition.publication.id}/{chapter.page}")
        trees.append(tree)
        source |= dict(_sources(reading, chapter, tree))
        here |= dict(_titles(chapter))
        notes[chapter.page] = dict(_notes(tree))
        filled[chapter.page] = dict(_filled(tree))
    source |= dict(_paragraphs(reading, trees))
    labels = reading.app.env.domains.standard_domain.labels
    here |= {make_anchor(name): text for name, (_, _, text) in labels.items()}
    return Named(
        source=dict(_elsewhere(reading.edition.source_references, *_home(reading))) | source,
        here=dict(_elsewhere(reading.edition.references, reading.edition, reading.ui_strings))
        | here,
        notes=notes,
        filled=filled,
    )


def title(target: str, titles: Titles) -> str:
    """Return what a reference without words of its own reads: a title, else its target."""
    page = posixpath.basename(target)
    return titles.get(make_anchor(target)) or titles.get(f"/{page}") or target


def _titles(chapter: Chapter) -> Iterator[tuple[str, str]]:
    yield f"/{posixpath.basename(chapter.page)}", chapter.title
    for article in chapter.articles:
        yield article.anchor, article.designation or article.title


def _sources(reading: Reading, chapter: Chapter, tree: nodes.document) -> Iterator[tuple[str, str]]:
    home, none = _home(reading)
    for section in tree.findall(nodes.section):
        words = _written(section)
        for anchor in section["ids"] if words else ():
            yield anchor, format_section_reference(section, home, none, _written)
        if words and isinstance(section.parent, nodes.document):
            yield f"/{posixpath.basename(chapter.page)}", words


def _paragraphs(reading: Reading, trees: list[nodes.document]) -> Iterator[tuple[str, str]]:
    home, none = _home(reading)
    found = [one for tree in trees for one in iter_addresses(tree, home, none, _written)]
    for address, text in iter_reference_texts(found, home, none):
        yield from ((make_anchor(name), text) for name in address.labels)


def _elsewhere(
    references: Mapping[str, Reference], edition: Edition, words: UiStrings
) -> Iterator[tuple[str, str]]:
    for label, one in references.items():
        yield make_anchor(label), elsewhere.format_cross_reference(one, edition, words)


def _home(reading: Reading) -> tuple[Edition, UiStrings]:
    """Return the edition in the source language, and no words: the register speaks it."""
    edition = replace(reading.edition, language=reading.edition.source)
    return edition, UiStrings(language=edition.language.tag)


def _written(section: nodes.section) -> str:
    """Return a section's title as its author wrote it."""
    title: str = section.get("source-title", "")
    return title


def _notes(tree: nodes.document) -> Iterator[tuple[str, str]]:
    for note in tree.findall(nodes.footnote):
        label = note.next_node(nodes.label)
        for name in note["names"] if label is not None else ():
            yield name, label.astext() if label is not None else ""


def _filled(tree: nodes.document) -> Iterator[tuple[str, str]]:
    for definition in tree.findall(nodes.substitution_definition):
        for name in definition["names"]:
            yield name, " ".join(definition.astext().split())


def _of_the_whole(reading: Reading) -> Titles:
    config = reading.app.config
    return {"version": config.version, "release": config.release, "today": config.today or ""}
