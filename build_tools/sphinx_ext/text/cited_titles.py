"""Mark titles and names that stay in their own language, as the register lists them.

Translators and authors keep the title of a work as it was printed: it is then read aloud, spaced
and set in the language of the title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from docutils import nodes
from sphinx.transforms import SphinxTransform

from build_tools.model import Edition, LocalizedText, UiStrings
from build_tools.sphinx_ext.text import lang_classes

VERBATIM_NODES = (nodes.literal, nodes.math, nodes.FixedTextElement, nodes.raw, nodes.comment)
# What may stand unseen within a name: marks of direction and joiners, after any letter.
INVISIBLE = "[\u00ad\u200b-\u200f\u2060]*"


class MarkCitedTitles(SphinxTransform):
    """Mark each title; runs after untranslated passages are marked (870), before spaces (875)."""

    default_priority = 872
    edition: Edition
    ui_strings: UiStrings

    def apply(self, **kwargs: object) -> None:
        """Mark the titles that are within text of another language."""
        titles = (*self.edition.publication.adopted_titles, *self.edition.publication.cited)
        if not titles:
            return
        for text in list(self.document.findall(nodes.Text)):
            if not _is_in_verbatim(text):
                language = lang_classes.find_language(text.parent, self.edition.language.tag)
                _mark_titles(text, titles, language.lower())


def _mark_titles(text: nodes.Text, titles: tuple[LocalizedText, ...], language: str) -> None:
    parts = list(_split_at_titles(text.astext(), titles, language))
    if any(isinstance(part, nodes.inline) for part in parts):
        text.parent.replace(text, parts)


def _split_at_titles(
    text: str, titles: tuple[LocalizedText, ...], language: str
) -> Iterator[nodes.Node]:
    """Yield a text in parts, each title in an inline node of its own."""
    end = 0
    for match in _compile_title_pattern(titles).finditer(text):
        title = titles[int(str(match.lastgroup)[1:])]
        if title.language.lower() != language:
            if match.start() > end:
                yield nodes.Text(text[end : match.start()])
            yield nodes.inline("", match[0], classes=[lang_classes.make_lang_class(title.language)])
            end = match.end()
    if text[end:]:
        yield nodes.Text(text[end:])


@lru_cache(maxsize=4)
def _compile_title_pattern(titles: tuple[LocalizedText, ...]) -> re.Pattern[str]:
    """Return a pattern that matches any title; of two with the same beginning, the longer."""
    numbered = sorted(enumerate(titles), key=lambda pair: -len(pair[1].text))
    return re.compile(
        "|".join(rf"\b(?P<n{at}>{_make_title_pattern(title.text)})\b" for at, title in numbered)
    )


def _make_title_pattern(title: str) -> str:
    """Return a pattern for a title, however its spaces and apostrophes are typed."""
    return INVISIBLE.join(
        r"\s+" if letter.isspace() else "['’]" if letter in "'’" else re.escape(letter)
        for letter in title
    )


def _is_in_verbatim(text: nodes.Text) -> bool:
    node = text.parent
    while node is not None and not isinstance(node, VERBATIM_NODES):
        node = node.parent
    return node is not None
