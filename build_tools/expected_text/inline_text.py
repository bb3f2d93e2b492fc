"""Extract the text of one line from a node, with its links, note references, images and formulas."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from docutils import nodes
from sphinx import addnodes

from build_tools.reader.format_tags import is_raw_html

_HIDDEN_HTML = re.compile(r"<(script|style|template)\b.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_INLINE_TAG = re.compile(r"</?(?:a|abbr|b|cite|code|em|i|kbd|small|span|strong|sub|sup|u)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
SPACED_NODES = (
    addnodes.desc_parameterlist,
    addnodes.desc_parameter,
    addnodes.desc_optional,
    addnodes.desc_returns,
    addnodes.desc_signature_line,
    addnodes.production,
)
INVISIBLE_NODES = (nodes.comment, nodes.system_message, nodes.substitution_definition, addnodes.index)


@dataclass(frozen=True, slots=True)
class InlineLink:
    """Describe a link in a line: its text, and the node with its target."""

    text: str
    node: nodes.reference


@dataclass(slots=True)
class InlineText:
    """Hold the text of a line, and what is in it."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    links: list[InlineLink] = field(default_factory=list)
    note_references: list[nodes.footnote_reference] = field(default_factory=list)
    objects: list[nodes.image | nodes.math] = field(default_factory=list)
    anchors: list[tuple[str, int]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return the text."""
        return "".join(self.parts)

    def append_text(self, text: str) -> None:
        """Append text."""
        self.parts.append(text)
        self.length += len(text)


def read_inline_text(node: nodes.Element, before: str = "") -> InlineText:
    """Return the text of a node; `before` is what every format writes first, a number."""
    line = InlineText()
    line.append_text(before)
    for child in node.children:
        _read_node(child, line)
    return line


def _read_node(node: nodes.Node, line: InlineText) -> None:
    if isinstance(node, nodes.Text):
        line.append_text(node.astext())
    elif isinstance(node, nodes.Element) and not isinstance(node, INVISIBLE_NODES):
        line.anchors += [(str(id), line.length) for id in node["ids"]]
        _read_element(node, line)


def _read_element(node: nodes.Element, line: InlineText) -> None:
    match node:
        case nodes.footnote_reference():
            line.note_references.append(node)
        case nodes.reference():
            start = len(line.parts)
            _read_children(node, line)
            line.links.append(InlineLink("".join(line.parts[start:]), node))
        case nodes.image() | nodes.math():
            line.objects.append(node)
        case nodes.raw():
            line.append_text(extract_raw_text(node))
        case _:
            _read_children(node, line)


def _read_children(node: nodes.Element, line: InlineText) -> None:
    space = " " if isinstance(node, SPACED_NODES) else ""
    line.append_text(space)
    for child in node.children:
        _read_node(child, line)
    line.append_text(space)


def extract_raw_text(node: nodes.Element) -> str:
    """Return the text of an author's raw HTML; empty for raw markup of another format."""
    if not is_raw_html(node):
        return ""
    visible = _INLINE_TAG.sub("", _HIDDEN_HTML.sub(" ", node.astext()))
    return html.unescape(_TAG.sub(" ", visible))
