"""Set the spaces beside punctuation and within numbers as the language of an edition asks.

languages.toml says which space goes with which mark; it is written whatever a translator typed,
so that no mark begins a line in one format alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache

from docutils import nodes
from sphinx import addnodes

from build_tools.model import Language, UiStrings
from build_tools.sphinx_ext.text.lang_classes import find_language
from build_tools.sphinx_ext.transform import Page

# Where a line is justified, WeasyPrint 70 stretches U+00A0 as it does any space, so that words
# stand apart from the marks around them and thousands from hundreds. Six to the em is near the
# space of our faces; no line breaks before it (UAX 14, LB21), nor after it where it is joined. A
# joiner before it would count as a letter of the word, and a scrap of two might be cut off.
FIXED_SPACE = "\N{SIX-PER-EM SPACE}\N{WORD JOINER}"
# After an opening mark, before a closing one, a stop or a sign, and within a number.
JUSTIFIED_SPACE = re.compile(r"(?<=[«‹])\xa0|\xa0(?=[»›:;!?%‰€°])|(?<=\d)\xa0(?=\d)")
# What is read by a machine or copied for one.
VERBATIM_NODES = (nodes.literal, nodes.math, nodes.FixedTextElement, nodes.raw)
# What is read though it is no text.
TEXT_ATTRIBUTES: Mapping[type[nodes.Element], str] = {nodes.image: "alt", addnodes.toctree: "caption"}
# A stand-in for what is not looked into: code ends a word as a word does.
OBJECT_REPLACEMENT = "\N{OBJECT REPLACEMENT CHARACTER}"
_SPACE = "[ \u00a0\u2009\u202f]"
_BEFORE_MARK = rf"[\w%)\]}}”’»›.…{OBJECT_REPLACEMENT}]"
_AFTER_MARK = rf"(?=$|[\s)\]}}»›”’.,…{OBJECT_REPLACEMENT}])"
_GROUPED_NUMBER = re.compile(rf"(?<![\d+])(?<!\d{_SPACE})\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!{_SPACE}?\d)")

SpaceRule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]


def fix_space_widths(tree: nodes.Element) -> None:
    """Fix the width of spaces beside marks and within numbers; titles are not justified."""
    for text in list(tree.findall(nodes.Text)):
        fixed_text = JUSTIFIED_SPACE.sub(FIXED_SPACE, text.astext())
        is_exempt = isinstance(text.parent, (*VERBATIM_NODES, nodes.title))
        if fixed_text != text.astext() and not is_exempt:
            text.parent.replace(text, nodes.Text(fixed_text))


def collapse_whitespace(text: str) -> str:
    """Return a text on one line; no-break spaces stay, unlike with `str.split`."""
    return re.sub(r"[ \t\r\n\f\v]+", " ", text).strip(" ")


def set_spaces(text: str, language: Language, before: str = "") -> str:
    """Return a text with the spaces of its language; `before` is the character before it."""
    context = before + text
    for pattern, written in _make_space_rules(language):
        context = pattern.sub(written, context)
    return context[len(before) :]


@lru_cache(maxsize=16)
def _make_space_rules(language: Language) -> tuple[SpaceRule, ...]:
    rules = [_make_space_rule(mark) for mark in language.spaces]
    sign = language.forms.grouping
    if sign.isspace():
        rules.append((_GROUPED_NUMBER, lambda number: re.sub(_SPACE, sign, number[0])))
    return tuple(rules)


def _make_space_rule(mark: str) -> SpaceRule:
    space, sign = sorted(mark, key=lambda letter: not letter.isspace())
    if mark[1] == space:  # after an opening mark
        return re.compile(rf"(?<={re.escape(sign)}){_SPACE}*(?=\S|$)"), space
    if sign == "%":
        return re.compile(rf"(?<=\d){_SPACE}*(?=%(?!\w))"), space
    if sign in "»›":
        return re.compile(rf"(?<=[^\s«‹]){_SPACE}*(?={sign})"), space
    return re.compile(f"(?<={_BEFORE_MARK}){_SPACE}*(?={re.escape(sign)}{_AFTER_MARK})"), space


def set_page_spaces(page: Page) -> None:
    """Set the spaces of all text in the edition's language, also of alternatives and captions."""
    language = page.edition.language
    if not _make_space_rules(language):
        return
    for block in list(page.document.findall(nodes.TextElement)):
        if not isinstance(block, nodes.Inline):
            _set_block_spaces(block, language)
    for node in page.document.findall(nodes.Element):
        name = TEXT_ATTRIBUTES.get(type(node))
        if name and node.get(name) and _is_in_language(node, language):
            node[name] = set_spaces(node[name], language)


def _set_block_spaces(block: nodes.Element, language: Language) -> None:
    before = ""
    for text in list(block.findall(nodes.Text)):
        content = text.astext()
        if _is_verbatim(text.parent):
            before = OBJECT_REPLACEMENT
            continue
        if _is_in_language(text.parent, language):
            content = set_spaces(content, language, before)
            if content != text.astext():
                text.parent.replace(text, nodes.Text(content))
        before = content[-1:] or before


def _is_in_language(node: nodes.Element, language: Language) -> bool:
    return find_language(node, language.tag).lower() == language.tag.lower()


def _is_verbatim(node: nodes.Element) -> bool:
    while not isinstance(node, VERBATIM_NODES) and isinstance(node, nodes.Inline):
        node = node.parent
    return isinstance(node, VERBATIM_NODES)


def set_ui_string_spaces(ui_strings: UiStrings, language: Language) -> UiStrings:
    """Return the UI strings with the spaces of their language."""
    messages = dict(ui_strings.messages)
    for message, text in ui_strings.messages.items():
        if text.language == language.tag:
            messages[message] = replace(text, text=set_spaces(text.text, language))
    return replace(ui_strings, messages=messages)
