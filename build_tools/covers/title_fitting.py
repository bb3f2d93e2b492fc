"""Fit a title into a width: break it into lines by letter widths and by phrases.

A phrase begins with its preposition, article or conjunction, as do “de los Derechos Humanos” and
“of Human Rights”. Short word lists suffice: a title split wrongly is still a title.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

# Widths in em, a little more than most faces have, so that no line is too long in any.
NARROW, SPACE, SMALL, LARGE, WIDE, SQUARE = 0.37, 0.27, 0.58, 0.72, 0.95, 1.0
ARABIC, HEBREW = 0.41, 0.58
# Scripts whose letters are wider: Burmese, Georgian and Ethiopic.
_BROAD, BROAD = re.compile("[\u1000-\u139f]"), 0.72
# Where a line may end between two letters; it is not shown.
BREAK = "\N{ZERO WIDTH SPACE}"
# The least share of a size that may be given up for fewer lines, calm line ends, whole phrases.
FEWER_LINES_SHARE, CALM_ENDS_SHARE, WHOLE_PHRASES_SHARE = 0.66, 0.85, 0.8
# In square em: what it is worth to begin a line with a phrase, since sense precedes evenness.
PHRASE_BONUS = 30.0
# In square em: what it costs to end a line with a function word.
FUNCTION_WORD_COST = 36.0
# Characters that may not begin a line in scripts that break between any two letters.
NO_LINE_START = frozenset("、。，．・：；？！）」』】〉》”’ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ")
NO_LINE_END = frozenset("（「『【〈《“‘")


@dataclass(frozen=True, slots=True)
class FittedText:
    """Hold lines, and the size at which the widest of them fits."""

    size: float
    lines: tuple[str, ...]


def estimate_width(words: str) -> float:
    """Estimate the width of a text, in em."""
    return sum(map(_estimate_letter_width, words))


@cache
def _estimate_letter_width(letter: str) -> float:
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0.0
    if unicodedata.east_asian_width(letter) in {"W", "F"}:
        return SQUARE
    bidirectional = unicodedata.bidirectional(letter)
    if bidirectional in {"AL", "R"}:
        return ARABIC if bidirectional == "AL" else HEBREW
    return BROAD if _BROAD.match(letter) else _estimate_western_width(letter)


def _estimate_western_width(letter: str) -> float:
    if letter.isspace():
        return SPACE
    if letter in "ijlftI.,:;'’‘()[]|!-‐":
        return NARROW
    if letter in "mwMW—…@%":
        return WIDE
    return LARGE if letter.isupper() else SMALL


def wrap_words(words: str, most: float) -> tuple[str, ...]:
    """Break a text into as few lines of at most `most` em as possible, as even as possible.

    A line ends at a space, at U+200B, which is left out, or beside Han and kana.
    """
    pieces = _split_unbreakable(words)
    best_breaks: list[_LineBreaks] = [_LineBreaks(0, 0.0, ())]
    for end in range(1, len(pieces) + 1):
        candidates = (
            best_breaks[start].add_line(line, most, end == len(pieces))
            for start, line in _iter_last_lines(pieces, end, most)
        )
        best_breaks.append(min(candidates))
    return best_breaks[-1].lines


@dataclass(frozen=True, slots=True, order=True)
class _LineBreaks:
    count: int
    cost: float
    lines: tuple[str, ...]

    def add_line(self, line: str, most: float, is_last: bool) -> _LineBreaks:
        """Return these breaks with one line more."""
        cost = (most - estimate_width(line)) ** 2
        if not is_last and _has_function_word_end(line):
            cost += FUNCTION_WORD_COST
        if self.count and is_phrase_start(line):
            cost -= PHRASE_BONUS
        return _LineBreaks(self.count + 1, self.cost + cost, (*self.lines, line))


def _iter_last_lines(pieces: tuple[str, ...], end: int, most: float) -> Iterator[tuple[int, str]]:
    for start in range(end - 1, -1, -1):
        line = "".join(pieces[start:end]).replace(BREAK, "").strip()
        if start < end - 1 and estimate_width(line) > most:
            return
        yield start, line


def _split_unbreakable(words: str) -> tuple[str, ...]:
    """Split a text into unbreakable pieces: words with the space after, single Han and kana."""
    pieces: list[str] = []
    for letter in re.sub(r"[ \t\r\n\f\v]+", " ", words).strip(" "):
        if pieces and not _can_break(pieces[-1][-1], letter):
            pieces[-1] += letter
        else:
            pieces.append(letter)
    return tuple(pieces)


def _can_break(before: str, after: str) -> bool:
    if after in (" ", BREAK) or after in NO_LINE_START or before in NO_LINE_END:
        return False
    return before in (" ", BREAK) or is_han_or_kana(before) or is_han_or_kana(after)


def fit_text(words: str, measure: float, *, largest: float, smallest: float, most: int) -> FittedText:
    """Return the size and the lines at which a text fits a width in `most` lines.

    The largest such size, unless a smaller one saves a line, keeps phrases whole or at least
    avoids function words at line ends. At `smallest` it takes as many lines as it needs.
    """
    best = _find_largest_size(words, measure, (largest, smallest), most)
    if best is None:
        return FittedText(smallest, wrap_words(words, measure / smallest))
    sizes = (best.size, max(smallest, best.size * FEWER_LINES_SHARE))
    best = _find_largest_size(words, measure, sizes, len(best.lines) - 1) or best
    goals = ((WHOLE_PHRASES_SHARE, _has_whole_phrases), (CALM_ENDS_SHARE, _has_calm_ends))
    for share, is_good in goals:
        sizes = (best.size, max(smallest, best.size * share))
        better = _find_largest_size(words, measure, sizes, len(best.lines), is_good)
        if better is not None:
            return better
    return best


def _find_largest_size(
    words: str,
    measure: float,
    sizes: tuple[float, float],
    most: int,
    is_good: Callable[[tuple[str, ...]], bool] = lambda _lines: True,
) -> FittedText | None:
    size, smallest = sizes
    while size >= smallest:
        lines = wrap_words(words, measure / size)
        fits = len(lines) <= most and all(estimate_width(line) * size <= measure for line in lines)
        if fits and is_good(lines):
            return FittedText(size, lines)
        size *= 0.97
    return None


def _has_whole_phrases(lines: tuple[str, ...]) -> bool:
    return _has_calm_ends(lines) and all(map(is_phrase_start, lines[1:]))


def _has_calm_ends(lines: tuple[str, ...]) -> bool:
    return not any(map(_has_function_word_end, lines[:-1]))


def _has_function_word_end(line: str) -> bool:
    return is_function_word(line.rpartition(" ")[2])


# Longer function words, of the languages of the editions and of their neighbours.
EUROPEAN_WORDS = """
    among between from into over than through towards under upon with within without
    avec chez contre dans depuis entre leur leurs pour sans selon sous vers
    ante contra desde hacia hasta para según sobre
    come dalla delle degli della nella
    aber durch eine einer eines gegen nach oder über unter zwischen
