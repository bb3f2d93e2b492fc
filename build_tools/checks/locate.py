"""Locate what a check found in a text block: make a violation with file, line and article.

If the message of the words is known, that is its line in the catalogue; else the page, the
document or the page of the PDF.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from build_tools.checks.definition import BuiltEdition, Violation
from build_tools.inspection.text.expected import read_expected_text
from build_tools.inspection.text.text_blocks import PLACEHOLDER, TextBlock, quote_with_context
from build_tools.model.expected_text import Block

MIN_LETTERS = 12  # enough to identify a passage
CONTEXT_LETTERS = 60  # compared on each side of a match


def locate_violation(built: BuiltEdition, block: TextBlock, match: re.Match[str], message: str) -> Violation:
    """Return a violation for a match in a text block."""
    words = quote_with_context(block.text, match.start(), match.end())
    full_message = f"{message}: “{words}” ({block.where})"
    expected_block = _find_expected_block(built.expected_text, block.text, match)
    if expected_block is not None and expected_block.place.line is not None:
        return Violation(
            built.root / expected_block.place.file,
            full_message,
            expected_block.place.line,
            article=expected_block.article or expected_block.place.article,
        )
    if built.path.is_dir():
        return Violation(built.path / block.where, full_message, block.line)
    return Violation(built.path, full_message)


def _find_expected_block(file: Path, text: str, match: re.Match[str]) -> Block | None:
    """Return the block of the expected text that contains the words around a match; else None."""
    passage = _strip_to_letters(_get_surrounding_text(text, match.start(), match.end()))
    if len(passage) < MIN_LETTERS:
        passage = _strip_to_letters(text.strip(PLACEHOLDER))
    if len(passage) < MIN_LETTERS:
        return None
    blocks = _index_expected_blocks(file)
    return next((block for letters, block in blocks if passage in letters), None)


def _get_surrounding_text(text: str, start: int, end: int) -> str:
    """Return the text around a match, up to what is not in the edition's language."""
    before = max(text.rfind(PLACEHOLDER, 0, start) + 1, start - CONTEXT_LETTERS)
    after = text.find(PLACEHOLDER, end)
    return text[before : min(after if after >= 0 else len(text), end + CONTEXT_LETTERS)]


@lru_cache(maxsize=4)
def _index_expected_blocks(file: Path) -> tuple[tuple[str, Block], ...]:
    expected_text = read_expected_text(file)
    blocks = expected_text.blocks if expected_text else ()
    return tuple((_strip_to_letters(block.text), block) for block in blocks)


def _strip_to_letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)
