"""Write selectors without `:is()`: each as the selectors that it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator

IS = ":is("
# Functions whose arguments stay as they are.
KEPT = re.compile(r":(?:not|has|nth-child|nth-last-child|lang)\(")
COMBINATORS = " >+~"


def expand_selectors(selectors: str) -> list[str]:
    """Return the selectors of a list, `:is()` expanded: `a:is(.b, .c) d` gives `a.b d` and `a.c d`."""
    parts = (part for selector in _split_at_commas(selectors) for part in _expand(selector.strip()))
    return list(dict.fromkeys(part for part in parts if part))


def _expand(selector: str) -> Iterator[str]:
    start = _find_is(selector)
    if start < 0:
        yield re.sub(r"\s+", " ", selector)
        return
    end = _find_closing(selector, start + len(IS))
    before, after = selector[:start], selector[end + 1 :]
    for option in _split_at_commas(selector[start + len(IS) : end]):
        yield from _expand(_join_compound(before, option.strip()) + after)


def _join_compound(before: str, option: str) -> str:
    """Return both; the name of an element comes first in `.a:is(em)`, which is `em.a`."""
    start = 1 + max(before.rfind(mark) for mark in COMBINATORS)
    compound = before[start:]
    if compound and re.match(r"[A-Za-z*]", option) and not re.search(f"[{COMBINATORS}]", option):
        return f"{before[:start]}{option}{compound}"
    return before + option


def _find_is(selector: str) -> int:
    """Return where an `:is(` is that is in no other function; -1 where there is none."""
    at = 0
    while at < len(selector):
        if selector.startswith(IS, at):
            return at
        kept = KEPT.match(selector, at)
        at = _find_closing(selector, kept.end()) if kept else at + 1
    return -1


def _find_closing(text: str, start: int) -> int:
    """Return where the bracket closes whose content begins at `start`."""
    depth = 1
    for at in range(start, len(text)):
        depth += (text[at] == "(") - (text[at] == ")")
        if depth == 0:
            return at
    return len(text)


def _split_at_commas(text: str) -> Iterator[str]:
    """Yield the parts of a text between commas that are in no bracket."""
    start = depth = 0
    for at, letter in enumerate(text):
        depth += (letter in "([") - (letter in ")]")
        if letter == "," and depth == 0:
            yield text[start:at]
            start = at + 1
    yield text[start:]
