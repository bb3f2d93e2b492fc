"""The glossary as the rules look it up: takes its terms, gives those that stand in a source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from build_tools.catalogues.rules import stems
from build_tools.model import Term

_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE = re.compile(r"(?:^|[.!?:;¿¡«“„\"‘(\[–—-])[\s\u00a0]*$")
_HEADING, _LONG = 6, 4  # words of a heading at most, letters of a word that a title writes small


@dataclass(frozen=True, slots=True)
class _Form:
    """A form of a term as a source writes it: what its words are looked up by, and the words.

    `term` is None where its rendering is not settled: then nothing within it is looked for.
    """

    keys: tuple[str, ...]
    words: tuple[str, ...]
    term: Term | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Glossary:
    """Terms by the first word of each form in the source, longest form first.

    `together` are those of a source that writes its words without spaces between them.
    """

    by_first: Mapping[str, tuple[_Form, ...]] = field(default_factory=dict)
    together: tuple[tuple[str, Term | None], ...] = ()

    def asked(self, text: str) -> list[tuple[str, Term]]:
        """Return the terms that stand in a text of the source, each once, as it writes them."""
        found: dict[int, tuple[str, Term]] = {}
        for shown, term in (*self._written(text), *self._together(text)):
            found.setdefault(id(term), (shown, term))
        return list(found.values())

    def _written(self, text: str) -> Iterator[tuple[str, Term]]:
        found = list(_WORD.finditer(text)) if self.by_first else []
        keys = [stems.key(stems.folded(each[0])) for each in found]
        at = 0
        while at < len(keys):
            end = at + 1
            for form in self.by_first.get(keys[at], ()):
                if tuple(keys[at : at + len(form.keys)]) == form.keys:
                    end = at + len(form.keys)
                    if form.term and not _is_name(found[at:end], form, text, len(found)):
                        yield text[found[at].start() : found[end - 1].end()], form.term
                    break
            at = end

    def _together(self, text: str) -> Iterator[tuple[str, Term]]:
        rest = stems.folded(text) if self.together else ""
        for form, term in self.together:
            if form in rest:
                rest = rest.replace(form, " ")
                if term:
                    yield form, term


def glossary(terms: Iterable[Term], tag: str) -> Glossary:
    """Return terms as this rule looks them up; those not settled yet for a language are not told.

    A term's note says so with a question mark after the tag: `pt? ar?`.
    """
    unsettled = re.compile(rf"(?<![\w-]){re.escape(tag)}\?", re.IGNORECASE)
    by_first: dict[str, list[_Form]] = {}
    together: list[tuple[str, Term | None]] = []
    for term in terms:
        told = None if unsettled.search(term.note) else term
        for form in term.source:
            words = tuple(_WORD.findall(form))
            if stems.is_unspaced(form):
                together.append((stems.folded(form), told))
            elif words:
                keys = tuple(stems.key(stems.folded(word)) for word in words)
                by_first.setdefault(keys[0], []).append(_Form(keys, words, told))
    return Glossary(
        by_first={first: _longest_first(forms) for first, forms in by_first.items()},
        together=tuple(sorted(together, key=lambda one: -len(one[0]))),
    )


def _longest_first(forms: list[_Form]) -> tuple[_Form, ...]:
    return tuple(sorted(forms, key=lambda form: -len(form.keys)))


def _is_name(found: list[re.Match[str]], form: _Form, text: str, many: int) -> bool:
    """Whether words are part of a name: capitals where the glossary has none, within a sentence.

    A term of one word with a capital, “Part”, is not the word without: “a part in its policies”.
    """
    if len(found) == 1 and _is_capital(form.words[0]):
        return not _is_capital(found[0][0])
    raised = [
        each
        for each, word in zip(found, form.words, strict=True)
        if _is_capital(each[0]) and not _is_capital(word)
    ]
    if raised and raised[0] is found[0] and _SENTENCE.search(text[: found[0].start()]):
        raised = raised[1:]
    return bool(raised) and not _is_heading(text, many)


def _is_heading(text: str, many: int) -> bool:
    return many <= _HEADING and not any(
        word.islower() and len(word) >= _LONG for word in _WORD.findall(text)
    )


def _is_capital(word: str) -> bool:
    return word[:1].isupper()
