"""Words as a glossary compares them: takes a text, tells whether it holds a term in some form.

Endings, accents, vowel signs, articles and particles that are written together with a word make
no difference; a plural that changes letters within the word mostly makes none.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+")
_MARKS = re.compile(
    "[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]"
)
_SMALL = 3
_ARABIC = re.compile("[\u0620-\u06ff]")
_HEBREW = re.compile("[\u05d0-\u05ea]")
_EAST = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_LIKE = str.maketrans({"ة": "ه", "ى": "ي", "ئ": "ي", "ؤ": "و", "ک": "ك", "ی": "ي"})
_WEAK = re.compile("[اأإآءويه]")
_ARTICLE = re.compile("^[وف]?(?:[بك]?ال|لل|ل|ب|ك)?(?=.{2})")
_WEAK_HEBREW = re.compile("[אהוית]")


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Return a text without case, accents, vowel signs and the letters' final forms."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFD", text.casefold())
    return unicodedata.normalize("NFC", _MARKS.sub("", apart)).translate(_LIKE)


def words(text: str) -> list[str]:
    """Return the words of a text, folded."""
    return _WORD.findall(folded(text))


def _singular(word: str) -> str:
    """Return a folded word of a source less the ending of its plural, as English has it."""
    if len(word) <= _SMALL or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("ches", "shes", "xes", "sses")) else word[:-1]


def key(word: str) -> str:
    """Return what a word of a source is looked up by: it and its plural have the same."""
    return _root(word) if _ARABIC.search(word) else _singular(word)


def is_unspaced(form: str) -> bool:
    """Return whether a form is of a script that writes other words beside it without a space."""
    return _EAST.search(form) is not None


def holds(text: str, form: str, *, loosely: bool = False) -> bool:
    """Return whether a folded text holds each word of a form, in any form of it.

    `loosely` is for languages in which a word changes its stem: miasto, w mieście.

    A text of East Asia is looked through as it is, without its spaces.
    """
    if _EAST.search(form):
        return _together(form) in _together(text) or _in_parts(form, text)
    asked = [word for word in words(form) if len(word) > _SMALL] or words(form)
    if loosely:
        return all(re.search(rf"\b{re.escape(word[:2])}", text) for word in asked)
    return all(_stands(word, text) for word in asked)


def _together(text: str) -> str:
    return re.sub(r"[\s·・-]", "", folded(text))


def _in_parts(form: str, text: str) -> bool:
    """Whether each word of a Korean form stands somewhere, whatever particle follows it."""
    parts = folded(form).split()
    return len(parts) > 1 and all(part[: max(2, len(part) - 1)] in text for part in parts)


def _stands(word: str, text: str) -> bool:
    if _ARABIC.search(word):
        return _root(word) in _roots(text)
    if _HEBREW.search(word):
        return _WEAK_HEBREW.sub("", word) in _WEAK_HEBREW.sub("", text)
    stem = _stem(word)
    # A short stem begins a word; a longer one may be part of a compound.
    return (
        stem in text if len(stem) > _SMALL else re.search(rf"\b{re.escape(stem)}", text) is not None
    )


def _stem(word: str) -> str:
    """What the forms of a word have in common: three fifths of it, four letters or more."""
    return (
        word[: max(4, (3 * len(word) + 4) // 5)] if len(word) > 4 else word[: max(3, len(word) - 1)]
    )


@lru_cache(maxsize=2)
def _roots(text: str) -> str:
    return " ".join(_WEAK.sub("", word) for word in text.split())


def _root(word: str) -> str:
    """The strong letters of an Arabic word: those of city and of cities are the same."""
    bare = _ARTICLE.sub("", word)
    return _WEAK.sub("", bare) or bare
