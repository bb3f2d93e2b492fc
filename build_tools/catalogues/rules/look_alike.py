"""Takes a pair, tells of words in which letters of another script pass for their likes.

A word of Latin letters with Cyrillic or Greek ones that look the same, or the other way.
Example: `vіlle` with a Cyrillic і.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.catalogues.rules.pair import Pair, Said

_LIKE_LATIN = frozenset("аеорсухіјѕԁһԛԝАВЕКМНОРСТУХІЈЅԚԜΑΒΕΖΗΙΚΜΝΟΡΤΥΧοναικρυγϲ")
_LIKE_OTHERS = frozenset("aeopcyxijsdhqwABEKMHOPCTYXIJSQWZNvuky")
_MIXED = re.compile(r"[^\W\d_]*(?:[A-Za-zÀ-ɏ][\u0370-\u052f]|[\u0370-\u052f][A-Za-zÀ-ɏ])[^\W\d_]*")
_OTHER = re.compile("[\u0370-\u052f]")


def look_alike(pair: Pair) -> Iterator[Said]:
    """Yield one finding for the first word that the source does not have."""
    if pair.now.text.isascii():
        return
    for found in _MIXED.finditer(pair.now.text):
        word = found[0]
        foreign = _foreign(word)
        if foreign and word not in pair.source.text:
            points = ", ".join(f"{char} is U+{ord(char):04X}" for char in foreign)
            yield Said(f"“{word}” mixes scripts: {points}")
            return


def _foreign(word: str) -> list[str]:
    """The letters that pass for those of the script that most of the word is in."""
    other = [char for char in word if _OTHER.match(char)]
    latin = [char for char in word if not _OTHER.match(char)]
    fewer, likes = (other, _LIKE_LATIN) if len(other) <= len(latin) else (latin, _LIKE_OTHERS)
    return list(dict.fromkeys(fewer)) if all(char in likes for char in fewer) else []