"""
LONG_FUNCTION_WORDS = frozenset(EUROPEAN_WORDS.split())
# Short Arabic words may be nouns, as حق is.
ARABIC_FUNCTION_WORDS = frozenset(("في", "من", "على", "إلى", "عن", "مع", "أو", "بين"))
# Prepositions and the conjunction that are joined to an Arabic word, and its fewest letters.
ARABIC_PROCLITICS, MIN_PROCLITIC_WORD = "لبو", 4
# Korean words that complete the one before them: “for”, “about”, “through”, “according to”.
KOREAN_WORDS = "위한 위하여 위해 대한 대하여 대해 관한 관하여 통한 통하여 따른 따라 및"
KOREAN_POSTPOSITIONS = frozenset(KOREAN_WORDS.split())
HAN_AND_KANA = ((0x2E80, 0x30FF), (0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))


def split_phrases(words: str) -> tuple[str, ...]:
    """Return a text split before each phrase: joined with spaces, it is the text again."""
    return tuple(_iter_phrases([word for word in words.split(" ") if word]))


def _iter_phrases(words: list[str]) -> Iterator[str]:
    phrase: list[str] = []
    for word in words:
        # In “de los Derechos” the second function word begins no phrase.
        if phrase and is_phrase_start(word) and not is_function_word(phrase[-1]):
            yield " ".join(phrase)
            phrase = []
        phrase.append(word)
    if phrase:
        yield " ".join(phrase)


def is_phrase_start(line: str) -> bool:
    """Return whether a line begins with a word that begins a phrase."""
    word = line.partition(" ")[0]
    if not word:
        return False
    if _is_hangul(word[0]):
        return word not in KOREAN_POSTPOSITIONS
    if unicodedata.bidirectional(word[0]) == "AL":
        return word in ARABIC_FUNCTION_WORDS or (
            len(word) >= MIN_PROCLITIC_WORD and word[0] in ARABIC_PROCLITICS
        )
    # “d’égalité” begins a phrase, and “l’Homme” does if no function word is before it.
    return is_function_word(word) or is_function_word(word.replace("'", "’").partition("’")[0])


def is_function_word(word: str) -> bool:
    """Return whether a word is a preposition, an article or the like, judged by its letters."""
    if not word.isalpha() or word[:1].isupper() or _is_hangul(word[0]) or is_han_or_kana(word[0]):
        return False
    if unicodedata.bidirectional(word[0]) == "AL":
        return word in ARABIC_FUNCTION_WORDS
    return len(word) <= 3 or word in LONG_FUNCTION_WORDS


def is_han_or_kana(letter: str) -> bool:
    """Return whether a letter is of a script that breaks between any two letters."""
    return any(first <= ord(letter) <= last for first, last in HAN_AND_KANA)


def _is_hangul(letter: str) -> bool:
    return "가" <= letter <= "힣"
