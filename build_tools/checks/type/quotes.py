"""Takes an edition, gives quotation marks that are not its language's, or stand alone.

What: each mark belongs to a pair of languages.toml, opens and closes, the inner ones within
others; no straight mark or apostrophe is left.
Example: `la “ville”` in French; `dit "oui"` anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from build_tools.checks.row import Built, Fault
from build_tools.checks.telling import fault
from build_tools.model import Language
from build_tools.seeing.prose import TextBlock, read_text_blocks

_MARK = re.compile("[«»‹›“”„‟‘’‚‛「」『』《》〈〉]")
_APOSTROPHES = "’‘‛"
# Feet, minutes and Hebrew abbreviations are written with them.
_STRAIGHT = re.compile(r"(?<![\d\u05d0-\u05ea])[\"']|(?<=[\u05d0-\u05ea])\"(?![\u05d0-\u05ea])")


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for the first mark of a block that is wrong."""
    is_book = built.target.format == "pdf"
    if is_book and built.language.is_rtl:
        return  # its marks are drawn mirrored, and read so by whoever copies them
    for block in read_text_blocks(built.whole, built.language.tag):
        found = _STRAIGHT.search(block.text)
        if found:
            yield fault(built, block, found, f"{found[0]} is straight")
        for mark, message in _wrong(block, built.language, is_torn=is_book):
            yield fault(built, block, mark, message)


def _wrong(
    block: TextBlock, language: Language, *, is_torn: bool
) -> Iterator[tuple[re.Match[str], str]]:
    """Yield the first mark that is wrong; where pages tear blocks, none has to be closed."""
    outer, inner = language.quote_pairs
    if not outer:
        return
    opened: list[re.Match[str]] = []
    for found in _MARK.finditer(block.text):
        mark = found[0]
        closing = {pair[1] for pair in outer + inner if opened and pair[0] == opened[-1][0]}
        opening = {pair[0] for pair in (outer + inner if opened else outer)}
        if _is_apostrophe(block.text, found) and mark not in closing:
            continue
        if mark in closing and not _is_within(block.text, found):
            opened.pop()
        elif mark in opening and not _is_within(block.text, found):
            opened.append(found)
        elif mark not in _APOSTROPHES and not (is_torn and mark in "".join(outer + inner)):
            yield found, f"{mark} is no quotation mark of {language.name} here"
            return
    alone = [found for found in opened if found[0] not in _APOSTROPHES]
    if alone and not is_torn:
        yield alone[0], f"{alone[0][0]} is not closed"


def _is_within(text: str, found: re.Match[str]) -> bool:
    """Whether a mark stands between letters, where it is an apostrophe."""
    around = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
    return found[0] in _APOSTROPHES and all(each.isalpha() for each in around)


def _is_apostrophe(text: str, found: re.Match[str]) -> bool:
    """Whether a mark stands after a letter and may end a word: the cities’ rights."""
    return found[0] == "’" and text[found.start() - 1 : found.start()].isalnum()
