"""Define a reading: an edition read once, which every format is written from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.nodes import extract_messages

from build_tools.model import (
    WHOLE_PROOF,
    Article,
    ArticleWords,
    Edition,
    Finding,
    FindingMeaning,
    Passage,
    ProofSelection,
    Term,
    UiStrings,
)
from build_tools.paths import Root, format_output_name
from build_tools.sphinx_ext.articles.errata import ERRATA
from build_tools.sphinx_ext.translation.index_words import iter_index_words
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

    `messages` are (page, msgid) as Sphinx extracts them; `message_outcomes` what became of each of them where
    the edition is a translation; `article_words` digests of its articles with labels; `characters` every
    character that the edition shows; `dependencies` the files outside the publication that were read.
    `passages` and `terms` are set where a proof is due, as are `fingerprints`, by page, that of all by an
    empty name, `meanings` of findings, by code or its first word, `proof`, what the proof holds, and
    `reviewers`: who reviewed a page of it last, and when (`Ana Pérez, 2026-11-24`). `root` has style sheets
    of its own.
    """

    edition: Edition
    root: Root
    ui_strings: UiStrings
    app: Sphinx
    title: str
    chapters: tuple[Chapter, ...]
    messages: tuple[tuple[str, str], ...] = ()
    message_outcomes: tuple[MessageOutcome, ...] = ()
    article_words: tuple[ArticleWords, ...] = ()
    characters: frozenset[str] = frozenset()
    dependencies: tuple[Path, ...] = ()
    findings: tuple[Finding, ...] = ()
    passages: tuple[Passage, ...] = ()
    terms: tuple[Term, ...] = ()
    fingerprints: Mapping[str, str] = field(default_factory=dict)
    meanings: Mapping[str, FindingMeaning] = field(default_factory=dict)
    proof: ProofSelection = WHOLE_PROOF
    reviewers: Mapping[str, str] = field(default_factory=dict)

    @property
    def articles(self) -> tuple[Article, ...]:
        """Return every article in reading order."""
        return tuple(article for chapter in self.chapters for article in chapter.articles)

    @property
    def ui_characters(self) -> frozenset[str]:
        """Return every character of the UI strings, and of the marks and numbers that a build adds."""
        language = self.edition.language
        letters = "".join(language.letters)
        added = f"{letters}{letters.upper()}{language.digits}"
        return frozenset("".join((added, *(text.text for text in self.ui_strings.messages.values()))))

    def list_contents(self, chapter: Chapter) -> tuple[Article, ...]:
        """Return what a table of contents names of a page: its title and its numbered articles.

        The title of the start page stands on the cover; its sections are named in the place of titles.
        """
        top = 2 if chapter is self.chapters[0] else 1
        return tuple(
            article
            for article in chapter.articles
            if article.depth == top or (article.depth == top + 1 and article.designation)
        )

    def get_docname(self, chapter: Chapter) -> str:
        """Return Sphinx's name of a page: `charter-agenda/right-1`."""
        return f"{self.edition.publication.id}/{chapter.page}"

    def is_errata_page(self, page: str) -> bool:
        """Return whether a page lists the errata of this edition, which others need not have."""
        return ERRATA in self.app.env.metadata[f"{self.edition.publication.id}/{page}"]

    def get_doctree(self, chapter: Chapter) -> nodes.document:
        """Return a copy of the doctree of a page."""
        return self.app.env.get_doctree(self.get_docname(chapter))

    def get_output_name(self, format: str) -> str:
        """Return the name of the edition's file or folder in a format."""
        return format_output_name(self.edition.publication.id, self.edition.language.tag, format)


def select_format(reading: Reading, format: str) -> Reading:
    """Return a reading with the articles of one format: `only` may leave some out of it."""
    chapters = tuple(
        replace(
            chapter,
            articles=tuple(one for one in chapter.articles if not one.formats or format in one.formats),
        )
        for chapter in reading.chapters
    )
    return replace(reading, chapters=chapters)


def iter_source_messages(reading: Reading) -> Iterator[tuple[str, str, str]]:
    """Yield page (`charter-agenda/right-1`), anchor of the article and msgid, in reading order.

    The anchor is empty for text before the first title of a page.
    """
    for chapter in reading.chapters:
        tree = reading.get_doctree(chapter)
        for node, msgid in (*extract_messages(tree), *iter_index_words(tree)):
            yield reading.get_docname(chapter), find_article_anchor(node), msgid
