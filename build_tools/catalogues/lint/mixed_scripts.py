"""Find words with letters of another script that look the same: `vіlle` with a Cyrillic і."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.catalogues.lint.lint_context import MessagePair, Remark, Rule

_LIKE_LATIN = frozenset("аеорсухіјѕԁһԛԝАВЕКМНОРСТУХІЈЅԚԜΑΒΕΖΗΙΚΜΝΟΡΤΥΧοναικρυγϲ")
_LIKE_OTHERS = frozenset("aeopcyxijsdhqwABEKMHOPCTYXIJSQWZNvuky")
_MIXED_WORD = re.compile(r"[^\W\d_]*(?:[A-Za-zÀ-ɏ][\u0370-\u052f]|[\u0370-\u052f][A-Za-zÀ-ɏ])[^\W\d_]*")
_GREEK_OR_CYRILLIC = re.compile("[\u0370-\u052f]")


def check(pair: MessagePair) -> Iterator[Remark]:
    """Yield one finding for the first word that the source does not have."""
    if pair.target.text.isascii():
        return
    for match in _MIXED_WORD.finditer(pair.target.text):
        word = match[0]
        foreign = _find_foreign_letters(word)
        if foreign and word not in pair.source.text:
            points = ", ".join(f"{char} is U+{ord(char):04X}" for char in foreign)
            yield Remark(f"“{word}” mixes scripts: {points}")
            return


def _find_foreign_letters(word: str) -> list[str]:
    """Return the letters that look like those of the script that most of the word is in."""
    foreign = [char for char in word if _GREEK_OR_CYRILLIC.match(char)]
    latin = [char for char in word if not _GREEK_OR_CYRILLIC.match(char)]
    fewer, likes = (foreign, _LIKE_LATIN) if len(foreign) <= len(latin) else (latin, _LIKE_OTHERS)
    return list(dict.fromkeys(fewer)) if all(char in likes for char in fewer) else []


RULE = Rule(
    code="catalogue/look-alike",
    check=check,
    what="words in which letters of another script pass for their likes",
    why="such a word cannot be found, and is read aloud as nonsense",
    fix="type the word anew on one keyboard",
)
