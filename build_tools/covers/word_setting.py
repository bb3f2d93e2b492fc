"""Set lines of words as pixels: each word is shaped and drawn once for its size, then used again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from build_tools.fonts import FontStacks, TextOutline, draw_text_outline, group_glyph_polygons
from build_tools.images.shape_drawing import Contour
from build_tools.images.text_canvas import TextCanvas, WordMask, draw_word_mask

SPACE = 0.27
# Of a language: titles repeat the same words, and there are no more of them in a text.
MAX_WORDS = 4000
# A letter with the signs that it bears.
LETTER = "(?s:.)[\u0300-\u036f\u064b-\u065f\u0670]*"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetWord:
    """Hold a word in pixels: its mask, None where it shows nothing, and how far it moves on."""

    mask: WordMask | None
    width: float


def draw_line(
    canvas: TextCanvas, line: str, faces: FontStacks, *, size: float, start: int, base: int, rtl: bool
) -> None:
    """Draw a line that begins at `start`: its left edge, or where it is from right to left its right one."""
    ordered = (set_word(word, faces, size) for word in order_words(line, rtl=rtl))
    words = [(word.mask, word.width) for word in ordered if word.mask]
    gap = SPACE * size
    whole = sum(width for _, width in words) + gap * (len(words) - 1)
    x = start - whole if rtl else float(start)
    for mask, width in words:
        canvas.draw_word(mask, round(x), base)
        x += width + gap


def measure_line(line: str, faces: FontStacks, size: float) -> float:
    """Return the width of a line in pixels."""
    widths = [sum(one.width for one in _outline_word(word, faces)) for word in line.split()]
    return size * (sum(widths) + SPACE * (len(widths) - 1))


@lru_cache(maxsize=MAX_WORDS)
def set_word(word: str, faces: FontStacks, size: float) -> SetWord:
    """Return a word as pixels, in fonts that have its letters."""
    outlines = _outline_word(word, faces)
    width = size * sum(outline.width for outline in outlines)
    return SetWord(mask=draw_word_mask(_iter_glyphs(outlines, size)), width=width)


@lru_cache(maxsize=MAX_WORDS)
def _outline_word(word: str, faces: FontStacks) -> tuple[TextOutline, ...]:
    """Return a word in the first family that has its letters; where none has them all, letter by letter.

    A letter that no family has is left out.
    """
    whole = draw_text_outline(faces, word)
    if whole:
        return (whole,)
    letters = [(one, draw_text_outline(faces, one)) for one in re.findall(LETTER, word)]
    known = [letter for letter, outline in letters if outline]
    rest = draw_text_outline(faces, "".join(known)) if known else None
    if rest:
        return (rest,)
    outlines = tuple(outline for _, outline in letters if outline)
    return outlines[::-1] if _find_word_direction(word) == "rtl" else outlines


def _iter_glyphs(outlines: Iterable[TextOutline], size: float) -> Iterator[tuple[Contour, ...]]:
    left = 0.0
    for outline in outlines:
        yield from group_glyph_polygons(outline.path, left, 0, size)
        left += outline.width * size


def order_words(line: str, *, rtl: bool) -> list[str]:
    """Return the words of a line from left to right; runs of the other direction keep their order (UAX 9)."""
    words = line.split()
    usual = "rtl" if rtl else "ltr"
    directions = _settle_neutral_words([_find_word_direction(word) for word in words], usual)
    runs = [
        (direction, [word for _, word in pairs])
        for direction, pairs in groupby(zip(directions, words, strict=True), key=lambda pair: pair[0])
    ]
    ordered = reversed(runs) if rtl else runs
    return [word for direction, run in ordered for word in (run[::-1] if direction == "rtl" else run)]


def _find_word_direction(word: str) -> str:
    """Return the direction of a word's letters, `number` for one of digits alone, empty without either."""
    classes = {unicodedata.bidirectional(letter) for letter in word}
    if classes & {"R", "AL"}:
        return "rtl"
    if "L" in classes:
        return "ltr"
    return "number" if classes & {"EN", "AN"} else ""


def _settle_neutral_words(directions: list[str], usual: str) -> list[str]:
    """Give numbers the direction of the word before, signs that of both neighbours or else of the line."""
    settled = list(directions)
    for at, direction in enumerate(directions):
        before = settled[at - 1] if at else usual
        if direction == "number":
            settled[at] = before
        elif not direction:
            after = next((one for one in directions[at + 1 :] if one in ("ltr", "rtl")), usual)
            settled[at] = before if before == after else usual
    return settled
