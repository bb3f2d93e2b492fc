"""The order of words in a language: takes a text and a Language, gives a key to sort by. Pure.

Letters are compared first, then accents, then capitals, as the Unicode Collation Algorithm does
(https://unicode.org/reports/tr10/), with the letters that CLDR has for the languages below. Word
goes by word: a space, or signs that stand for one, come before numbers, and these, by their value,
before letters. The script of the language comes before others.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from build_tools.model import Language

Part = tuple[int, int | str, int]
Key = tuple[tuple[Part, ...], tuple[str, ...], tuple[bool, ...], str, str]

# Letters of their own, each behind that with which its group begins; other marks are accents.
_NORDIC, _SLAVIC = "z æ ø å", "c č ć, d dž đ, l lj, n nj, s š, z ž"
_TAILORED = {
    "ast": "n ñ", "es": "n ñ", "eu": "n ñ", "fil": "n ñ", "gl": "n ñ",
    "da": _NORDIC, "nb": _NORDIC, "nn": _NORDIC, "no": _NORDIC, "fi": "z å ä ö", "sv": "z å ä ö",
    "bs": _SLAVIC, "hr": _SLAVIC, "sl": "c č ć, d đ, s š, z ž",
    "cs": "c č, h ch, r ř, s š, z ž", "sk": "a ä, c č, h ch, o ô, s š, z ž",
    "pl": "a ą, c ć, e ę, l ł, n ń, o ó, s ś, z ź ż", "ro": "a ă â, i î, s ș, t ț",
    "bg": "и й", "ru": "и й", "uk": "г ґ, е є, и і ї й",
}  # fmt: skip
# What Unicode takes for one letter, and readers of other languages for these.
_TAKEN = {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d"}
# é before è, as dictionaries have them.
_ACUTE_FIRST = str.maketrans("\u0300\u0301", "\u0301\u0300")
# How Unicode's names of letters begin in the script that a reader knows best.
_SCRIPTS = {
    "Arab": "ARABIC ", "Cyrl": "CYRILLIC ", "Grek": "GREEK ", "Hebr": "HEBREW ",
    "Kore": "HANGUL ", "Latn": "LATIN ",
}  # fmt: skip
_SPACE, _NUMBER, _OWN, _OTHER = range(4)
# Python takes no more than 4300 figures for one number.
_FIGURES = r"\d{1,4000}"
# CLDR (ar, compat) has each with the letter that it stands for; the last is a way to write alif.
_ARABIC = str.maketrans({"ة": "ت", "ى": "ي", "ٱ": "ا"})
_VOWELS = "[\u064b-\u0652\u0670]*"
_ARTICLE = re.compile(rf"[\W_]*ا{_VOWELS}ل{_VOWELS}(?=\w[\u064b-\u0655\u0670]*\w)")
# Nouns that begin so without an article, as “obligation” does: their roots begin with lam.
_ROOTS = re.compile(r"[\W_]*ال(?:تزام(?!ن)|تماس(?!ك)|تقاط(?!ع)|تباس|تحاق|تهاب|تفات|تقاء|له\b)")


def key(text: str, language: Language) -> Key:
    """Return what a text is sorted by in a language; texts that differ have different keys."""
    seen = "".join(each for each in unicodedata.normalize("NFKC", text) if not _is_unseen(each))
    spoken = language.tag.partition("-")[0]
    filed = _split(seen.casefold())
    parts = _parts(_without_article(filed) if spoken == "ar" else filed, spoken, language.script)
    accents = tuple(accent.translate(_ACUTE_FIRST) for _, accent in parts)
    capitals = tuple(each.isupper() for each in seen if each.isalpha())
    return tuple(part for part, _ in parts), accents, capitals, seen, text


def _is_unseen(each: str) -> bool:
    """Whether a sign is a joiner, a mark of direction, or what stretches a word of Arabic."""
    return unicodedata.category(each) == "Cf" or each == "\N{ARABIC TATWEEL}"


def _split(text: str) -> str:
    """Return a text with its accents apart; a syllable of Korean stays whole."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(c if "가" <= c <= "힣" else unicodedata.normalize("NFD", c) for c in composed)


def _without_article(text: str) -> str:
    """Return Arabic as it is filed: without the al- that is written with the first word.

    Libraries leave it out (MARC 21, Appendix F: Initial Definite and Indefinite Articles); one in
    the middle of a term counts. A hamza is an accent of its seat, which `_split` has seen to.
    """
    plain = text.translate(_ARABIC)
    article = None if _ROOTS.match(re.sub(_VOWELS, "", plain)) else _ARTICLE.match(plain)
    return plain[article.end() if article else 0 :]


def _parts(text: str, spoken: str, script: str) -> list[tuple[Part, str]]:
    """Return what each letter, number and space counts for, and the accents on it."""
    pattern, own = _tailoring(spoken)
    found: list[tuple[Part, str]] = []
    for match in pattern.finditer(text):
        if unicodedata.combining(match[0][0]) not in (0, 9) and found:
            found[-1] = (found[-1][0], found[-1][1] + match[0])
        else:
            found += ((part, "") for part in _counted(match[0], own, script))
    return _single_spaced(found)


def _counted(sign: str, own: Mapping[str, Part], script: str) -> Iterator[Part]:
    """Yield what a letter, a number or any other sign counts for."""
    if sign in own:
        yield own[sign]
    elif sign.isdecimal():
        yield _NUMBER, int(sign), 0
    elif sign in _TAKEN:
        yield from (_letter(each, script) for each in _TAKEN[sign])
    else:
        # Signs of vowels that Indian scripts write as marks are as good as letters.
        yield _letter(sign, script) if unicodedata.category(sign)[0] in "LMN" else (_SPACE, "", 0)


def _letter(sign: str, script: str) -> Part:
    own = unicodedata.name(sign, "").startswith(_SCRIPTS.get(script, "LATIN "))
    return (_OWN if own else _OTHER), sign, 0


def _single_spaced(parts: list[tuple[Part, str]]) -> list[tuple[Part, str]]:
    """Return parts with one space between words, and none before and after them."""
    kept: list[tuple[Part, str]] = []
    for part in parts:
        if part[0][0] != _SPACE or (kept and kept[-1][0][0] != _SPACE):
            kept.append(part)
    return kept[:-1] if kept and kept[-1][0][0] == _SPACE else kept


@lru_cache
def _tailoring(spoken: str) -> tuple[re.Pattern[str], Mapping[str, Part]]:
    """Return what parts a text into letters, and what a language's own letters count for."""
    own: dict[str, Part] = {}
    for group in _TAILORED.get(spoken, "").split(","):
        first, *others = group.split() or [""]
        own |= {_split(each): (_OWN, first, rank) for rank, each in enumerate(others, start=1)}
    longest = sorted(own, key=len, reverse=True)
    return re.compile("|".join([*map(re.escape, longest), _FIGURES, "."]), re.DOTALL), own
