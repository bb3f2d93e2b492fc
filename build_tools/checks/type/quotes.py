"""Find quotation marks that are wrong in the language, or unpaired.

Example: `la “ville”` in French; `dit "oui"` anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from build_tools.checks.definition import EDITION_FORMATS, BuiltEdition, Check, Violation
from build_tools.checks.text_check import locate_violation
from build_tools.inspection.text.text_blocks import TextBlock, read_text_blocks
from build_tools.model import Language

CHECK = Check(
    code="type/quotes",
    severity="warning",
    formats=EDITION_FORMATS,
    what="quotation marks of another language, or without a partner",
    why="they look foreign, or leave open where the quotation ends",
    fix="write straight ones in the source or translation, or those of the language",
    requires=("lxml", "pikepdf"),
)

_MARK = re.compile("[«»‹›“”„‟‘’‚‛「」『』《》〈〉]")
_APOSTROPHES = "’‘‛"
# Feet, minutes and Hebrew abbreviations are written with straight marks.
_STRAIGHT = re.compile(r"(?<![\d\u05d0-\u05ea])[\"']|(?<=[\u05d0-\u05ea])\"(?![\u05d0-\u05ea])")


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for the first wrong mark of a block."""
    is_pdf = built.medium == "pdf"
    if is_pdf and built.language.is_rtl:
        return  # poppler and others extract its mirrored marks as they are drawn
    for block in read_text_blocks(built.path, built.language.tag):
        straight = _STRAIGHT.search(block.text)
        if straight:
            yield locate_violation(built, block, straight, f"{straight[0]} is straight")
        for mark, message in _check_quotation_marks(block, built.language, is_divided=is_pdf):
            yield locate_violation(built, block, mark, message)


def _check_quotation_marks(
    block: TextBlock, language: Language, *, is_divided: bool
) -> Iterator[tuple[re.Match[str], str]]:
    """Yield the first wrong mark; in a PDF, where pages divide blocks, none must be closed."""
    outer, inner = language.quote_pairs
    if not outer:
        return
    opened: list[re.Match[str]] = []
    for match in _MARK.finditer(block.text):
        mark = match[0]
        closing = {pair[1] for pair in outer + inner if opened and pair[0] == opened[-1][0]}
        opening = {pair[0] for pair in (outer + inner if opened else outer)}
        if _is_final_apostrophe(block.text, match) and mark not in closing:
            continue
        if mark in closing and not _is_between_letters(block.text, match):
            opened.pop()
        elif mark in opening and not _is_between_letters(block.text, match):
            opened.append(match)
        elif mark not in _APOSTROPHES and not (is_divided and mark in "".join(outer + inner)):
            yield match, f"{mark} is no quotation mark of {language.name} here"
            return
    unclosed = [match for match in opened if match[0] not in _APOSTROPHES]
    if unclosed and not is_divided:
        yield unclosed[0], f"{unclosed[0][0]} is not closed"


def _is_between_letters(text: str, match: re.Match[str]) -> bool:
    """Return whether a mark is between letters, where it is an apostrophe."""
    around = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return match[0] in _APOSTROPHES and all(letter.isalpha() for letter in around)


def _is_final_apostrophe(text: str, match: re.Match[str]) -> bool:
    """Return whether a mark is after a letter and may end a word: the cities’ rights."""
    return match[0] == "’" and text[match.start() - 1 : match.start()].isalnum()
