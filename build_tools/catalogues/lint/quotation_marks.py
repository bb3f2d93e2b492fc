"""Find quotation marks that are not the language's, or that do not close: `la “ville”` in French.

Straight ones are accepted anywhere: the build replaces them by those of the language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.catalogues.lint.lint_context import MessagePair, Remark, Rule

_MARK = re.compile("[«»‹›“”„‟‘’‚‛「」『』《》〈〉]")
_APOSTROPHES = "’‘‛"
_STRAIGHT = re.compile(r'(?<!\d)"')
# In Hebrew it also marks an abbreviation, before the last letter or before its ending.
_GERSHAYIM = re.compile(r'[\u05d0-\u05ea]"[\u05d0-\u05ea]')


def check(pair: MessagePair) -> Iterator[Remark]:
    """Yield one finding for the first mark that is wrong, else for one without a partner."""
    text = pair.target.text
    if _MARK.search(text):
        outer, inner = pair.context.language.quote_pairs
        fault = _find_wrong_mark(text, outer, inner) if outer else ""
        if fault and not _is_source_uneven(pair):
            yield Remark(fault, f"write straight ones, or {outer[0][0]}…{outer[0][1]}")
            return
    is_odd = len(_STRAIGHT.findall(text)) % 2 == 1 and not _GERSHAYIM.search(text)
    if is_odd and not _is_source_uneven(pair):
        yield Remark("a straight quotation mark is alone", "write both, or none")


def _find_wrong_mark(text: str, outer: tuple[str, ...], inner: tuple[str, ...]) -> str:
    """Return what is wrong with the first wrong mark; `inner` pairs stand within others alone."""
    opened: list[str] = []
    for match in _MARK.finditer(text):
        mark = match[0]
        if _is_apostrophe(text, match.start(), mark):
            continue
        if opened and f"{opened[-1]}{mark}" in outer + inner:
            opened.pop()
        elif any(mark == pair[0] for pair in (outer + inner if opened else outer)):
            opened.append(mark)
        elif mark not in _APOSTROPHES:
            return f"{mark} is not a quotation mark of the language here"
    unclosed = [mark for mark in opened if mark not in _APOSTROPHES]
    return f"the quotation mark {unclosed[0]} is not closed" if unclosed else ""


def _is_apostrophe(text: str, index: int, mark: str) -> bool:
    """Return whether a mark is an apostrophe: it stands between letters."""
    between = text[index - 1 : index].isalpha() and text[index + 1 : index + 2].isalpha()
    return mark in _APOSTROPHES and between


def _is_source_uneven(pair: MessagePair) -> bool:
    """Return whether the source itself opens what another message closes."""
    text = pair.source.text
    straight = len(_STRAIGHT.findall(text)) % 2 == 1
    return straight or text.count("“") != text.count("”") or text.count("«") != text.count("»")


RULE = Rule(
    code="catalogue/quotes",
    check=check,
    what="quotation marks of another language, or without a partner",
    why="they look foreign, or leave open where the quotation ends",
    fix="write straight ones, or those of the language",
)
