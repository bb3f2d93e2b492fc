"""Find quotation marks that are not the language's, or that do not close.

Typographic marks only. Straight ones are accepted anywhere: the build replaces them by those of
the language. An apostrophe is no quotation mark.
Example: `la “ville”` in French.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from build_tools.catalogues.lint.lint_context import MessagePair, Remark, Rule
from build_tools.model import Language

_MARK = re.compile("[«»‹›“”„‟‘’‚‛「」『』《》〈〉]")
_APOSTROPHES = "’‘‛"
_STRAIGHT = re.compile(r'(?<!\d)"')
# In Hebrew it also marks an abbreviation, before the last letter or before its ending.
_GERSHAYIM = re.compile(r'[\u05d0-\u05ea]"[\u05d0-\u05ea]')


@dataclass(frozen=True, slots=True)
class QuotePairs:
    """Hold a language's quotation marks: the outer pairs, and those within others alone."""

    outer: tuple[str, ...]
    inner: tuple[str, ...]

    @property
    def example(self) -> str:
        """Return the first pair, as a person reads it."""
        first = self.outer[0]
        return f"{first[0]}…{first[1]}"

    def is_opening(self, mark: str, *, within: bool) -> bool:
        """Return whether a mark may open a quotation, one within another or not."""
        return any(mark == pair[0] for pair in (self.outer + self.inner if within else self.outer))

    def get_closing_marks(self, mark: str) -> str:
        """Return the marks that may close what a mark opened."""
        return "".join(pair[1] for pair in self.outer + self.inner if pair[0] == mark)


@lru_cache(maxsize=64)
def get_quote_pairs(language: Language) -> QuotePairs | None:
    """Return the marks of a language, as languages.toml has them; None if unknown."""
    outer, inner = language.quote_pairs
    return QuotePairs(outer, inner) if outer else None


def check(pair: MessagePair) -> Iterator[Remark]:
    """Yield one finding for the first mark that is wrong, else for one without a partner."""
    text = pair.target.text
    if _MARK.search(text):
        quote_pairs = get_quote_pairs(pair.context.language)
        fault = _find_wrong_mark(text, quote_pairs) if quote_pairs else ""
        if fault and not _is_source_uneven(pair):
            remedy = f"write straight ones, or {quote_pairs.example}" if quote_pairs else ""
            yield Remark(fault, remedy)
            return
    is_odd = len(_STRAIGHT.findall(text)) % 2 == 1 and not _GERSHAYIM.search(text)
    if is_odd and not _is_source_uneven(pair):
        yield Remark("a straight quotation mark is alone", "write both, or none")


def _find_wrong_mark(text: str, quote_pairs: QuotePairs) -> str:
    """Return what is wrong with the first wrong mark; an empty string if all are right."""
    opened: list[str] = []
    for match in _MARK.finditer(text):
        mark, index = match[0], match.start()
        if (
            opened
            and mark in quote_pairs.get_closing_marks(opened[-1])
            and not _is_apostrophe(text, index, mark)
        ):
            opened.pop()
        elif quote_pairs.is_opening(mark, within=bool(opened)) and not _is_apostrophe(text, index, mark):
            opened.append(mark)
        elif mark not in _APOSTROPHES:
            return f"{mark} is not a quotation mark of the language here"
    unclosed = [mark for mark in opened if mark not in _APOSTROPHES]
    return f"the quotation mark {unclosed[0]} is not closed" if unclosed else ""


def _is_apostrophe(text: str, index: int, mark: str) -> bool:
    """Return whether a mark is an apostrophe: it stands between letters."""
    between = text[index - 1 : index].isalpha() and text[index + 1 : index + 2].isalpha()
    return mark in _APOSTROPHES and between


def _is_source_uneven(pair: MessagePair) -> bool:
    """Return whether the source itself opens what another message closes."""
    text = pair.source.text
    straight = len(_STRAIGHT.findall(text)) % 2 == 1
    return straight or text.count("“") != text.count("”") or text.count("«") != text.count("»")


RULE = Rule(
    code="catalogue/quotes",
    check=check,
    what="quotation marks of another language, or without a partner",
    why="they look foreign, or leave open where the quotation ends",
    fix="write straight ones, or those of the language",
)
