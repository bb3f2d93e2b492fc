"""The order of reading: takes letters as a PDF draws them, from the left, gives them as read."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Letters and digits that are read from the left, also within a line that is read from the right.
_FROM_LEFT = re.compile(r"[A-Za-z0-9\u00aa-\u024f\u0370-\u052f\u0660-\u0669\u06f0-\u06f9]")
# The signs between thousands and before a fraction, ٬ and ٫, go with the digits around them.
_FROM_RIGHT = re.compile(
    "[\u0590-\u065f\u066a\u066d-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
)


def read(glyphs: Sequence[str]) -> str:
    """Return what glyphs say as it is read: drawn from the left, Arabic is read from the right."""
    if not any(map(_FROM_RIGHT.search, glyphs)):
        return "".join(glyphs)
    turned: list[str] = []
    kept: list[str] = []  # what is read from the left, and what may lie within it
    for each in reversed(glyphs):
        if _FROM_LEFT.search(each) or (kept and not _FROM_RIGHT.search(each)):
            kept.append(each)
        else:
            turned += [*_turned(kept), each]
            kept = []
    return "".join([*turned, *_turned(kept)])


def _turned(kept: list[str]) -> list[str]:
    """Return a run in the order of reading, and what only follows it where it stands."""
    end = len(kept)
    while end and not _FROM_LEFT.search(kept[end - 1]):
        end -= 1
    return [*reversed(kept[:end]), *kept[end:]]
