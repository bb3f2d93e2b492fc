"""Reorder text from drawing order to logical order."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Letters and digits that are read from the left, also within a line that is read from the right.
_FROM_LEFT = re.compile(r"[A-Za-z0-9\u00aa-\u024f\u0370-\u052f\u0660-\u0669\u06f0-\u06f9]")
# The signs between thousands and before a fraction, ٬ and ٫, go with the digits around them.
_FROM_RIGHT = re.compile("[\u0590-\u065f\u066a\u066d-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def to_logical(glyphs: Sequence[str]) -> str:
    """Return glyph texts in logical order: Arabic is drawn from left to right."""
    if not any(map(_FROM_RIGHT.search, glyphs)):
        return "".join(glyphs)
    logical: list[str] = []
    ltr_run: list[str] = []  # what is read from the left, and what may lie within it
    for text in reversed(glyphs):
        if _FROM_LEFT.search(text) or (ltr_run and not _FROM_RIGHT.search(text)):
            ltr_run.append(text)
        else:
            logical += [*_reverse_ltr_run(ltr_run), text]
            ltr_run = []
    return "".join([*logical, *_reverse_ltr_run(ltr_run)])


def _reverse_ltr_run(run: list[str]) -> list[str]:
    """Return a left-to-right run in logical order; neutrals after it stay where they are."""
    end = len(run)
    while end and not _FROM_LEFT.search(run[end - 1]):
        end -= 1
    return [*reversed(run[:end]), *run[end:]]
