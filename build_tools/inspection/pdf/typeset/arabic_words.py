"""Find the words of Arabic script on typeset pages, with their glyphs, in logical order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from build_tools.inspection.pdf.typeset import TextRun, TypesetPage

# Letters that join on both sides, and those that join only what is before them (Unicode 16.0,
# ArabicShaping.txt: D and R), of the languages that are written in Arabic script today.
DUAL_JOINING = frozenset("بتثجحخسشصضطظعغفقكلمنهيئپچڤڭگکیںھہێەڵىݓڼځڅښټ")
RIGHT_JOINING = frozenset("اأإآٱدذرزوؤةژڕۆۇۈډړږڑےۓۀ")
_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f]")

ArabicGlyph = tuple[str, str, str]  # font, code, letters without vowel marks


def find_arabic_words(pages: Sequence[TypesetPage]) -> Iterator[tuple[int, tuple[ArabicGlyph, ...]]]:
    """Yield the page number and the glyphs of each Arabic word, without list labels such as أ."""
    for page in pages:
        lines = (line for block in page.blocks if block.kind != "Lbl" for line in block.lines)
        for run in (run for line in lines for run in line.runs):
            for word in _split_arabic_words(run):
                yield page.number, word


def spell_word(word: Sequence[ArabicGlyph]) -> str:
    """Return the letters of a word."""
    return "".join(letters for _, _, letters in word)


def is_joined(word: Sequence[ArabicGlyph], position: int, step: int) -> bool:
    """Return whether a letter must join the one before it (`step` -1) or after it (`step` 1)."""
    before, after = (position - 1, position) if step < 0 else (position, position + 1)
    if before < 0 or after >= len(word):
        return False
    return word[before][2][-1] in DUAL_JOINING and word[after][2][0] in DUAL_JOINING | RIGHT_JOINING


def _split_arabic_words(run: TextRun) -> Iterator[tuple[ArabicGlyph, ...]]:
    """Yield the words of a text run: it is drawn from left to right and read from right to left."""
    word: list[ArabicGlyph] = []
    for code, text in reversed(run.glyphs):
        letters = "".join(each for each in text if unicodedata.category(each) not in ("Mn", "Cf", "Lm"))
        if letters and _ARABIC.match(letters):
            word.append((run.font, code, letters))
        elif letters and word:
            yield tuple(word)
            word = []
    if word:
        yield tuple(word)
