"""Compare the marks that a translated page shows with those that its source shows.

Both are counted in the nodes of a message, before and after Sphinx's Locale transform: what stands in them as
text is what a reader will see, whatever a translator meant by it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from docutils import nodes
from sphinx import addnodes

from build_tools.sphinx_ext.transform import Page
from build_tools.sphinx_ext.translation.title_language import MESSAGE

SHOWN_MARKS = "press-shown-marks"

# A low line within a word is no mark; nor are colons around anything but a name.
_MARK = re.compile(
    r"(?P<char>[*`|\\])|(?P<note>\[(?=#))|(?<![^\W_])(?P<low>_)|(?P<end>_)(?![^\W_])"
    r"|(?<![\w:]):(?P<role>[a-z][a-z-]*(?::[a-z-]+)*):(?![\s:])"
)
_MARK_CHARACTERS = frozenset("*`|\\[_:")
_NO_MARKS: Counter[str] = Counter()
# What Sphinx translates of these stands in their attributes.
_WITHOUT_TEXT = (nodes.image, nodes.meta, addnodes.toctree)
_NO_TEXT = (nodes.literal, nodes.math, nodes.raw, nodes.comment, nodes.FixedTextElement, nodes.math_block)


def store_source_marks(page: Page) -> None:
    """Store with each message the marks that its source shows, before it is translated."""
    if page.edition.is_source:
        return
    for node in _iter_message_nodes(page.document):
        marks = _count_marks(node)
        if marks:
            node[SHOWN_MARKS] = marks


def compare_shown_marks(page: Page) -> None:
    """Store with each message the marks that it shows and its source does not, after it is translated."""
    if page.edition.is_source:
        return
    for node in _iter_message_nodes(page.document):
        source = node.attributes.pop(SHOWN_MARKS, Counter())
        marks = _count_marks(node) - source
        if marks:
            node[SHOWN_MARKS] = marks


def _iter_message_nodes(document: nodes.document) -> Iterator[nodes.Element]:
    for node in document.findall(nodes.Element):
        if MESSAGE in node and not isinstance(node, _NO_TEXT):
            yield node


def _count_marks(node: nodes.Element) -> Counter[str]:
    if not isinstance(node, _WITHOUT_TEXT) and _MARK_CHARACTERS.isdisjoint(node.astext()):
        return _NO_MARKS
    text = " ".join(_iter_attribute_text(node)) if isinstance(node, _WITHOUT_TEXT) else ""
    text = text or "".join(_iter_shown_text(node))
    return Counter(f":{match['role']}:" if match["role"] else match[0] for match in _MARK.finditer(text))


def _iter_shown_text(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Text):
        yield str(node)
    elif not isinstance(node, _NO_TEXT):
        for child in node.children:
            yield from _iter_shown_text(child)


def _iter_attribute_text(node: nodes.Element) -> Iterator[str]:
    """Yield the words of what Sphinx translates and does not parse."""
    yield from (str(node.get(name, "")) for name in ("alt", "caption", "content"))
    if isinstance(node, addnodes.toctree):
        yield from (title for title, _ in node["entries"] if title)
