"""Set each line of a listing as a block of its own, so that paper can show where one is broken."""

from __future__ import annotations

import re

from docutils import nodes
from sphinx import addnodes

from build_tools.render.break_points import BREAK

_LISTING = re.compile(r"<pre>(?:<span></span>)?(.*?)</pre>", re.DOTALL)
_NUMBER = re.compile(r'<span class="linenos">.*?</span>')
_TAG = re.compile(r"<[^>]*>")
# From how many letters on a part of code may begin a line.
LONG_PART = 4


def split_code_lines(html: str) -> str:
    """Return a highlighted listing with a block a line: its number, and its text without inner elements.

    WeasyPrint breaks a word that fills more than a line only where nothing stands before it.
    """
    return _LISTING.sub(lambda match: f"<pre>{''.join(map(_wrap_line, _list_lines(match[1])))}</pre>", html)


def _list_lines(listing: str) -> list[str]:
    return listing.removesuffix("\n").split("\n")


def _wrap_line(line: str) -> str:
    number = _NUMBER.search(line)
    text = _TAG.sub("", _NUMBER.sub("", line)) or "<br>"
    if number is None:
        return f'<span class="line">{text}</span>'
    return f'<span class="line numbered">{number[0]}{text}</span>'


def split_literal_lines(tree: nodes.Element) -> None:
    """Make each line of literal text with markup an inline node of class `line`, as of a listing."""
    for block in tree.findall(nodes.literal_block):
        if block.rawsource == block.astext():
            continue  # it is highlighted
        lines: list[list[nodes.Node]] = [[]]
        for child in block.children:
            parts = map(nodes.Text, child.split("\n")) if isinstance(child, nodes.Text) else [child]
            for number, part in enumerate(parts):
                lines += [[]] if number else []
                lines[-1].append(part)
        block.children = []
        for line in lines:
            is_empty = not any(part.astext() for part in line)
            shown = [nodes.Text("\N{NO-BREAK SPACE}")] if is_empty else line  # keeps its height
            block.append(nodes.inline("", "", *shown, classes=["line"]))


def insert_code_breaks(tree: nodes.Element) -> None:
    """Let a line end before each part of a signature, or of literal text with markup, that is long.

    WeasyPrint breaks a word that fills more than a line only where a line begins.
    """
    for kind in (addnodes.desc_signature, nodes.literal_block):
        for code in tree.findall(kind):
            for text in list(code.findall(nodes.Text))[1:]:
                if len(text.split(" ", 1)[0]) >= LONG_PART:
                    text.parent.replace(text, nodes.Text(BREAK + text))
