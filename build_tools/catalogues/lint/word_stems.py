"""Tell whether a text holds a term of the glossary in some inflected form.

Endings, accents, vowel signs, and articles and particles that are written together with a word
make no difference; a plural that changes letters within the word mostly makes none.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+")
_COMBINING = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")
_MAX_SHORT_WORD = 3
_ARABIC = re.compile("[\u0620-\u06ff]")
_HEBREW = re.compile("[\u05d0-\u05ea]")
_EAST = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_EQUAL_LETTERS = str.maketrans({"ة": "ه", "ى": "ي", "ئ": "ي", "ؤ": "و", "ک": "ك", "ی": "ي"})
_WEAK_ARABIC = re.compile("[اأإآءويه]")
_ARTICLE = re.compile("^[وف]?(?:[بك]?ال|لل|ل|ب|ك)?(?=.{2})")
_WEAK_HEBREW = re.compile("[אהוית]")


@lru_cache(maxsize=4096)
def fold_text(text: str) -> str:
    """Return a text without case, accents, vowel signs and the letters' final forms."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return unicodedata.normalize("NFC", _COMBINING.sub("", decomposed)).translate(_EQUAL_LETTERS)


def split_words(text: str) -> list[str]:
    """Return the words of a text, folded."""
    return _WORD.findall(fold_text(text))


def _strip_plural(word: str) -> str:
    """Return a folded word of a source without the ending of an English plural."""
    if len(word) <= _MAX_SHORT_WORD or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("ches", "shes", "xes", "sses")) else word[:-1]


def compute_word_key(word: str) -> str:
    """Return the key by which a word of a source is looked up, the same for its plural."""
    return _compute_root(word) if _ARABIC.search(word) else _strip_plural(word)


def is_unspaced(form: str) -> bool:
    """Return whether a form is of a script that writes no spaces between words."""
    return _EAST.search(form) is not None


def has_term_form(text: str, form: str, *, loosely: bool = False) -> bool:
    """Return whether a folded text has each word of a form, in any inflection.

    `loosely` is for languages in which a word changes its stem: miasto, w mieście.

    A text in an East Asian script is searched without its spaces.
    """
    if _EAST.search(form):
        return _remove_spaces(form) in _remove_spaces(text) or _has_korean_words(form, text)
    words = split_words(form)
    form_words = [word for word in words if len(word) > _MAX_SHORT_WORD] or words
    if loosely:
        return all(re.search(rf"\b{re.escape(word[:2])}", text) for word in form_words)
    return all(_has_word(word, text) for word in form_words)


def _remove_spaces(text: str) -> str:
    return re.sub(r"[\s·・-]", "", fold_text(text))


def _has_korean_words(form: str, text: str) -> bool:
    """Return whether a text has each word of a Korean form, whatever particle follows it."""
    parts = fold_text(form).split()
    return len(parts) > 1 and all(part[: max(2, len(part) - 1)] in text for part in parts)


def _has_word(word: str, text: str) -> bool:
    if _ARABIC.search(word):
        return _compute_root(word) in _compute_roots(text)
    if _HEBREW.search(word):
        return _WEAK_HEBREW.sub("", word) in _WEAK_HEBREW.sub("", text)
    stem = _compute_stem(word)
    # A short stem begins a word; a longer one may be part of a compound.
    return (
        stem in text if len(stem) > _MAX_SHORT_WORD else re.search(rf"\b{re.escape(stem)}", text) is not None
    )


def _compute_stem(word: str) -> str:
    """Return what the forms of a word have in common: three fifths of it, four letters or more."""
    return word[: max(4, (3 * len(word) + 4) // 5)] if len(word) > 4 else word[: max(3, len(word) - 1)]


@lru_cache(maxsize=2)
def _compute_roots(text: str) -> str:
    return " ".join(_WEAK_ARABIC.sub("", word) for word in text.split())


def _compute_root(word: str) -> str:
    """Return the strong letters of an Arabic word: those of city and of cities are the same."""
    stripped = _ARTICLE.sub("", word)
    return _WEAK_ARABIC.sub("", stripped) or stripped
