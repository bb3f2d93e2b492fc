"""Index the glossary, and find its terms in a text of the source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from build_tools.catalogues.lint.word_stems import compute_word_key, fold_text, is_unspaced
from build_tools.model import Term

_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE = re.compile(r"(?:^|[.!?:;¿¡«“„\"‘(\[–—-])[\s\u00a0]*$")
_MAX_HEADING_WORDS = 6
_MIN_CONTENT_LETTERS = 4  # of a word that a title writes small


@dataclass(frozen=True, slots=True)
class _SourceForm:
    """Hold a form of a term in the source: the keys of its words, and the words.

    `term` is None if its translation is not settled: then no term within it is looked for.
    """

    keys: tuple[str, ...]
    words: tuple[str, ...]
    term: Term | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryIndex:
    """Hold the terms by the first word of each form in the source, longest form first.

    `unspaced_forms` are those of a source that writes its words without spaces between them.
    """

    by_first_word: Mapping[str, tuple[_SourceForm, ...]] = field(default_factory=dict)
    unspaced_forms: tuple[tuple[str, Term | None], ...] = ()

    def find_terms(self, text: str) -> list[tuple[str, Term]]:
        """Return the terms in a text of the source, each once, with its words in the text."""
        terms: dict[int, tuple[str, Term]] = {}
        for shown, term in (*self._find_spaced_terms(text), *self._find_unspaced_terms(text)):
            terms.setdefault(id(term), (shown, term))
        return list(terms.values())

    def _find_spaced_terms(self, text: str) -> Iterator[tuple[str, Term]]:
        words = list(_WORD.finditer(text)) if self.by_first_word else []
        keys = [compute_word_key(fold_text(each[0])) for each in words]
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
    """Return the index of terms; those not yet settled for a language are not reported.

    A term's note says so with a question mark after the tag: `pt? ar?`.
    """
    unsettled = re.compile(rf"(?<![\w-]){re.escape(tag)}\?", re.IGNORECASE)
    by_first: dict[str, list[_SourceForm]] = {}
    unspaced_forms: list[tuple[str, Term | None]] = []
    for term in terms:
        settled_term = None if unsettled.search(term.note) else term
        for form in term.source:
            words = tuple(_WORD.findall(form))
            if is_unspaced(form):
                unspaced_forms.append((fold_text(form), settled_term))
            elif words:
                keys = tuple(compute_word_key(fold_text(word)) for word in words)
                by_first.setdefault(keys[0], []).append(_SourceForm(keys, words, settled_term))
    return GlossaryIndex(
        by_first_word={
            first: tuple(sorted(forms, key=lambda form: -len(form.keys))) for first, forms in by_first.items()
        },
        unspaced_forms=tuple(sorted(unspaced_forms, key=lambda form: -len(form[0]))),
    )


def _is_name(matches: list[re.Match[str]], form: _SourceForm, text: str, word_count: int) -> bool:
    """Return whether words are part of a name: within a sentence, with unexpected capitals.

    A term of one word with a capital, “Part”, is not the word without: “a part in its policies”.
    """
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
