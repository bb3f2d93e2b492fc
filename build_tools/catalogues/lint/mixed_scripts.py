"""Find words with letters of another script that look the same: `vіlle` with a Cyrillic і."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.catalogues.lint.lint_context import MessagePair, Remark, Rule

_LIKE_LATIN = frozenset("аеорсухіјѕԁһԛԝАВЕКМНОРСТУХІЈЅԚԜΑΒΕΖΗΙΚΜΝΟΡΤΥΧοναικρυγϲհոսօցզքյՍՏՕ")
_LIKE_OTHERS = frozenset("aeopcyxijsdhqwABEKMHOPCTYXIJSQWZNvuky")
# Greek, Cyrillic and Armenian; then letters that no language mixes with Latin: Cherokee, Coptic, Lisu, and
# the Latin of mathematics.
_ALIKE = "\u0370-\u058f"
_NEVER_MIXED = "\u13a0-\u13ff\u2c80-\u2cff\ua4d0-\ua4ff\uab70-\uabbf\U0001d400-\U0001d7ff"
_LATIN = "A-Za-zÀ-ɏ"
_WORD = re.compile(r"[^\W\d_]+")
_MIXTURE = re.compile(f"[{_LATIN}][{_ALIKE}{_NEVER_MIXED}]|[{_ALIKE}{_NEVER_MIXED}][{_LATIN}]")
_OTHER_LETTER = re.compile(f"[{_ALIKE}{_NEVER_MIXED}]")
_NEVER_MIXED_LETTER = re.compile(f"[{_NEVER_MIXED}]")


def check(pair: MessagePair) -> Iterator[Remark]:
    """Yield one finding for the first word that the source does not have."""
    if pair.target.text.isascii():
        return
    for word in _WORD.findall(pair.target.text):
        foreign = _find_foreign_letters(word) if _MIXTURE.search(word) else []
        if foreign and word not in pair.source.text:
            points = ", ".join(f"{char} is U+{ord(char):04X}" for char in foreign)
            yield Remark(f"“{word}” mixes scripts: {points}")
            return


def _find_foreign_letters(word: str) -> list[str]:
    """Return the letters that look like those of the script that most of the word is in."""
    others = [char for char in word if _OTHER_LETTER.match(char)]
    if any(map(_NEVER_MIXED_LETTER.match, others)):
        return list(dict.fromkeys(others))
    latin = [char for char in word if not _OTHER_LETTER.match(char)]
    fewer, likes = (others, _LIKE_LATIN) if len(others) <= len(latin) else (latin, _LIKE_OTHERS)
    return list(dict.fromkeys(fewer)) if all(char in likes for char in fewer) else []


RULE = Rule(
    code="catalogue/look-alike",
    check=check,
    what="words that contain look-alike letters from another script",
    why="such a word cannot be found, and is read aloud as nonsense",
    fix="type the word anew on one keyboard",
)
