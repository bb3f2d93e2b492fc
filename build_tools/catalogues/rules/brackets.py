"""Takes a pair, tells of brackets that do not close, or are others than those of the source.

( ) [ ] { } and those of East Asia, in pairs; one that the source leaves alone, as in “a)”, may
stand alone. A translation may have more of them than its source, not fewer; an ending in them,
“city(s)”, is none.
Example: `la ville (au sens large`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.catalogues.rules.pair import Pair, Said

_WIDTH = str.maketrans("（）［］｛｝〔〕", "()[]{}[]")
_CLOSES = {"(": ")", "[": "]", "{": "}", "【": "】"}
_PLURAL = re.compile(r"(?<=\w)\(\w{1,3}\)")
_ALL = frozenset("()[]{}【】（）［］｛｝〔〕")


def brackets(pair: Pair) -> Iterator[Said]:
    """Yield one finding for the first bracket without its partner, or for a pair left out."""
    if _ALL.isdisjoint(pair.now.text) and _ALL.isdisjoint(pair.source.text):
        return
    source, now = _alone(pair.source.text), _alone(pair.now.text)
    alone = next((mark for mark in now if now.count(mark) > source.count(mark)), "")
    if alone:
        partner = "is not closed" if alone in _CLOSES else "closes nothing"
        yield Said(f"“{alone}” {partner}", "write both brackets, or none")
        return
    there, here = _opened(_PLURAL.sub("", pair.source.text)), _opened(pair.now.text)
    if here < there:
        said = f"the source sets {there} times words in brackets, the translation {here}"
        yield Said(said, "keep what the source sets in brackets")


def _opened(text: str) -> int:
    return sum(text.count(mark) for mark in "([{【（［｛〔")


def _alone(text: str) -> str:
    """The brackets without a partner, in their order."""
    opened, alone = [], []
    for mark in text.translate(_WIDTH):
        if mark in _CLOSES:
            opened.append(mark)
        elif mark in _ALL and opened and _CLOSES[opened[-1]] == mark:
            opened.pop()
        elif mark in _ALL:
            alone.append(mark)
    return "".join(opened + alone)
