"""Define a reading: an edition read once, which every format is written from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.nodes import extract_messages

from build_tools.model import Article, Edition, Finding, Passage, Term, UiStrings
from build_tools.sphinx_ext.translation.message_outcomes import MessageOutcome, find_article_anchor


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """Describe a page in reading order; `caption` opens a group of pages, `depth` counts from 0.

    `articles` are its sections in order, the title of the page first.
    """

    page: str
    title: str
    language: str
    caption: str = ""
    caption_language: str = ""
    depth: int = 0
    articles: tuple[Article, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Hold the texts of an edition: the application with its doctrees, and their outline.

    `messages` are (page, msgid) as Sphinx extracts them; `message_outcomes` what became of each
    of them where the edition is a translation; `characters` every character that the edition
    shows; `dependencies` the files outside the publication that were read. `passages` and
    `terms` are set where a proof is due.
    """

    edition: Edition
    ui_strings: UiStrings
    app: Sphinx
    title: str
    chapters: tuple[Chapter, ...]
    messages: tuple[tuple[str, str], ...] = ()
    message_outcomes: tuple[MessageOutcome, ...] = ()
    characters: frozenset[str] = frozenset()
    dependencies: tuple[Path, ...] = ()
    findings: tuple[Finding, ...] = ()
    passages: tuple[Passage, ...] = ()
    terms: tuple[Term, ...] = ()

    @property
    def articles(self) -> tuple[Article, ...]:
        """Return every article in reading order."""
        return tuple(article for chapter in self.chapters for article in chapter.articles)


def iter_source_messages(reading: Reading) -> Iterator[tuple[str, str, str]]:
    """Yield page (`charter-agenda/right-1`), anchor of the article and msgid, in reading order.

    The anchor is empty for text before the first title of a page.
    """
    publication = reading.edition.publication.id
    for chapter in reading.chapters:
        page = f"{publication}/{chapter.page}"
        tree = reading.app.env.get_doctree(page)
        for node, msgid in extract_messages(tree):
            yield page, find_article_anchor(node), msgid
