"""Choose words and phrases of a book that a reader may look for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from build_tools.inspection.pdf.typeset import TypesetPage

# Words and phrases that are looked for in a book.
SAMPLE_SIZE = 200
# A word without the signs around it.
_INNER = "-’'\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670"
_WORD = re.compile(rf"^[^\w\s]*([^\W\d_](?:[^\W\d_]|[{_INNER}])+)[^\w\s-]*$")
_DIVISION = re.compile(r"(\S*\w)[-\u2010]\n(\S+)")
# Letters that no reader types, as none is seen.
_UNTYPED = re.compile("[\u00ad\u034f\u200b\u2060\ufeff]")
_SIGNS = ".,;:!?()[]«»“”‘’„「」『』،؛؟…–—"
_RTL_LETTER = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LTR_LETTER = re.compile(r"[A-Za-z\u00c0-\u024f\d]")
# One word: two that a line has from right to left, as in “Chueca: Balanç”, come without a space between.
_LTR_WORD = re.compile(r"(?:[A-Z\u00c0-\u00de]*|[A-Z\u00c0-\u00de]?[a-z\u00df-\u024f]+)")
# A program that reads by place reads across the cells of a row, and across an entry and its page.
_ROW_PARTS = frozenset({"TD", "TH", "TOCI"})
_VOWEL_MARK = re.compile("[\u0591-\u05c7\u064b-\u065f\u0670]")


@dataclass(frozen=True, slots=True)
class SearchPhrase:
    """Hold words to look for, and the page on which they stand."""

    page: int
    text: str


def choose_phrases(pages: Sequence[TypesetPage], *, is_rtl: bool) -> tuple[SearchPhrase, ...]:
    """Return words and phrases from all parts of a book, the same each time.

    A quarter each are words that a line divides, words with vowel marks, phrases that go on in the next line,
    and words of any kind; where there are too few of one, there are more words. Lines with words or numbers
    that are read in another direction than the book give no phrase, as PDFium moves those; neither do the
    lines of a cell.
    """
    divided, broken, words = (list[SearchPhrase]() for _ in range(3))
    for block in (block for page in pages for block in page.blocks if block.kind != "Lbl"):
        text = "\n".join(_UNTYPED.sub("", line.text) for line in block.lines)
        divided += _find_words(block.page, ["".join(parts) for parts in _DIVISION.findall(text)], is_rtl)
        lines = _DIVISION.sub(r"\1\2", text).split("\n")
        words += _find_words(block.page, " ".join(lines).split(), is_rtl)
        is_in_row = bool(_ROW_PARTS & {block.kind, *block.ancestors})
        for line, next_line in () if is_in_row else pairwise(lines):
            if not (_LTR_LETTER if is_rtl else _RTL_LETTER).search(line + next_line):
                broken += _join_phrase(block.page, [*line.split()[-2:], *next_line.split()[:2]])
    marked = [word for word in words if _VOWEL_MARK.search(word.text)]
    chosen = [phrase for kind in (divided, marked, broken) for phrase in _spread(kind, SAMPLE_SIZE // 4)]
    known = {*chosen}
    others = [word for word in words if word not in known]
    return (*chosen, *_spread(others, SAMPLE_SIZE - len(chosen)))


def _find_words(page: int, parts: Sequence[str], is_rtl: bool) -> Iterator[SearchPhrase]:
    """Yield the words of some parts, without signs, but for what PDFium moves.

    That is what is read from the left in a book that is not, and more than a word, وBarcelona and CC-BY; and
    the mark before a sign, العدّ،, which it puts behind the sign.
    """
    for match in filter(None, map(_WORD.match, parts)):
        is_moved = is_rtl and _LTR_LETTER.search(match[1]) and not _LTR_WORD.fullmatch(match[1])
        if not is_moved and not (_VOWEL_MARK.match(match[1][-1]) and match.end(1) < match.end()):
            yield SearchPhrase(page, match[1])


def _join_phrase(page: int, parts: Sequence[str]) -> Iterator[SearchPhrase]:
    """Yield words on both sides of the end of a line as a phrase, if no sign stands between them."""
    text = " ".join(parts).strip(_SIGNS)
    if len(parts) == 4 and all(match and match[0] == match[1] for match in map(_WORD.match, text.split())):
        yield SearchPhrase(page, text)


def _spread(phrases: Sequence[SearchPhrase], count: int) -> list[SearchPhrase]:
    """Return at most so many phrases, each once, from the first to the last at equal distances."""
    each = list({phrase.text: phrase for phrase in phrases}.values())
    count = min(count, len(each))
    return [each[index * len(each) // count] for index in range(count)]
