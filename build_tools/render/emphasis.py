"""Mark emphasis whose letters already differ from the script around them.

Arabic and Hangul have no italic, so emphasis is bold; a title in Latin letters among them stands
out as it is, and is heavy in bold.
"""

from __future__ import annotations

import unicodedata

from docutils import nodes

ALPHABETS = ("LATIN", "GREEK", "CYRILLIC")


def mark_alphabetic_emphasis(tree: nodes.Element) -> None:
    """Give each emphasis in letters of an alphabet alone the class `plain`."""
    for kind in (nodes.emphasis, nodes.title_reference):
        for node in tree.findall(kind):
            letters = [letter for letter in node.astext() if letter.isalpha()]
            if letters and all(map(_is_alphabetic, letters)):
                node["classes"].append("plain")


def _is_alphabetic(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(ALPHABETS)
