"""Index the glossary, and find its terms in a text of the source or of the language.

Endings, accents, vowel signs, articles and particles within a word make no difference.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from build_tools.model import Term

_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE = re.compile(r"(?:^|[.!?:;¿¡«“„\"‘(\[–—-])[\s\u00a0]*$")
_MAX_HEADING_WORDS = 6
_MIN_CONTENT_LETTERS = 4  # of a word that a title writes small


@dataclass(frozen=True, slots=True)
class _SourceForm:
    """Hold a form of a term, the keys of its words, and the words; no term if it is not settled."""

    keys: tuple[str, ...]
    words: tuple[str, ...]
    term: Term | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryIndex:
    """Hold the terms by the first word of each form in the source, longest form first."""

    by_first_word: Mapping[str, Sequence[_SourceForm]] = field(default_factory=dict)
    unspaced_forms: tuple[tuple[str, Term | None], ...] = ()

    def find_terms(self, text: str) -> list[tuple[str, Term]]:
        """Return the terms in a text of the source, each once, with its words in the text."""
        terms: dict[int, tuple[str, Term]] = {}
        for shown, term in (*self._find_spaced_terms(text), *self._find_unspaced_terms(text)):
            terms.setdefault(id(term), (shown, term))
        return list(terms.values())

    def _find_spaced_terms(self, text: str) -> Iterator[tuple[str, Term]]:
        words = list(_WORD.finditer(text)) if self.by_first_word else []
        keys = [_compute_word_key(fold_text(each[0])) for each in words]
        position = 0
        while position < len(keys):
            end = position + 1
            for form in self.by_first_word.get(keys[position], ()):
                if tuple(keys[position : position + len(form.keys)]) == form.keys:
                    end = position + len(form.keys)
                    if form.term and not _is_name(words[position:end], form, text, len(words)):
                        yield text[words[position].start() : words[end - 1].end()], form.term
                    break
            position = end

    def _find_unspaced_terms(self, text: str) -> Iterator[tuple[str, Term]]:
        rest = fold_text(text) if self.unspaced_forms else ""
        for form, term in self.unspaced_forms:
            if form in rest:
                rest = rest.replace(form, " ")
                if term:
                    yield form, term


def build_glossary_index(terms: Iterable[Term], tag: str) -> GlossaryIndex:
    """Return the index of terms; one with `pt?` in its note is not settled in Portuguese, nor reported."""
    unsettled = re.compile(rf"(?<![\w-]){re.escape(tag)}\?", re.IGNORECASE)
    by_first: dict[str, list[_SourceForm]] = {}
    unspaced_forms: list[tuple[str, Term | None]] = []
    for term in terms:
        settled_term = None if unsettled.search(term.note) else term
        for form in term.source:
            words = tuple(_WORD.findall(form))
            if _EAST.search(form):
                unspaced_forms.append((fold_text(form), settled_term))
            elif words:
                keys = tuple(_compute_word_key(fold_text(word)) for word in words)
                by_first.setdefault(keys[0], []).append(_SourceForm(keys, words, settled_term))
    for forms in by_first.values():
        forms.sort(key=lambda form: -len(form.keys))
    return GlossaryIndex(
        by_first_word=by_first, unspaced_forms=tuple(sorted(unspaced_forms, key=lambda form: -len(form[0])))
    )


def _is_name(matches: list[re.Match[str]], form: _SourceForm, text: str, word_count: int) -> bool:
    """Return whether words have unexpected capitals within a sentence, or “a part” is not the term “Part”."""
    if len(matches) == 1 and _is_capital(form.words[0]):
        return not _is_capital(matches[0][0])
    capitals = [
        match
        for match, word in zip(matches, form.words, strict=True)
        if _is_capital(match[0]) and not _is_capital(word)
    ]
    if capitals and capitals[0] is matches[0] and _SENTENCE.search(text[: matches[0].start()]):
        capitals = capitals[1:]
    return bool(capitals) and not _is_heading(text, word_count)


def _is_heading(text: str, word_count: int) -> bool:
    return word_count <= _MAX_HEADING_WORDS and not any(
        word.islower() and len(word) >= _MIN_CONTENT_LETTERS for word in _WORD.findall(text)
    )


def _is_capital(word: str) -> bool:
    return word[:1].isupper()


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


def _strip_plural(word: str) -> str:
    """Return a folded word of a source without the ending of an English plural."""
    if len(word) <= _MAX_SHORT_WORD or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("ches", "shes", "xes", "sses")) else word[:-1]


def _compute_word_key(word: str) -> str:
    """Return the key by which a word of a source is looked up, the same for its plural."""
    return _compute_root(word) if _ARABIC.search(word) else _strip_plural(word)


def has_term_form(text: str, form: str, *, loosely: bool = False) -> bool:
    """Return whether a folded text has each word of a form, inflected; `loosely`: miasto, w mieście."""
    if _EAST.search(form):
        return _remove_spaces(form) in _remove_spaces(text) or _has_korean_words(form, text)
    words = _WORD.findall(fold_text(form))
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
    # What its forms have in common: three fifths of it, four letters or more.
    stem = word[: max(4, (3 * len(word) + 4) // 5)] if len(word) > 4 else word[: max(3, len(word) - 1)]
    # A short stem begins a word; a longer one may be part of a compound.
    return stem in text if len(stem) > _MAX_SHORT_WORD else bool(re.search(rf"\b{re.escape(stem)}", text))


@lru_cache(maxsize=2)
def _compute_roots(text: str) -> str:
    return " ".join(_WEAK_ARABIC.sub("", word) for word in text.split())


def _compute_root(word: str) -> str:
    """Return the strong letters of an Arabic word: those of city and of cities are the same."""
    stripped = _ARTICLE.sub("", word)
    return _WEAK_ARABIC.sub("", stripped) or stripped
