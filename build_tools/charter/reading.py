"""An edition read once: what doctree gives and every writer takes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sphinx.application import Sphinx

from build_tools.charter.arrivals import Arrival
from build_tools.model import Article, Edition, Finding, Passage, Term, UiStrings


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A page in reading order; `caption` opens a group of them, `depth` counts from 0.

    `articles` are its sections in order, the page's own title first.
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
    """An edition's texts, read: the application that holds the doctrees, and their outline.

    `messages` are (page, msgid) as Sphinx cuts them; `arrivals` what became of each of them
    where the edition is a translation; `letters` every letter that a reader
    will see; `dependencies` the files outside the publication that were read. `passages` and
    `terms` are there where a proof is due.
    """

    edition: Edition
    words: UiStrings
    app: Sphinx
    title: str
    chapters: tuple[Chapter, ...]
    messages: tuple[tuple[str, str], ...] = ()
    arrivals: tuple[Arrival, ...] = ()
    letters: frozenset[str] = frozenset()
    dependencies: tuple[Path, ...] = ()
    findings: tuple[Finding, ...] = ()
    passages: tuple[Passage, ...] = ()
    terms: tuple[Term, ...] = ()

    @property
    def articles(self) -> tuple[Article, ...]:
        """Every article in reading order."""
        return tuple(article for chapter in self.chapters for article in chapter.articles)
