"""Collect the characters that an edition shows, and find where one of them is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.util.nodes import traverse_parent

from build_tools.model import Place
from build_tools.paths import relativize_path
from build_tools.reader.format_tags import is_raw_html

INVISIBLE_NODES = (nodes.comment, nodes.substitution_definition, nodes.decoration, nodes.meta)


def collect_characters(documents: Iterable[nodes.document]) -> frozenset[str]:
    """Return every character that the pages show, without white space."""
    characters: set[str] = set()
    for document in documents:
        characters.update(*(text for _, text in _iter_visible_text(document)))
    return frozenset(letter for letter in characters if not letter.isspace())


def find_character_place(document: nodes.document, characters: Iterable[str], root: Path) -> Place | None:
    """Return the place of the first text with one of some characters; None where there is none."""
    wanted = frozenset(characters)
    for node, text in _iter_visible_text(document):
        if not wanted.isdisjoint(text):
            nearest = next((parent for parent in traverse_parent(node) if parent.line), document)
            file = relativize_path(Path(nearest.source or ""), root.resolve())
            return Place(file=file, line=nearest.line)
    return None


def _iter_visible_text(node: nodes.Element) -> Iterator[tuple[nodes.Element, str]]:
    """Yield the visible text of a node and its descendants, each with the node that has a line."""
    if isinstance(node, INVISIBLE_NODES) or (isinstance(node, nodes.raw) and not is_raw_html(node)):
        return
    if isinstance(node, nodes.image):
        yield node, node.get("alt", "")
    elif isinstance(node, addnodes.toctree):
        titles = (title for title, _ in node["entries"] if title)
        yield node, "".join((node.get("caption") or "", *titles))
    for child in node.children:
        if isinstance(child, nodes.Text):
            yield node, child.astext()
        elif isinstance(child, nodes.Element):
            yield from _iter_visible_text(child)
