"""Mark titles and names that stay in their own language, as the register lists them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from docutils import nodes

from build_tools.model import LocalizedText
from build_tools.sphinx_ext.text.lang_classes import find_language, make_lang_class
from build_tools.sphinx_ext.transform import Page

VERBATIM_NODES = (nodes.literal, nodes.math, nodes.FixedTextElement, nodes.raw, nodes.comment)
# What may stand unseen within a name: marks of direction and joiners, after any letter.
INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060")


def mark_cited_titles(page: Page) -> None:
    """Mark the titles that are within text of another language."""
    titles = (*page.edition.publication.adopted_titles, *page.edition.publication.cited)
    for text in list(page.document.findall(nodes.Text)) if titles else ():
        if _is_in_verbatim(text):
            continue
        language = find_language(text.parent, page.edition.language.tag).lower()
        parts = list(_split_at_titles(text.astext(), titles, language))
        if any(isinstance(part, nodes.inline) for part in parts):
            text.parent.replace(text, parts)


def _split_at_titles(text: str, titles: tuple[LocalizedText, ...], language: str) -> Iterator[nodes.Node]:
    end = 0
    visible = [index for index, letter in enumerate(text) if letter not in INVISIBLE]
    for match in _compile_title_pattern(titles).finditer("".join(map(text.__getitem__, visible))):
        title = titles[int(str(match.lastgroup)[1:])]
        if title.language.lower() != language:
            start, last = visible[match.start()], visible[match.end() - 1]
            if start > end:
                yield nodes.Text(text[end:start])
            end = last + 1
            yield nodes.inline("", text[start:end], classes=[make_lang_class(title.language)])
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
    return "".join(
        r"\s+" if letter.isspace() else "['’]" if letter in "'’" else re.escape(letter) for letter in title
    )


def _is_in_verbatim(text: nodes.Text) -> bool:
    node = text.parent
    while node is not None and not isinstance(node, VERBATIM_NODES):
        node = node.parent
    return node is not None
