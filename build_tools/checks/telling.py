"""What checks of words tell: takes a block and what is wrong in it, gives a Fault that leads there.

Where the press knows which message the words come from, that is its line in the catalogue; else
the page, the document or the page of the book.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from build_tools.checks.row import Built, Fault
from build_tools.model.transcript import Block
from build_tools.seeing.prose import PLACEHOLDER, TextBlock, quote_with_context
from build_tools.seeing.words_transcript import read_expected_text

# Of letters: what is surely enough to know a passage by.
KNOWN = 12
# Of letters: how far around a place its passage is compared.
ROOM = 60


def fault(
    built: Built, block: TextBlock, found: re.Match[str], message: str, remedy: str = ""
) -> Fault:
    """Return a fault for what was found in a block; `message` says what it is."""
    words = quote_with_context(block.text, found.start(), found.end())
    told = f"{message}: “{words}” ({block.where})"
    said = _said(built.said, block.text, found)
    if said is not None and said.place.line is not None:
        return Fault(
            built.home / said.place.file,
            told,
            said.place.line,
            article=said.article or said.place.article,
            remedy=remedy,
        )
    if built.whole.is_dir():
        return Fault(built.whole / block.where, told, block.line, remedy=remedy)
    return Fault(built.whole, told, remedy=remedy)


def _said(file: Path, text: str, found: re.Match[str]) -> Block | None:
    """Return the block of the doctree that the words around a place are in; None if unknown."""
    passage = _letters(_around(text, found.start(), found.end()))
    if len(passage) < KNOWN:
        passage = _letters(text.strip(PLACEHOLDER))
    if len(passage) < KNOWN:
        return None
    return next((block for letters, block in _known(file) if passage in letters), None)


def _around(text: str, start: int, end: int) -> str:
    """Return the words around a place, up to what is not in the edition's language."""
    before = max(text.rfind(PLACEHOLDER, 0, start) + 1, start - ROOM)
    after = text.find(PLACEHOLDER, end)
    return text[before : min(after if after >= 0 else len(text), end + ROOM)]


@lru_cache(maxsize=4)
def _known(file: Path) -> tuple[tuple[str, Block], ...]:
    said = read_expected_text(file)
    return tuple((_letters(block.text), block) for block in said.blocks) if said else ()


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)
