"""The language of a passage: takes a node, tells what it is marked with; gives the mark.

docutils writes the class `language-en` as `lang="en"`.
"""

from __future__ import annotations

from docutils import nodes

_MARK = "language-"


def mark(tag: str) -> str:
    """Return the class of what is in a language, its tag as the register spells it."""
    return f"{_MARK}{tag}"


def classes(node: nodes.Element) -> list[str]:
    """Return the classes of a node that say its language: one, or none."""
    names: list[str] = node.get("classes", [])
    return [name for name in names if name.startswith(_MARK)]


def marked(node: nodes.Element) -> str:
    """Return the language that a node itself is marked with, in any case; else nothing."""
    names: list[str] = node.get("classes", [])
    return next((name.removeprefix(_MARK) for name in names if name.startswith(_MARK)), "")


def around(node: nodes.Element | None, home: str) -> str:
    """Return the language of a node, or of the nearest around it; `home` where none is marked."""
    while node is not None:
        tag = marked(node)
        if tag:
            return tag
        node = node.parent
    return home
