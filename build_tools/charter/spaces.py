"""Spaces of print that may not grow: takes a doctree, mends it.

Where a line is justified, WeasyPrint 70 stretches U+00A0 as it does any space, so that «  words  »
stand apart from their marks and thousands from hundreds. Six to the em is near the space of our
faces; joined on both sides, it is no place to break.
"""

from __future__ import annotations

import re

from docutils import nodes

FIXED = "\N{WORD JOINER}\N{SIX-PER-EM SPACE}\N{WORD JOINER}"
# After an opening mark, before a closing one, a stop or a sign, and within a number.
KEPT = re.compile(r"(?<=[«‹])\xa0|\xa0(?=[»›:;!?%‰€°])|(?<=\d)\xa0(?=\d)")
# What is read by a machine or copied for one; titles are not justified, and go into bookmarks.
EXACT = (nodes.literal, nodes.math, nodes.FixedTextElement, nodes.title)


def hold(tree: nodes.Element) -> None:
    """Hold the spaces beside marks and within numbers at one width."""
    for text in list(tree.findall(nodes.Text)):
        words = KEPT.sub(FIXED, text.astext())
        if words != text.astext() and not isinstance(text.parent, EXACT):
            text.parent.replace(text, nodes.Text(words))
