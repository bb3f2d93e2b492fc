"""Takes a pair, tells of quotation marks that are not the language's, or do not close.

Typographic marks. Straight ones are fine anywhere: the press turns them into those of the
language. An apostrophe is no quotation mark.
Example: `la “ville”` in French.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.catalogues.rules.conventions import Quotes, quotes_of
from build_tools.catalogues.rules.pair import Pair, Said

_MARK = re.compile("[«»‹›“”„‟‘’‚‛「」『』《》〈〉]")
_APOSTROPHES = "’‘‛"
_STRAIGHT = re.compile(r'(?<!\d)"')
# In Hebrew it also marks an abbreviation, before the last letter or before its ending.
_GERSHAYIM = re.compile(r'[\u05d0-\u05ea]"[\u05d0-\u05ea]')


def quotes(pair: Pair) -> Iterator[Said]:
    """Yield one finding for the first mark that is wrong, else for one without a partner."""
    text = pair.now.text
    if _MARK.search(text):
        known = quotes_of(pair.around.language)
        said = _wrong(text, known) if known else ""
        if said and not _is_source_uneven(pair):
            yield Said(said, f"write straight ones, or {known.shown}" if known else "")
            return
    is_alone = len(_STRAIGHT.findall(text)) % 2 == 1 and not _GERSHAYIM.search(text)
    if is_alone and not _is_source_uneven(pair):
        yield Said("a straight quotation mark is alone", "write both, or none")


def _wrong(text: str, known: Quotes) -> str:
    """What is wrong with the first mark that is; empty where all are right."""
    opened: list[str] = []
    for found in _MARK.finditer(text):
        mark, at = found[0], found.start()
        if opened and mark in known.closing(opened[-1]) and not _is_within(text, at, mark):
            opened.pop()
        elif known.opens(mark, within=bool(opened)) and not _is_within(text, at, mark):
            opened.append(mark)
        elif mark not in _APOSTROPHES:
            return f"{mark} is not a quotation mark of the language here"
    left = [mark for mark in opened if mark not in _APOSTROPHES]
    return f"the quotation mark {left[0]} is not closed" if left else ""


def _is_within(text: str, at: int, mark: str) -> bool:
    """Whether a mark stands between letters, where it is an apostrophe."""
    between = text[at - 1 : at].isalpha() and text[at + 1 : at + 2].isalpha()
    return mark in _APOSTROPHES and between


def _is_source_uneven(pair: Pair) -> bool:
    """Whether the source itself opens what another message closes."""
    text = pair.source.text
    straight = len(_STRAIGHT.findall(text)) % 2 == 1
    return straight or text.count("“") != text.count("”") or text.count("«") != text.count("»")
