"""The words of a text: takes a string, gives what a reader reads as words, in any script."""

from __future__ import annotations

import re
import unicodedata

# Joiners, soft hyphens, marks of direction, the stretcher of Arabic: no reader sees them.
UNSEEN = re.compile("[\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


def glimpse(text: str, most: int = 60) -> str:
    """Return the first letters of a text in quotes, by which a person finds its place."""
    line = " ".join(UNSEEN.sub("", text).split())
    return f"“{line}”" if len(line) <= most else f"“{line[:most].rstrip()}…”"


def words(text: str) -> list[str]:
    """Return the words of a text, of any script, without digits, marks or signs."""
    plain = unicodedata.normalize("NFKC", UNSEEN.sub("", text))
    bare = "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))
    return re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", bare))
