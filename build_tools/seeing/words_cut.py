"""Words as they are compared: takes a text, gives its letters and digits cut into words."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

from build_tools.seeing.words import UNSEEN

_BASIC = 0x10000  # marks beyond are not used in running text
_GRAPHEME = "\N{COMBINING GRAPHEME JOINER}"


@lru_cache(maxsize=1)
def _marks() -> tuple[str, str]:
    """Return the marks that are part of a letter, and of them those above or below it."""
    found = [chr(code) for code in range(0x300, _BASIC)]
    marks = [mark for mark in found if unicodedata.category(mark)[0] == "M"]
    return "".join(marks), "".join(filter(unicodedata.combining, marks))


@lru_cache(maxsize=1)
def _word() -> re.Pattern[str]:
    return re.compile(rf"[^\W_](?:[^\W_]|[{_marks()[0]}])*")


@lru_cache(maxsize=1)
def _above() -> re.Pattern[str]:
    return re.compile(f"[{_marks()[1]}]+")


def plain(text: str, *, marked: bool = True) -> str:
    """Return a text as it is compared: without what no reader sees; `marked` keeps vowel marks."""
    seen = unicodedata.normalize("NFKC", UNSEEN.sub("", text).replace(_GRAPHEME, ""))
    # An accent is one with its letter by now; what is left stands above a consonant.
    return seen if marked or seen.isascii() else _above().sub("", seen)


def spans(text: str) -> Iterator[tuple[int, str]]:
    """Yield each word of a plain text with where it begins."""
    return ((found.start(), found[0]) for found in _word().finditer(text))


def cut(text: str, *, marked: bool = True) -> list[str]:
    """Return the words of a text, digits too."""
    return _word().findall(plain(text, marked=marked))


def at(starts: Sequence[int], letter: int) -> int:
    """Return which word begins at a letter or after it; as many as there are where none does."""
    return bisect_left(starts, letter)
