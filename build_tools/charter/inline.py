"""What a line says: takes a node that holds one, gives its words, links, calls and pictures."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from docutils import nodes
from docutils.utils.math.latex2mathml import tex2mathml
from sphinx import addnodes

_SILENT = re.compile(r"<(script|style|template)\b.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_IN_LINE = re.compile(r"</?(?:a|abbr|b|cite|code|em|i|kbd|small|span|strong|sub|sup|u)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
# In a formula, what stands apart from what is before it.
_CELL = re.compile(r"<(?:mtr|mtd|mtable)\b[^>]*>")
APART = (
    addnodes.desc_parameterlist,
    addnodes.desc_parameter,
    addnodes.desc_optional,
    addnodes.desc_returns,
    addnodes.desc_signature_line,
    addnodes.production,
)
NOTHING = (nodes.comment, nodes.system_message, nodes.substitution_definition, addnodes.index)


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a line: its words, and the node that says where it leads."""

    text: str
    node: nodes.reference


@dataclass(slots=True)
class Line:
    """A line of text: its words, and what stands in it."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    links: list[Link] = field(default_factory=list)
    calls: list[nodes.footnote_reference] = field(default_factory=list)
    pictures: list[nodes.image] = field(default_factory=list)
    anchors: list[tuple[str, int]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(self.parts)

    def add(self, text: str) -> None:
        """Add words at its end."""
        self.parts.append(text)
        self.length += len(text)


def read(node: nodes.Element, before: str = "") -> Line:
    """Return what stands in a node; `before` is what its medium writes first, a number."""
    line = Line()
    line.add(before)
    for child in node.children:
        _take(child, line)
    return line


def _take(node: nodes.Node, line: Line) -> None:
    if isinstance(node, nodes.Text):
        line.add(node.astext())
    elif isinstance(node, nodes.Element) and not isinstance(node, NOTHING):
        line.anchors += [(str(id), line.length) for id in node["ids"]]
        take = next((known for kind, known in _KINDS if isinstance(node, kind)), _inner)
        take(node, line)


def _inner(node: Any, line: Line) -> None:
    apart = " " if isinstance(node, APART) else ""
    line.add(apart)
    for child in node.children:
        _take(child, line)
    line.add(apart)


def _link(node: Any, line: Line) -> None:
    at = len(line.parts)
    _inner(node, line)
    line.links.append(Link("".join(line.parts[at:]), node))


def _call(node: Any, line: Line) -> None:
    line.calls.append(node)


def _picture(node: Any, line: Line) -> None:
    line.pictures.append(node)


def _raw(node: Any, line: Line) -> None:
    line.add(raw(node))


def _formula(node: Any, line: Line) -> None:
    line.add(formula(node, as_block=False))


_KINDS: tuple[tuple[type[nodes.Node], Callable[[Any, Line], None]], ...] = (
    (nodes.footnote_reference, _call),
    (nodes.reference, _link),
    (nodes.image, _picture),
    (nodes.raw, _raw),
    (nodes.math, _formula),
)


def raw(node: nodes.Element) -> str:
    """Return the words of an author's own HTML; nothing of what is for another machine."""
    if "html" not in node.get("format", "").split():
        return ""
    shown = _IN_LINE.sub("", _SILENT.sub(" ", node.astext()))
    return html.unescape(_TAG.sub(" ", shown))


def formula(node: nodes.Element, *, as_block: bool) -> str:
    """Return the letters of a formula as MathML has them; what is none stands as it is."""
    try:
        found = tex2mathml(node.astext(), as_block=as_block)
    except Exception:  # as `Translator` has it, which tells the author
        return node.astext()
    return html.unescape(_TAG.sub("", _CELL.sub(" ", re.sub(r">\s+<", "><", found))))
