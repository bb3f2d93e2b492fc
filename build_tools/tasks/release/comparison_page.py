"""Render the page that shows what changed in an edition between two releases."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from build_tools.model import Language
from build_tools.paths import Root
from build_tools.release.article_text import Article
from build_tools.script_direction import find_direction
from build_tools.tasks.release.article_changes import ArticleChange, TextRun
from build_tools.tasks.release.page_strings import make_template_strings
from build_tools.tasks.release.release_texts import NOW

LABELS: Mapping[str, str] = {
    "changed": "Changed",
    "moved": "Moved to another page",
    "added": "Added",
    "removed": "Removed",
    "same": "The same words",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedEdition:
    """Hold an edition of two releases; `link_old` and `link_new` make addresses of a page and an id."""

    title: str
    old_name: str
    new_name: str
    changes: tuple[ArticleChange, ...]
    link_old: Callable[[str, str], str]
    link_new: Callable[[str, str], str]

    @property
    def news(self) -> tuple[ArticleChange, ...]:
        """Return the articles of which there is something to say."""
        return tuple(one for one in self.changes if one.is_news)

    @property
    def new_looks(self) -> int:
        """Return how many articles have the same words in another look."""
        return sum(one.look and not one.is_news for one in self.changes)

    @property
    def unchanged(self) -> int:
        """Return how many articles are as they were."""
        return sum(not one.look and not one.is_news for one in self.changes)

    def count(self, change: str) -> int:
        """Return how many articles of which there is something to say became that."""
        return sum(one.change == change for one in self.news)

    def link_before(self, change: ArticleChange) -> str:
        """Return the address of an article as it was, empty if it was not."""
        old = change.match.old
        return self.link_old(old.page, old.id) if old else ""

    def link_after(self, change: ArticleChange) -> str:
        """Return the address of an article as it is, empty if it is no longer."""
        new = change.match.new
        return self.link_new(new.page, new.id) if new else ""

    def link_sources(self, change: ArticleChange) -> tuple[tuple[str, Article], ...]:
        """Return the articles that parts of one came from, each after its address."""
        return tuple((self.link_old(one.page, one.id), one) for one in change.match.sources)

    def link_targets(self, change: ArticleChange) -> tuple[tuple[str, Article], ...]:
        """Return the articles that an article went into, each after its address."""
        match = change.match
        own = (match.new,) if match.new and match.targets else ()
        return tuple((self.link_new(one.page, one.id), one) for one in (*own, *match.targets))


def render_comparison(edition: ComparedEdition, language: Language, root: Root) -> str:
    """Return the page of an edition, in its language."""
    from build_tools.render import templates

    return templates.render_page(
        "comparison",
        "comparison.html",
        edition=edition,
        language=language,
        labels=LABELS,
        now=NOW,
        show=list_shown_blocks,
        direction=find_direction,
        _=make_template_strings(language, root),
    )


def list_shown_blocks(change: ArticleChange) -> tuple[tuple[TextRun, ...], ...]:
    """Return the blocks of an article that changed; an empty one stands for all that did not between them."""
    return tuple(_iter_shown_blocks(change))


def _iter_shown_blocks(change: ArticleChange) -> Iterator[tuple[TextRun, ...]]:
    is_left_out = False
    for block in change.blocks:
        if any(run.kind != "kept" for run in block):
            yield block
            is_left_out = False
        elif not is_left_out:
            yield ()
            is_left_out = True
