"""Find brackets that do not close, or that are not those of the source: `la ville (au sens large`.

One that is single in the source, as in “a)”, may be single. A translation may have more of them than its
source, not fewer; an ending in them, “city(s)”, is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.catalogues.lint.lint_context import MessagePair, Remark, Rule

_HALF_WIDTH = str.maketrans("（）［］｛｝〔〕", "()[]{}[]")
_CLOSES = {"(": ")", "[": "]", "{": "}", "【": "】"}
_PLURAL = re.compile(r"(?<=\w)\(\w{1,3}\)")
_ALL = frozenset("()[]{}【】（）［］｛｝〔〕")


def check(pair: MessagePair) -> Iterator[Remark]:
    """Yield one finding for the first bracket without its partner, or for a pair left out."""
    if _ALL.isdisjoint(pair.target.text) and _ALL.isdisjoint(pair.source.text):
        return
    source, target = map(_find_single_brackets, (pair.source.text, pair.target.text))
    single = next((mark for mark in target if target.count(mark) > source.count(mark)), "")
    if single:
        partner = "is not closed" if single in _CLOSES else "closes nothing"
        yield Remark(f"“{single}” {partner}", "write both brackets, or neither")
        return
    source_count, target_count = (
        _count_opening_brackets(_PLURAL.sub("", pair.source.text)),
        _count_opening_brackets(pair.target.text),
    )
    if target_count < source_count:
        message = f"the source sets {source_count} times words in brackets, the translation {target_count}"
        yield Remark(message, "keep what the source sets in brackets")


def _count_opening_brackets(text: str) -> int:
    return sum(text.count(mark) for mark in "([{【（［｛〔")


def _find_single_brackets(text: str) -> str:
    opened, single = [], []
    for mark in text.translate(_HALF_WIDTH):
        if mark in _CLOSES:
            opened.append(mark)
        elif mark in _ALL and opened and _CLOSES[opened[-1]] == mark:
            opened.pop()
        elif mark in _ALL:
            single.append(mark)
    return "".join(opened + single)


RULE = Rule(
    code="catalogue/brackets",
    check=check,
    what="brackets that do not close",
    why="a reader cannot tell where the aside ends",
    fix="write both brackets, or neither",
)
