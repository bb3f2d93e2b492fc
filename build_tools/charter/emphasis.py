"""Emphasis in another script: takes a doctree, marks what its letters already set apart.

Arabic and Hangul have no italic, so bold is their emphasis; a title in Latin letters among them
stands apart as it is, and is heavy in bold.
"""

from __future__ import annotations

import unicodedata

from docutils import nodes

ALPHABETS = ("LATIN", "GREEK", "CYRILLIC")


def mark_plain(tree: nodes.Element) -> None:
    """Give each emphasis that is in letters of an alphabet alone the class `plain`."""
    for kind in (nodes.emphasis, nodes.title_reference):
        for node in tree.findall(kind):
            letters = [letter for letter in node.astext() if letter.isalpha()]
            if letters and all(map(_is_of_alphabet, letters)):
                node["classes"].append("plain")


def _is_of_alphabet(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(ALPHABETS)
