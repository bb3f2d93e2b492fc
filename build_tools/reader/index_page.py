"""Make the index of a publication a page of its own, sorted as its language sorts.

Sphinx collects the entries and leaves the index to each builder. As a page it stands in every format, in the
contents, and where `genindex` leads to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment.adapters.indexentries import IndexEntries
from sphinx.util import logging

from build_tools.model import Article, Edition, LocalizedText, UiStrings
from build_tools.reader.generated_pages import make_place_link, put_page
from build_tools.reader.outline import INDEX, GetDoctree
from build_tools.reader.reading import Chapter
from build_tools.sphinx_ext.text import lang_classes
from build_tools.sphinx_ext.text.collation import get_index_letter, make_sort_key
from build_tools.sphinx_ext.translation.index_words import iter_untranslated_words

logger = logging.getLogger(__name__)
EMPTY_INDEX = "there is nothing in the index — mark words with index, or take this reference out"
# What Sphinx calls the places that authors mark; terms of a glossary have others.
MARKED = "index-"

Links = list[tuple[str | None, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _IndexSources:
    """Hold the places of an edition that an index names, in reading order, and the name of each.

    `untranslated` are the words that stay in the language of the source.
    """

    edition: Edition
    positions: Mapping[str, tuple[int, int]]
    names: Mapping[str, LocalizedText]
    untranslated: frozenset[str]

    def make_words(self, text: str, language: str) -> nodes.Node:
        """Return words, marked with their language if it is not the edition's."""
        return lang_classes.mark_language(nodes.Text(text), language, self.edition.language.tag)

    def find_language(self, word: str) -> str:
        """Return the language of a word of the index."""
        return (self.edition.source if word in self.untranslated else self.edition.language).tag


def write_index_page(
    app: Sphinx, edition: Edition, ui_strings: UiStrings, chapters: Iterable[Chapter], get_doctree: GetDoctree
) -> bool:
    """Write the page of the index if a text marks words for it or leads to it; return whether it did.

    An author's own page `genindex` is where the index stands; what is written there is replaced.
    """
    env: Any = app.env
    pages = {f"{edition.publication.id}/{chapter.page}": chapter for chapter in chapters}
    trees = {name: get_doctree(name) for name in pages}
    reference = next((node for tree in trees.values() for node in _iter_index_references(tree)), None)
    entries: Mapping[str, list[tuple[Any, ...]]] = env.domains.index_domain.entries
    is_marked = any(str(entry[2]).startswith(MARKED) for rows in entries.values() for entry in rows)
    docname = f"{edition.publication.id}/{INDEX}"
    if reference is None and not is_marked and docname not in pages:
        return False
    if not any(entries.values()):
        logger.warning(EMPTY_INDEX, location=reference or docname, type="press", subtype="empty-index")
    sources = _IndexSources(
        edition=edition,
        positions=dict(_iter_positions(entries, list(pages))),
        names=dict(_iter_place_names(trees, pages, edition.language.tag)),
        untranslated=frozenset() if edition.is_source else frozenset(_iter_index_leftovers(edition, trees)),
    )
    put_page(app, docname, _make_section(app, sources, ui_strings), trees.get(docname))
    return True


def _iter_index_references(tree: nodes.document) -> Iterator[nodes.Node]:
    for reference in tree.findall(addnodes.pending_xref):
        if reference.get("reftype") == "ref" and reference.get("reftarget") == INDEX:
            yield reference


