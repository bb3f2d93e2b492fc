"""Define a page of a book, by the letters of the text before it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_TATWEEL = "\N{ARABIC TATWEEL}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Folio:
    """Say where a page of the book in a language begins: `name` is its number as printed.

    It begins with `word` of `page`, before which the text has so many `letters`.
    """

    language: str
    name: str
    page: str
    letters: int
    word: str


def extract_letters(text: str) -> str:
    """Return the letters of a text as every format has them.

    No digits, since formats count pages and sections; no vowel marks and no stretchers of Arabic.
    """
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return "".join(letter for letter in plain if letter.isalpha() and letter != _TATWEEL)
