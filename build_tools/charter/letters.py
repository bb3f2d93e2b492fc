"""The letters that a reader will see: takes doctrees, gives letters, and where one stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.util.nodes import traverse_parent

from build_tools.layout import relativize_path
from build_tools.model import Place

UNSEEN = (nodes.comment, nodes.substitution_definition, nodes.decoration, nodes.meta)


def seen(documents: Iterable[nodes.document]) -> frozenset[str]:
    """Return every letter that stands on a page, white space left out."""
    found: set[str] = set()
    for document in documents:
        found.update(*(text for _, text in _shown(document)))
    return frozenset(letter for letter in found if not letter.isspace())


def place_of(document: nodes.document, letters: Iterable[str], root: Path) -> Place | None:
    """Return where the first words with one of some letters stand; None where none has."""
    asked = frozenset(letters)
    for node, text in _shown(document):
        if not asked.isdisjoint(text):
            near = next((each for each in traverse_parent(node) if each.line), document)
            return Place(
                file=relativize_path(Path(near.source or ""), root.resolve()), line=near.line
            )
    return None


def _shown(node: nodes.Element) -> Iterator[tuple[nodes.Element, str]]:
    """Yield what is shown of a node and of those in it, with the node that has a line."""
    if isinstance(node, UNSEEN) or (isinstance(node, nodes.raw) and "html" not in node["format"]):
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
            yield from _shown(child)
