"""Say of each message of a source where it stands, for those who see it in a catalogue alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.nodes import extract_messages

from build_tools.model import Edition, UiStrings
from build_tools.sphinx_ext.articles import labels
from build_tools.sphinx_ext.transform import Page
from build_tools.sphinx_ext.translation.index_words import iter_index_words
from build_tools.sphinx_ext.translation.message_outcomes import find_article_anchor

MAX_PLACES = 5  # of a message that a page has again and again
MAX_TITLE_LENGTH = 80
SEPARATOR = " · "
# The first of these around a message says its kind; the nearest counts.
_KINDS = (
    (nodes.title, "title"),
    (nodes.subtitle, "title"),
    (nodes.rubric, "title"),
    (nodes.term, "term"),
    (nodes.caption, "caption"),
    (nodes.image, "image"),
    (nodes.footnote, "note"),
    (nodes.citation, "note"),
    (nodes.definition, "definition"),
    (nodes.list_item, "item"),
    (nodes.entry, "cell"),
    (addnodes.index, "word of the index"),
)
MessageNotes = Mapping[tuple[str, str], tuple[str, ...]]


def collect_message_notes(app: Sphinx, edition: Edition) -> MessageNotes:
    """Return, by page and msgid, a line for each place: kind, article, address (`p/page#anchor`)."""
    places: dict[tuple[str, str], dict[str, None]] = {}
    for docname in sorted(app.env.found_docs):
        tree = app.env.get_doctree(docname)
        page = Page(document=tree, env=app.env, edition=edition, ui_strings=UiStrings(language="en"))
        labels.store_source_titles(page)
        labels.set_anchors(page)
        for msgid, note in _iter_page_notes(tree, docname):
            places.setdefault((docname, msgid), {})[note] = None
    return {key: tuple(notes)[:MAX_PLACES] for key, notes in places.items()}


def _iter_page_notes(tree: nodes.document, docname: str) -> Iterator[tuple[str, str]]:
    for node, msgid in (*extract_messages(tree), *iter_index_words(tree)):
        anchor = _find_item_anchor(node) or find_article_anchor(node)
        address = f"{docname}#{anchor}" if anchor else docname
        parts = (_name_kind(node), _find_article_title(node), address)
        yield msgid, SEPARATOR.join(filter(None, parts))


def _iter_ancestors(node: nodes.Node) -> Iterator[nodes.Node]:
    """Yield a node and what holds it, up to its section."""
    while node.parent is not None and not isinstance(node, nodes.section):
        yield node
        node = node.parent


def _name_kind(node: nodes.Node) -> str:
    for each in _iter_ancestors(node):
        marks: labels.ListMarks = each.get(labels.LIST_MARKS, ()) if isinstance(each, nodes.list_item) else ()
        if marks and marks[-1][0] == "arabic":
            return "paragraph"  # a numbered one
        for type, kind in _KINDS:
            if isinstance(each, type):
                return kind
    return "paragraph"


def _find_item_anchor(node: nodes.Node) -> str:
    """Return the address of the numbered paragraph or item that holds a node, if it has one."""
    for each in _iter_ancestors(node):
        if isinstance(each, nodes.list_item) and labels.LIST_MARKS in each:
            return str(each["ids"][-1])
    return ""


def _find_article_title(node: nodes.Node) -> str:
    while node.parent is not None and not isinstance(node, nodes.section):
        node = node.parent
    title = " ".join(node.get("source-title", "").split()) if isinstance(node, nodes.section) else ""
    return title if len(title) <= MAX_TITLE_LENGTH else f"{title[: MAX_TITLE_LENGTH - 1]}…"
