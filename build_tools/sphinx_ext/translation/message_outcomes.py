"""Record what each message became on its page, and find the words of a msgstr that were lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docutils import nodes
from sphinx import addnodes

from build_tools.sphinx_ext.transform import Page
from build_tools.sphinx_ext.translation.shown_marks import SHOWN_MARKS
from build_tools.sphinx_ext.translation.title_language import MESSAGE

MESSAGE_OUTCOMES = "press-arrivals"

_WORD = re.compile(r"[^\W_]+")
_ESCAPED = re.compile(r"\\(.?)", re.DOTALL)
_SPAN = re.compile(r"``.+?``|(?<!\\)`[^`]+`", re.DOTALL)
# After a term in a glossary: Sphinx sorts by it, and shows it nowhere.
_INDEX_KEY = re.compile(r" +: +")
# What names a thing and is never shown: roles, notes, substitutions, targets of references.
_SYNTAX = re.compile(
    r"(?<!\\):[^\W_][\w.+:-]*:(?=`)|(?<=`):[^\W_][\w.+:-]*:|\[[#*\w-]+\]_|\|[^|\s][^|]*\|"
    r"|(?<=`)[!~](?=\S)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageOutcome:
    """Describe what a message became on a page (`charter-agenda/right-1`), at a source `line`.

    `visible_text` is the text of its node; `attribute_text` the text of the attributes of its
    nodes: targets, alternative texts. `article` is the anchor of the section that holds it,
    `kind` the tag name of the docutils node (`title`). `shown_marks` are those that the page shows more often
    than its source, with how often.
    """

    page: str
    msgid: str
    line: int = 0
    visible_text: str = ""
    attribute_text: str = ""
    article: str = ""
    kind: str = ""
    shown_marks: tuple[tuple[str, int], ...] = ()


def collect_message_outcomes(page: Page) -> None:
    """Store the outcome of each message on the document, unless it is in the source language."""
    if not page.edition.is_source:
        docname = page.env.current_document.docname
        page.document[MESSAGE_OUTCOMES] = list(_iter_message_outcomes(page.document, docname))


def _iter_message_outcomes(document: nodes.document, page: str) -> Iterator[MessageOutcome]:
    for node in document.findall(nodes.Element):
        messages: list[tuple[str, int]] = node.get(MESSAGE, [])
        shown_marks = tuple(node.attributes.pop(SHOWN_MARKS, {}).items()) if messages else ()
        for msgid, line in messages:
            yield MessageOutcome(
                page=page,
                msgid=msgid,
                line=line,
                visible_text=node.astext(),
                attribute_text=" ".join(
                    _iter_attribute_text(node, has_index_key=bool(_INDEX_KEY.search(msgid)))
                ),
                article=find_article_anchor(node),
                kind=node.tagname,
                shown_marks=shown_marks,
            )


def find_article_anchor(node: nodes.Node) -> str:
    """Return the anchor of the section that holds a node; empty before the first of a page."""
    while node.parent is not None:
        if isinstance(node, nodes.section):
            return str(node["ids"][0]) if node["ids"] else ""
        node = node.parent
    return ""


def _iter_attribute_text(node: nodes.Element, *, has_index_key: bool) -> Iterator[str]:
    for element in node.findall(nodes.Element):
        if isinstance(node, nodes.term) and isinstance(element, addnodes.index) and not has_index_key:
            continue  # what Sphinx took for a key is neither shown nor a key of the source
        for name, value in element.attributes.items():
            if name != MESSAGE:
                yield from _iter_strings(value)


def _iter_strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _iter_strings(item)


def find_lost_words(text: str, outcome: MessageOutcome) -> tuple[str, ...]:
    """Return the words of a translation that did not reach the page.

    Letters and digits are searched for word by word in order, after escapes are resolved;
    punctuation and spaces are ignored, since a note number may follow a word directly. Words in
    backquotes may be anywhere: in a title, a target or the expansion of an abbreviation.
    """
    plain = _SYNTAX.sub(" ", text)
    visible, attributes = _join_letters(outcome.visible_text), _join_letters(outcome.attribute_text)
    out_of_turn = _find_words_out_of_order(_split_words(_SPAN.sub(" ", plain)), visible, attributes)
    marked_words = (word for span in _SPAN.findall(plain) for word in _split_words(span))
    nowhere = (word for word in marked_words if _join_letters(word) not in f"{visible} {attributes}")
    return (*out_of_turn, *nowhere)


def _find_words_out_of_order(words: Iterable[str], visible: str, attributes: str) -> Iterator[str]:
    """Yield the words that are neither in the visible text, in order, nor in the attributes."""
    position = 0
    for word in words:
        letters = _join_letters(word)
        start = visible.find(letters, position)
        if start >= 0:
            position = start + len(letters)
        elif letters not in attributes:
            yield word


def _split_words(text: str) -> list[str]:
    return _WORD.findall(_ESCAPED.sub(r"\1", text))


def _join_letters(text: str) -> str:
    return "".join(_WORD.findall(text.casefold()))
