"""Bind words that print must not part: a number and its noun, the last two words of a paragraph.

The space between them stays one, which justification may widen; a word joiner behind it forbids the break.
"""

from __future__ import annotations

import re

from docutils import nodes

from build_tools.render.line_breaking import HANGUL, JOINER, VERBATIM_NODES

# “Article II”, “Right 4”; after a word in lower case only what no one takes for a word or an amount.
LABEL_NUMBER = re.compile(r"(?<=\w) (?=(?:[IVXLC]{2,}|[VX])\b)")
CAPITAL_LABEL = re.compile(r"\b([A-ZÀ-Þ]\w{2,}) (I|\d{1,3})\b(?![.,]?\d)")
ARABIC_LABEL = re.compile(r"(?<=[\u0620-\u06ff]{2}) (?=\d{1,2}\b(?![.,]?\d))")
# “9 December”, “11 de diciembre”, “1er mai”, «9 ديسمبر».
COUNTED_NOUN = re.compile(r"(?<![\w.,])(\d{1,2}(?:er|º)?) (de )?(?=[^\W\d_]{3,})")
# “A/HRC/30/49”; in text from the right also “Charter-Agenda”.
CODE_BREAK = re.compile(r"(?<=[A-Z0-9]/)(?=[A-Z0-9])")
LATIN_BREAK = re.compile(r"(?<=[A-Za-z0-9][-/])(?=[A-Za-z0-9])")
# A name of initials, which no hyphen divides: “CSIPDHR”.
INITIALS = re.compile(r"\b[A-ZÀ-Þ]{5,}\b")
# The room that two words may take together at the end of a paragraph, a letter of Hangul counted twice: more
# would leave holes in the line before, and less is enough where half a word may stand there.
MAX_PAIR, MAX_HYPHENATED_PAIR = 20, 13
# The shortest paragraph that may have a second line.
MIN_PARAGRAPH = 30


def bind_numbers(tree: nodes.Element, *, is_rtl: bool) -> None:
    """Bind each number to the word that it counts or numbers, and keep the codes of documents whole."""
    for text in list(tree.findall(nodes.Text)):
        if not isinstance(text.parent, VERBATIM_NODES):
            in_table = _is_in_table(text)
            _replace_text(text, _bind_numbers_in_text(text.astext(), is_rtl=is_rtl, in_table=in_table))


def _bind_numbers_in_text(text: str, *, is_rtl: bool, in_table: bool) -> str:
    text = LABEL_NUMBER.sub(f" {JOINER}", text)
    text = CAPITAL_LABEL.sub(rf"\1 {JOINER}\2", text)
    text = ARABIC_LABEL.sub(f" {JOINER}", text)
    if not in_table:  # a date may be wider than its column
        text = COUNTED_NOUN.sub(lambda found: found[0].replace(" ", f" {JOINER}"), text)
    text = INITIALS.sub(lambda found: JOINER.join(found[0]), text)
    return (LATIN_BREAK if is_rtl else CODE_BREAK).sub(JOINER, text)


def _is_in_table(node: nodes.Node) -> bool:
    while node.parent is not None and not isinstance(node, nodes.entry):
        node = node.parent
    return isinstance(node, nodes.entry)


def bind_last_words(tree: nodes.Element, *, has_hyphens: bool) -> None:
    """Bind the last two words of each paragraph, if they are short: one word alone is no line."""
    most = MAX_HYPHENATED_PAIR if has_hyphens else MAX_PAIR
    for paragraph in tree.findall(nodes.paragraph):
        last = next((each for each in reversed([*paragraph.findall(nodes.Text)]) if each.astext()), None)
        if (
            last is None
            or isinstance(last.parent, VERBATIM_NODES)
            or _measure(paragraph.astext()) < MIN_PARAGRAPH
        ):
            continue
        before, _, word = last.astext().rstrip().rpartition(" ")
        pair = f"{before.rpartition(' ')[2]}{word}"
        if before and JOINER not in word[:1] and _measure(pair) <= most:
            _replace_text(last, f"{before} {JOINER}{word}")


def _measure(text: str) -> int:
    return len(text) + len(HANGUL.findall(text))


def _replace_text(text: nodes.Text, new_text: str) -> None:
    if new_text != text.astext():
        text.parent.replace(text, nodes.Text(new_text))
