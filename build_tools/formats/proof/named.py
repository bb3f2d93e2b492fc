"""What a message only names: takes a Reading, gives the words that readers get in its place."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from docutils import nodes

from build_tools.charter.labels import anchor_of
from build_tools.charter.numbers import designation
from build_tools.charter.reading import Chapter, Reading
from build_tools.model import Words

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
    for chapter in reading.chapters:
        tree = reading.app.env.get_doctree(f"{reading.edition.publication.id}/{chapter.page}")
        source |= dict(_sources(reading, chapter, tree))
        here |= dict(_titles(chapter))
        notes[chapter.page] = dict(_notes(tree))
        filled[chapter.page] = dict(_filled(tree))
    return Named(source=source, here=here, notes=notes, filled=filled)


def title(target: str, titles: Titles) -> str:
    """Return what a reference without words of its own reads: a title, else its target."""
    page = posixpath.basename(target)
    return titles.get(anchor_of(target)) or titles.get(f"/{page}") or target


def _titles(chapter: Chapter) -> Iterator[tuple[str, str]]:
    yield f"/{posixpath.basename(chapter.page)}", chapter.title
    for article in chapter.articles:
        yield article.anchor, article.designation or article.title


def _sources(reading: Reading, chapter: Chapter, tree: nodes.document) -> Iterator[tuple[str, str]]:
    home = replace(reading.edition, language=reading.edition.source)
    none = Words(language=home.language.tag)
    for section in tree.findall(nodes.section):
        words = section.get("source-title", "")
        for anchor in section["ids"] if words else ():
            called = designation(anchor, home, none)
            yield anchor, called.text if called else words
        if words and isinstance(section.parent, nodes.document):
            yield f"/{posixpath.basename(chapter.page)}", words


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
