"""Split a text of any script into words, and quote its beginning in messages."""

from __future__ import annotations

import re
import unicodedata

# Joiners, soft hyphens, marks of direction, the stretcher of Arabic: no reader sees them.
INVISIBLE = re.compile("[\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


def quote_start(text: str, max_length: int = 60) -> str:
    """Return the beginning of a text in quotation marks, to find its place."""
    line = " ".join(INVISIBLE.sub("", text).split())
    return f"“{line}”" if len(line) <= max_length else f"“{line[:max_length].rstrip()}…”"


def extract_words(text: str) -> list[str]:
    """Return the words of a text of any script, without digits, accents, vowel marks or signs."""
    plain = unicodedata.normalize("NFKC", INVISIBLE.sub("", text))
    base_letters = "".join(
        c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c)
    )
    return re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", base_letters))
