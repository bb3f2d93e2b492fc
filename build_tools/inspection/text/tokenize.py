"""Split texts into words for comparison: letters and digits, without invisible characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

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


@cache
def _compile_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the pattern of a word, and that of marks above or below a letter."""
    marks = [mark for mark in map(chr, range(0x300, _BASIC)) if unicodedata.category(mark)[0] == "M"]
    accents = "".join(filter(unicodedata.combining, marks))
    return re.compile(rf"[^\W_](?:[^\W_]|[{''.join(marks)}])*"), re.compile(f"[{accents}]+")


def normalize_text(text: str, *, keep_vowels: bool = True) -> str:
    """Return a text as it is compared, without invisible characters, with or without vowel marks."""
    visible = unicodedata.normalize("NFKC", INVISIBLE.sub("", text))
    # Accents are composed with their letters by now; vowel marks are left.
    return visible if keep_vowels or visible.isascii() else _compile_patterns()[1].sub("", visible)


def find_word_spans(text: str) -> Iterator[tuple[int, str]]:
    """Yield the start and the text of each word of a normalized text."""
    return ((found.start(), found[0]) for found in _compile_patterns()[0].finditer(text))


def tokenize_text(text: str, *, keep_vowels: bool = True) -> list[str]:
    """Return the words of a text, digits included."""
    return _compile_patterns()[0].findall(normalize_text(text, keep_vowels=keep_vowels))
