"""Make the versions of an edition a page of its own: number, date, note, and the articles that changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from docutils import nodes
from sphinx.application import Sphinx

from build_tools.model import (
    ArticleWords,
    Edition,
    EditionVersion,
    LocalizedText,
    UiStrings,
    apply_version,
    find_changed_articles,
    group_changes,
)
from build_tools.reader.article_words import LabelledArticle
from build_tools.reader.generated_pages import make_place_link, put_page, store_doctree
from build_tools.sphinx_ext.citation import fill_text
from build_tools.sphinx_ext.text.mixed_text import make_mixed_text

VERSIONS = "versions"
NOTHING_CHANGED = "The words of the articles did not change."


def write_versions_page(
    app: Sphinx, edition: Edition, ui_strings: UiStrings, articles: Sequence[LabelledArticle]
) -> bool:
    """Write the page of versions, the newest first; return whether there is one.

    Without a note and an earlier version there is none: the imprint has the number of this one. What an
    author wrote on a page of that name stays, above the versions.
    """
    publication, env = edition.publication, app.env
    if not publication.has_versions:
        return False
    page = _VersionsPage(app, edition, ui_strings, {one.words.anchor: one for one in articles})
    docname, listing = f"{publication.id}/{VERSIONS}", page.make_list()
    own = env.get_doctree(docname) if docname in env.found_docs else None
    top = own.next_node(nodes.section) if own else None
    if own is not None and top is not None:
        top += listing
        store_doctree(app, docname, own)
    else:
        put_page(app, docname, page.make_section(listing))
    return True


@dataclass(frozen=True, slots=True)
class _VersionsPage:
    """Make the nodes of the page; `articles` are those of the edition as it is, by anchor."""

    app: Sphinx
    edition: Edition
    ui_strings: UiStrings
    articles: Mapping[str, LabelledArticle]

    def make_section(self, listing: nodes.definition_list) -> nodes.section:
        """Return the section of the page."""
        heading = nodes.title("", "", *self._make_words(self.ui_strings("Versions")))
        return nodes.section("", heading, listing, ids=[VERSIONS], names=[VERSIONS], classes=[VERSIONS])

    def make_list(self) -> nodes.definition_list:
        """Return the versions, the newest first."""
        before: dict[str, ArticleWords] = {}
        items: list[nodes.definition_list_item] = []
        for version in self.edition.earlier_versions:
            items.append(self._make_item(version, before, is_first=not items))
            before = apply_version(before, version)
        items.append(self._make_item(self._make_current_version(before), before, is_first=not items))
        return nodes.definition_list("", *reversed(items))

    def _make_current_version(self, before: Mapping[str, ArticleWords]) -> EditionVersion:
        edition = self.edition
        words = [one.words for one in self.articles.values()]
        return EditionVersion(
            language=edition.language.tag,
            version=edition.publication.version,
            date_text=edition.date_text,
            note=edition.publication.note,
            articles=find_changed_articles(before, words),
        )

    def _make_item(
        self, version: EditionVersion, before: Mapping[str, ArticleWords], *, is_first: bool
    ) -> nodes.definition_list_item:
        number = fill_text(self.ui_strings("Version {version}"), version=version.version)
        term = nodes.term("", "", *self._make_words(number))
        definition = nodes.definition("", *self._iter_description(version))
        if not is_first:
            definition.extend(self._iter_changes(version.articles, before))
        return nodes.definition_list_item("", term, definition)

    def _iter_description(self, version: EditionVersion) -> Iterator[nodes.paragraph]:
        """Yield the date of a version and its note."""
        if version.date_text:
            yield nodes.paragraph("", "", nodes.Text(version.date_text), classes=["date"])
        if version.note:
            source = self.edition.publication.source_language
            note = self.ui_strings.translate(version.note, otherwise=source)
            yield nodes.paragraph("", "", *self._make_words(note))

    def _iter_changes(
        self, articles: Iterable[ArticleWords], before: Mapping[str, ArticleWords]
    ) -> Iterator[nodes.Element]:
        groups = group_changes(articles, before)
        for kind, changed in groups.items():
            names = (nodes.paragraph("", "", self._name_article(one)) for one in changed)
            yield nodes.paragraph("", "", *self._make_words(self.ui_strings(kind)))
            yield nodes.bullet_list("", *(nodes.list_item("", name) for name in names))
        if not groups:
            yield nodes.paragraph("", "", *self._make_words(self.ui_strings(NOTHING_CHANGED)))

    def _name_article(self, words: ArticleWords) -> nodes.Node:
        """Return a link to an article with its name as it is now; the name that it had if it is gone."""
        own, article = self.edition.language.tag, self.articles.get(words.anchor)
        if article is None:
            return nodes.Text(words.name)
        name = nodes.inline("", "", *article.name.make_nodes(own, own))
        return make_place_link(self.app, VERSIONS, article.docname, words.anchor, name)

    def _make_words(self, text: LocalizedText) -> Iterator[nodes.Node]:
        own = self.edition.language.tag
        return make_mixed_text(text).make_nodes(own, own)
