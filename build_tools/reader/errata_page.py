"""Make a page of the errata of an edition, each with a link to its article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count, groupby
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from build_tools.model import Article, Edition, Finding, Place, UiStrings
from build_tools.paths import Root
from build_tools.reader.generated_pages import make_place_link, put_page
from build_tools.reader.outline import GetDoctree
from build_tools.reader.reading import Chapter
from build_tools.sphinx_ext.articles.errata import ERRATA, LINE, iter_errata_notes
from build_tools.sphinx_ext.text.lang_classes import mark_language


@dataclass(frozen=True, slots=True, kw_only=True)
class _PlacedNote:
    """Hold a note of an erratum, and where it stands: without an article where the page has no title."""

    docname: str
    article: Article | None
    note: nodes.container


def write_errata_page(
    app: Sphinx, edition: Edition, ui_strings: UiStrings, chapters: Iterable[Chapter], get_doctree: GetDoctree
) -> bool:
    """Write the page of errata if an article shows one; return whether it did.

    The notes are copied from the articles, in reading order.
    """
    notes = [note for chapter in chapters for note in _iter_notes(chapter, edition, get_doctree)]
    if not notes:
        return False
    name = _choose_name(app, edition)
    title = ui_strings("Corrections")
    heading = nodes.title("", "", mark_language(nodes.Text(title.text), title.language, edition.language.tag))
    section = nodes.section("", heading, ids=[name], names=[name], classes=[ERRATA])
    for _, members in groupby(notes, key=lambda one: (one.docname, one.article)):
        section += _make_entry(app, name, list(members), edition)
    docname = f"{edition.publication.id}/{name}"
    put_page(app, docname, section)
    metadata: Any = app.env.metadata
    metadata[docname][ERRATA] = True
    return True


def _choose_name(app: Sphinx, edition: Edition) -> str:
    """Return a name that neither a page nor a label of the text has."""
    env: Any = app.env
    names = (f"{ERRATA}-{number}" if number > 1 else ERRATA for number in count(1))
    pages, labels = env.found_docs, env.domains.standard_domain.anonlabels
    return next(one for one in names if f"{edition.publication.id}/{one}" not in pages and one not in labels)


def _iter_notes(chapter: Chapter, edition: Edition, get_doctree: GetDoctree) -> Iterator[_PlacedNote]:
    docname = f"{edition.publication.id}/{chapter.page}"
    articles = {article.anchor: article for article in chapter.articles}
    for note in iter_errata_notes(get_doctree(docname)) if edition.errata else ():
        anchor = next(iter(note.parent.get("ids", ())), "")
        yield _PlacedNote(docname=docname, article=articles.get(anchor), note=note)


def _make_entry(app: Sphinx, page: str, notes: list[_PlacedNote], edition: Edition) -> nodes.definition_list:
    """Return the name of an article, which leads to it, and below it what was wrong there."""
    first = notes[0]
    term = nodes.term("", "", *_iter_name(app, page, first, edition))
    lines = [line.deepcopy() for one in notes for line in one.note.children]
    item = nodes.definition_list_item("", term, nodes.definition("", *lines))
    return nodes.definition_list("", item)


def _iter_name(app: Sphinx, page: str, place: _PlacedNote, edition: Edition) -> Iterator[nodes.Node]:
    """Yield the name of an article as a link; before it a designation in another language than its title."""
    article, own = place.article, edition.language.tag
    if article is None:
        return
    number_language = article.designation_language or own
    is_apart = bool(article.designation) and number_language != article.language
    if is_apart:
        yield mark_language(nodes.Text(article.designation), number_language, own)
        yield nodes.Text("\N{EM SPACE}")
    words = nodes.Text(article.title if is_apart else article.name)
    link = make_place_link(app, page, place.docname, article.anchor, words)
    yield mark_language(link, article.language, own)


def find_unshown_errata(trees: Iterable[nodes.document], edition: Edition, root: Root) -> Iterator[Finding]:
    """Yield a warning for each erratum of an edition whose label stands on none of its pages."""
    shown = {note[LINE] for tree in trees if edition.errata for note in iter_errata_notes(tree)}
    for erratum in edition.errata:
        if erratum.line not in shown:
            yield Finding(
                code="errata/no-article",
                severity="warning",
                message=f"the label {erratum.article} is on no page of this edition — name its article",
                place=Place(file=root.relativize(root.errata), line=erratum.line),
            )
