"""Words of Arabic script as they are drawn: takes sheets, gives each word, glyph by glyph.

A word comes in the order of reading; each of its glyphs has a face, a code and the letters that
it says, vowel signs left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from build_tools.seeing.layout import Piece, Sheet

# Letters that join on both sides, and those that join only what is before them (Unicode 16.0,
# ArabicShaping.txt: D and R), of the languages that are written in Arabic script today.
BOTH = frozenset("بتثجحخسشصضطظعغفقكلمنهيئپچڤڭگکیںھہێەڵىݓڼځڅښټ")
RIGHT = frozenset("اأإآٱدذرزوؤةژڕۆۇۈډړږڑےۓۀ")
_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f]")

Drawn = tuple[str, str, str]


def drawn_words(sheets: Sequence[Sheet]) -> Iterator[tuple[int, tuple[Drawn, ...]]]:
    """Yield each word of Arabic script and its page; marks of lists, such as أ, are no words."""
    for sheet in sheets:
        lines = (line for block in sheet.blocks if block.kind != "Lbl" for line in block.lines)
        for piece in (piece for line in lines for piece in line.pieces):
            for word in _of(piece):
                yield sheet.number, word


def said(word: Sequence[Drawn]) -> str:
    """Return the letters of a word."""
    return "".join(letters for _, _, letters in word)


def joins(word: Sequence[Drawn], at: int, way: int) -> bool:
    """Return whether a letter has to join the one before it (`way` -1) or after it (1)."""
    before, after = (at - 1, at) if way < 0 else (at, at + 1)
    if before < 0 or after >= len(word):
        return False
    return word[before][2][-1] in BOTH and word[after][2][0] in BOTH | RIGHT


def _of(piece: Piece) -> Iterator[tuple[Drawn, ...]]:
    """Yield the words of a piece: it is drawn from the left and read from the right."""
    word: list[Drawn] = []
    for code, text in reversed(piece.glyphs):
        letters = "".join(each for each in text if not _is_mark(each))
        if letters and _ARABIC.match(letters):
            word.append((piece.face, code, letters))
        elif letters and word:
            yield tuple(word)
            word = []
    if word:
        yield tuple(word)


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter) in ("Mn", "Cf", "Lm")
