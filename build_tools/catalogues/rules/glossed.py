"""The glossary as the rules look it up: takes its terms, gives those that stand in a source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from build_tools.catalogues.glossary import Term
from build_tools.catalogues.rules import stems

Written = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Glossary:
    """Terms by the first word of each form in the source, longest form first.

    `together` are those of a source that writes its words without spaces between them.
    """

    by_first: Mapping[str, tuple[tuple[Written, Term], ...]] = field(default_factory=dict)
    together: tuple[tuple[str, Term], ...] = ()

    def asked(self, text: str) -> list[tuple[str, Term]]:
        """Return the terms that stand in a text of the source, each once, as it writes them."""
        found = {term.key or shown: (shown, term) for shown, term in self._written(text)}
        rest = stems.folded(text) if self.together else ""
        for form, term in self.together:
            if form in rest:
                found.setdefault(term.key or form, (form, term))
                rest = rest.replace(form, " ")
        return list(found.values())

    def _written(self, text: str) -> Iterator[tuple[str, Term]]:
        words = stems.words(text) if self.by_first else []
        keys = list(map(stems.key, words))
        at = 0
        while at < len(keys):
            many = 1
            for written, term in self.by_first.get(keys[at], ()):
                if tuple(keys[at : at + len(written)]) == written:
                    many = len(written)
                    yield " ".join(words[at : at + many]), term
                    break
            at += many


def glossary(terms: Iterable[Term]) -> Glossary:
    """Return terms as this rule looks them up."""
    forms = [(form, term) for term in terms for form in term.source]
    by_first: dict[str, list[tuple[Written, Term]]] = {}
    together: list[tuple[str, Term]] = []
    for form, term in forms:
        if stems.is_unspaced(form):
            together.append((stems.folded(form), term))
            continue
        written = tuple(map(stems.key, stems.words(form)))
        if written:
            by_first.setdefault(written[0], []).append((written, term))
    longest_first = {
        first: tuple(sorted(each, key=lambda one: -len(one[0]))) for first, each in by_first.items()
    }
    return Glossary(
        by_first=longest_first, together=tuple(sorted(together, key=lambda one: -len(one[0])))
    )