def _iter_positions(
    entries: Mapping[str, list[tuple[Any, ...]]], docnames: list[str]
) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield each place that is marked, `page#id`, with its position in the reading order."""
    for page, docname in enumerate(docnames):
        for number, entry in enumerate(entries.get(docname, ())):
            yield f"{docname}#{entry[2]}", (page, number)


def _iter_place_names(
    trees: Mapping[str, nodes.document], pages: Mapping[str, Chapter], own_tag: str
) -> Iterator[tuple[str, LocalizedText]]:
    """Yield each place of each page with the name of the article that it stands in, in one language."""
    for docname, tree in trees.items():
        page = pages[docname]
        articles = {article.anchor: article for article in page.articles}
        for node in tree.findall(nodes.Element):
            article = _find_article(node, articles) if node["ids"] else None
            shown = _name_article(article, own_tag) if article else page.title
            language = article.language if article else page.language
            for id in node["ids"]:
                yield f"{docname}#{id}", LocalizedText(text=shown, language=language)


def _name_article(article: Article, own_tag: str) -> str:
    """Return number and title of an article, its title alone where the number is in another language."""
    is_own = article.language == own_tag
    return article.name_in_one_language.replace("\N{EM SPACE}", " ") if is_own else article.title


def _find_article(node: nodes.Element, articles: Mapping[str, Article]) -> Article | None:
    ancestor: Any = node
    while ancestor is not None:
        if isinstance(ancestor, nodes.section) and ancestor["ids"][0] in articles:
            return articles[ancestor["ids"][0]]
        ancestor = ancestor.parent
    return None


def _iter_index_leftovers(edition: Edition, trees: Mapping[str, nodes.document]) -> Iterator[str]:
    """Yield words of untranslated passages, and of `.. index::` those that nobody has translated."""
    own = edition.language.tag
    for tree in trees.values():
        yield from iter_untranslated_words(tree)
        for node in tree.findall(addnodes.index):
            is_directive = node.get("inline") is False
            if not is_directive and lang_classes.find_language(node.parent, own).lower() != own.lower():
                for entry in node["entries"]:
                    yield from (word.strip() for word in entry[1].split(";"))


class _Places:
    """Stand in for a builder: the address of a page is its name."""

    @staticmethod
    def get_relative_uri(_from: str, to: str) -> str:
        """Return the name of a page."""
        return to


def _make_section(app: Sphinx, sources: _IndexSources, ui_strings: UiStrings) -> nodes.section:
    title = ui_strings("Index")
    heading = nodes.title("", "", sources.make_words(title.text, title.language))
    section = nodes.section("", heading, ids=[INDEX], names=[INDEX])
    places: Any = _Places()
    groups = IndexEntries(app.env).create_index(places, group_entries=False)
    rows = [(name, *row) for _, group in groups for name, row in group]
    language = sources.edition.language
    rows.sort(key=lambda row: make_sort_key(row[3] or row[0], language))
    for letter, group in groupby(rows, key=lambda row: get_index_letter(row[3] or row[0], language)):
        members = list(group)
        if letter:
            languages = {sources.find_language(name) for name, *_ in members}
            tag = languages.pop() if len(languages) == 1 else language.tag
            section += nodes.rubric("", "", sources.make_words(letter, tag))
        entries = nodes.bullet_list(classes=["index"])
        for name, links, parts, _ in members:
            entry = _make_entry(app, name, links, sources)
            if parts:
                parts.sort(key=lambda part: make_sort_key(part[0], language))
                entry += nodes.bullet_list("", *(_make_entry(app, *part, sources) for part in parts))
            entries += entry
        section += entries
    return section


def _make_entry(app: Sphinx, name: str, links: Links, sources: _IndexSources) -> nodes.list_item:
    """Return an entry: its word, then a link to each place, named as its article; main ones first."""
    line = nodes.paragraph("", "", sources.make_words(name, sources.find_language(name)))
    comma = sources.edition.language.forms.comma
    positions = sources.positions
    ordered = sorted(dict.fromkeys(links), key=lambda link: (not link[0], positions.get(link[1], ())))
    for number, (_, place) in enumerate(ordered):
        docname, _, id = place.partition("#")
        article = sources.names.get(place) or LocalizedText(text=docname, language=sources.edition.source.tag)
        link = make_place_link(app, INDEX, docname, id, nodes.Text(article.text))
        marked = lang_classes.mark_language(link, article.language, sources.edition.language.tag)
        line += [nodes.Text(comma if number else ": "), marked]
    return nodes.list_item("", line)
