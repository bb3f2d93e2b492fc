"""Spaces beside marks and within numbers: takes a language's words, gives them set as it asks.

Languages say in languages.toml which space goes with which mark; the press writes it, whatever a
translator typed, so that no mark begins a line and none stands apart in one format alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from build_tools.charter import tongues
from build_tools.model import Edition, Language, UiStrings

# Where a line is justified, WeasyPrint 70 stretches U+00A0 as it does any space, so that words
# stand apart from the marks around them and thousands from hundreds. Six to the em is near the
# space of our faces; no line breaks before it (UAX 14, LB21), nor after it where it is joined. A
# joiner before it would count as a letter of the word, and a scrap of two might be cut off.
FIXED = "\N{SIX-PER-EM SPACE}\N{WORD JOINER}"
# After an opening mark, before a closing one, a stop or a sign, and within a number.
KEPT = re.compile(r"(?<=[«‹])\xa0|\xa0(?=[»›:;!?%‰€°])|(?<=\d)\xa0(?=\d)")
# What is read by a machine or copied for one.
EXACT = (nodes.literal, nodes.math, nodes.FixedTextElement, nodes.raw)
# What is read though it is no text.
BESIDE: Mapping[type[nodes.Element], str] = {nodes.image: "alt", addnodes.toctree: "caption"}
# A stand-in for what is not looked into: code ends a word as a word does.
OTHER = "\N{OBJECT REPLACEMENT CHARACTER}"
_SPACE = "[ \u00a0\u2009\u202f]"
_CLOSED = rf"[\w%)\]}}”’»›.…{OTHER}]"
_ENDED = rf"(?=$|[\s)\]}}»›”’.,…{OTHER}])"
_GROUPED = re.compile(rf"(?<![\d+])(?<!\d{_SPACE})\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!{_SPACE}?\d)")

Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]


def hold(tree: nodes.Element) -> None:
    """Hold the spaces beside marks and within numbers at one width; titles are not justified."""
    for text in list(tree.findall(nodes.Text)):
        words = KEPT.sub(FIXED, text.astext())
        if words != text.astext() and not isinstance(text.parent, (*EXACT, nodes.title)):
            text.parent.replace(text, nodes.Text(words))


def one_line(text: str) -> str:
    """Return a text on one line; spaces that do not break stay, unlike with `str.split`."""
    return re.sub(r"[ \t\r\n\f\v]+", " ", text).strip(" ")


def spaced(text: str, language: Language, before: str = "") -> str:
    """Return words with the spaces that their language asks for; `before` is the letter before."""
    around = before + text
    for pattern, written in _rules(language):
        around = pattern.sub(written, around)
    return around[len(before) :]


@lru_cache(maxsize=16)
def _rules(language: Language) -> tuple[Rule, ...]:
    rules = [_rule(mark) for mark in language.spaces]
    sign = language.forms.grouping
    if sign.isspace():
        rules.append((_GROUPED, lambda number: re.sub(_SPACE, sign, number[0])))
    return tuple(rules)


def _rule(mark: str) -> Rule:
    space, sign = sorted(mark, key=lambda letter: not letter.isspace())
    if mark[1] == space:  # after an opening mark
        return re.compile(rf"(?<={re.escape(sign)}){_SPACE}*(?=\S|$)"), space
    if sign == "%":
        return re.compile(rf"(?<=\d){_SPACE}*(?=%(?!\w))"), space
    if sign in "»›":
        return re.compile(rf"(?<=[^\s«‹]){_SPACE}*(?={sign})"), space
    return re.compile(f"(?<={_CLOSED}){_SPACE}*(?={re.escape(sign)}{_ENDED})"), space


def space(tree: nodes.Element, language: Language) -> None:
    """Set the spaces of all that is said in a language, text by text, and beside pictures."""
    if not _rules(language):
        return
    for block in list(tree.findall(nodes.TextElement)):
        if not isinstance(block, nodes.Inline):
            _space_block(block, language)
    for node in tree.findall(nodes.Element):
        name = BESIDE.get(type(node))
        if name and node.get(name) and _is_own(node, language):
            node[name] = spaced(node[name], language)


def _space_block(block: nodes.Element, language: Language) -> None:
    before = ""
    for text in list(block.findall(nodes.Text)):
        words = text.astext()
        if _is_exact(text.parent):
            before = OTHER
            continue
        if _is_own(text.parent, language):
            words = spaced(words, language, before)
            if words != text.astext():
                text.parent.replace(text, nodes.Text(words))
        before = words[-1:] or before


def _is_own(node: nodes.Element, language: Language) -> bool:
    return tongues.around(node, language.tag).lower() == language.tag.lower()


def _is_exact(node: nodes.Element) -> bool:
    while not isinstance(node, EXACT) and isinstance(node, nodes.Inline):
        node = node.parent
    return isinstance(node, EXACT)


def said(words: UiStrings, language: Language) -> UiStrings:
    """Return the words of the design with the spaces of their language."""
    return replace(
        words,
        messages={
            message: replace(word, text=spaced(word.text, language))
            if word.language == language.tag
            else word
            for message, word in words.messages.items()
        },
    )


class Spaces(SphinxTransform):
    """Sets the spaces of an edition's language, once its foreign passages are marked (870)."""

    default_priority = 875
    edition: Edition

    def apply(self, **kwargs: object) -> None:
        """Set the spaces of a page."""
        space(self.document, self.edition.language)


class LateSpaces(SphinxPostTransform):
    """Sets them again once references have their words, which may come from another text."""

    default_priority = 900
    edition: Edition

    def run(self, **kwargs: object) -> None:
        """Set the spaces of a page that is about to be written."""
        space(self.document, self.edition.language)
