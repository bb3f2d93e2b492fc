"""What of each message reached the page: takes a doctree after translation, gives Arrivals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docutils import nodes
from sphinx.transforms import SphinxTransform

from build_tools.charter.fallback import MESSAGE
from build_tools.model import Edition

ARRIVALS = "press-arrivals"

_WORD = re.compile(r"[^\W_]+")
_ESCAPED = re.compile(r"\\(.?)", re.DOTALL)
_SPAN = re.compile(r"``.+?``|(?<!\\)`[^`]+`", re.DOTALL)
# What names a thing and is never shown: roles, notes, substitutions, targets of references.
_SYNTAX = re.compile(
    r"(?<!\\):[^\W_][\w.+:-]*:(?=`)|(?<=`):[^\W_][\w.+:-]*:|\[[#*\w-]+\]_|\|[^|\s][^|]*\|"
    r"|(?<=`)[!~](?=\S)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """What became of a message on a page (`charter-agenda/right-1`), at a `line` of the source.

    `shown` is what stands there, `known` what its nodes hold beside it: targets, alternatives;
    `article` the anchor that it stands under, `kind` what docutils calls it there (`title`).
    """

    page: str
    msgid: str
    line: int = 0
    shown: str = ""
    known: str = ""
    article: str = ""
    kind: str = ""


class Arrivals(SphinxTransform):
    """Note what stands in the place of each message once all is translated.

    After smart quotes (855), before the marks of what is not translated (870).
    """

    default_priority = 860
    edition: Edition

    def apply(self, **kwargs: object) -> None:
        """Keep what each message became; an edition in its source language needs none of it."""
        if not self.edition.is_source:
            page = self.env.current_document.docname
            self.document[ARRIVALS] = list(_arrivals(self.document, page))


def _arrivals(document: nodes.document, page: str) -> Iterator[Arrival]:
    for node in document.findall(nodes.Element):
        said: list[tuple[str, int]] = node.get(MESSAGE, [])
        for msgid, line in said:
            yield Arrival(
                page=page,
                msgid=msgid,
                line=line,
                shown=node.astext(),
                known=" ".join(_known(node)),
                article=article_of(node),
                kind=node.tagname,
            )


def article_of(node: nodes.Node) -> str:
    """Return the anchor of the section that a node stands in; empty before a page's first."""
    while node.parent is not None:
        if isinstance(node, nodes.section):
            return str(node["ids"][0]) if node["ids"] else ""
        node = node.parent
    return ""


def _known(node: nodes.Element) -> Iterator[str]:
    """Yield all that is written in a node and below, but for its text."""
    for each in node.findall(nodes.Element):
        for name, value in each.attributes.items():
            if name != MESSAGE:
                yield from _written(value)


def _written(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _written(each)


def lost(text: str, arrival: Arrival) -> tuple[str, ...]:
    """Return the words of a translation that did not arrive.

    Letters and digits are looked for one word after the other, as they stand once escapes are
    read; marks and spaces are not, since a note's number may follow a word at once. Words in
    backquotes may arrive anywhere, as a title, a target or the long form of an abbreviation.
    """
    plain = _SYNTAX.sub(" ", text)
    shown, known = _letters(arrival.shown), _letters(arrival.known)
    out_of_turn = _out_of_turn(_words(_SPAN.sub(" ", plain)), shown, known)
    marked = (word for span in _SPAN.findall(plain) for word in _words(span))
    nowhere = (word for word in marked if not any(_letters(word) in one for one in (shown, known)))
    return (*out_of_turn, *nowhere)


def _out_of_turn(words: Iterable[str], shown: str, known: str) -> Iterator[str]:
    """Yield the words that do not stand one after the other in what is shown, nor are known."""
    at = 0
    for word in words:
        letters = _letters(word)
        found = shown.find(letters, at)
        if found >= 0:
            at = found + len(letters)
        elif letters not in known:
            yield word


def _words(text: str) -> list[str]:
    return _WORD.findall(_ESCAPED.sub(r"\1", text))


def _letters(text: str) -> str:
    return "".join(_WORD.findall(text.casefold()))
