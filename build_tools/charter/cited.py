"""Titles and names in their own language: takes a doctree, marks those that the register lists.

A translator leaves the title of a work as it was printed, and so does an author: it is then read
aloud in the language of the title, spaced by its rules, and set in its faces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from docutils import nodes
from sphinx.transforms import SphinxTransform

from build_tools.charter import tongues
from build_tools.model import Edition, LocalizedText, UiStrings

EXACT = (nodes.literal, nodes.math, nodes.FixedTextElement, nodes.raw, nodes.comment)
# What may stand unseen within a name: marks of direction and joiners, after any letter.
UNSEEN = "[\u00ad\u200b-\u200f\u2060]*"


class Cited(SphinxTransform):
    """Mark each such title; after untranslated passages are (870), before spaces are set (875)."""

    default_priority = 872
    edition: Edition
    words: UiStrings

    def apply(self, **kwargs: object) -> None:
        """Mark what stands in a text of another language."""
        titles = (*self.edition.publication.adopted_titles, *self.edition.publication.cited)
        if not titles:
            return
        for text in list(self.document.findall(nodes.Text)):
            if not _is_exact(text):
                around = tongues.around(text.parent, self.edition.language.tag)
                _mark(text, titles, around.lower())


def _mark(text: nodes.Text, titles: tuple[LocalizedText, ...], around: str) -> None:
    parts = list(_parts(text.astext(), titles, around))
    if any(isinstance(part, nodes.inline) for part in parts):
        text.parent.replace(text, parts)


def _parts(text: str, titles: tuple[LocalizedText, ...], around: str) -> Iterator[nodes.Node]:
    """Yield a text in pieces, each title in an element of its own."""
    end = 0
    for found in _pattern(titles).finditer(text):
        title = titles[int(str(found.lastgroup)[1:])]
        if title.language.lower() != around:
            if found.start() > end:
                yield nodes.Text(text[end : found.start()])
            yield nodes.inline("", found[0], classes=[tongues.mark(title.language)])
            end = found.end()
    if text[end:]:
        yield nodes.Text(text[end:])


@lru_cache(maxsize=4)
def _pattern(titles: tuple[LocalizedText, ...]) -> re.Pattern[str]:
    """Return what finds any of the titles: of two that begin alike, the longer."""
    numbered = sorted(enumerate(titles), key=lambda pair: -len(pair[1].text))
    return re.compile("|".join(rf"\b(?P<n{at}>{_spelt(title.text)})\b" for at, title in numbered))


def _spelt(title: str) -> str:
    """Return a title however its spaces and apostrophes are typed."""
    return UNSEEN.join(
        r"\s+" if letter.isspace() else "['’]" if letter in "'’" else re.escape(letter)
        for letter in title
    )


def _is_exact(text: nodes.Text) -> bool:
    node = text.parent
    while node is not None and not isinstance(node, EXACT):
        node = node.parent
    return node is not None
