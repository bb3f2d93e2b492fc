"""Mark nodes with a language: docutils writes the class `language-en` as `lang="en"`."""

from __future__ import annotations

from docutils import nodes

_PREFIX = "language-"


def make_lang_class(tag: str) -> str:
    """Return the class that marks a language, with its tag as the register spells it."""
    return f"{_PREFIX}{tag}"


def mark_language(node: nodes.Node, language: str, own: str) -> nodes.Node:
    """Return a node of an edition in the language `own`, marked where it is in another one."""
    return node if language == own else nodes.inline("", "", node, classes=[make_lang_class(language)])


def get_lang_classes(node: nodes.Element) -> list[str]:
    """Return the classes of a node that mark its language: one, or none."""
    names: list[str] = node.get("classes", [])
    return [name for name in names if name.startswith(_PREFIX)]


def get_own_language(node: nodes.Element) -> str:
    """Return the language that a node itself is marked with, in any case; else an empty string."""
    return next((name.removeprefix(_PREFIX) for name in get_lang_classes(node)), "")


def find_language(node: nodes.Element | None, default: str) -> str:
    """Return the language of a node or its nearest marked ancestor; else `default`."""
    while node is not None:
        tag = get_own_language(node)
        if tag:
            return tag
        node = node.parent
    return default
