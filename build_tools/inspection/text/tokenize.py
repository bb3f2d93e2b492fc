"""Split texts into words for comparison: letters and digits, without invisible characters."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

# Joiners, soft hyphens, marks of direction, the stretcher of Arabic: no reader sees them.
INVISIBLE = re.compile("[\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


def quote_start(text: str, max_length: int = 60) -> str:
    """Return the beginning of a text in quotation marks, to find its place."""
    line = " ".join(INVISIBLE.sub("", text).split())
    return f"“{line}”" if len(line) <= max_length else f"“{line[:max_length].rstrip()}…”"


def extract_words(text: str) -> list[str]:
    """Return the words of a text of any script, without digits, accents, vowel marks or signs."""
    plain = unicodedata.normalize("NFKC", INVISIBLE.sub("", text))
    base_letters = "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))
    return re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", base_letters))


_BASIC = 0x10000  # marks beyond are not used in running text
_GRAPHEME_JOINER = "\N{COMBINING GRAPHEME JOINER}"


@lru_cache(maxsize=1)
def _list_combining_marks() -> tuple[str, str]:
    """Return all combining marks, and those above or below a letter."""
    characters = [chr(code) for code in range(0x300, _BASIC)]
    marks = [mark for mark in characters if unicodedata.category(mark)[0] == "M"]
    return "".join(marks), "".join(filter(unicodedata.combining, marks))


@lru_cache(maxsize=1)
def _compile_word_pattern() -> re.Pattern[str]:
    return re.compile(rf"[^\W_](?:[^\W_]|[{_list_combining_marks()[0]}])*")


@lru_cache(maxsize=1)
def _compile_accent_pattern() -> re.Pattern[str]:
    return re.compile(f"[{_list_combining_marks()[1]}]+")


def normalize_text(text: str, *, keep_vowels: bool = True) -> str:
    """Return a text as it is compared, without invisible characters.

    `keep_vowels` keeps vowel marks.
    """
    visible = unicodedata.normalize("NFKC", INVISIBLE.sub("", text).replace(_GRAPHEME_JOINER, ""))
    # Accents are composed with their letters by now; vowel marks are left.
    return visible if keep_vowels or visible.isascii() else _compile_accent_pattern().sub("", visible)


def find_word_spans(text: str) -> Iterator[tuple[int, str]]:
    """Yield the start and the text of each word of a normalized text."""
    return ((found.start(), found[0]) for found in _compile_word_pattern().finditer(text))


def tokenize_text(text: str, *, keep_vowels: bool = True) -> list[str]:
    """Return the words of a text, digits included."""
    return _compile_word_pattern().findall(normalize_text(text, keep_vowels=keep_vowels))


def find_word_index(starts: Sequence[int], letter: int) -> int:
    """Return the index of the first word at or after a letter; len(starts) if there is none."""
    return bisect_left(starts, letter)
