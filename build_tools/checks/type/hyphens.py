"""Takes a book, gives the words that are divided where they should not be.

What: a word is divided only in a language that the register lets print divide, where pyphen's
dictionary of it says, with two letters or more before the hyphen and three after it; not in a
heading, a label or a table, not in an address, a number or a name in capitals, not over the page,
and not in more than three lines one below another.
Example: “majuscu-le”, since the space before a colon had been counted as a letter of the word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

from build_tools.checks.row import Built, Fault
from build_tools.seeing.layout import TypesetBlock, TypesetLine, TypesetPage, read_typeset_pages
from build_tools.seeing.layout_runs import find_page_breaks
from build_tools.seeing.words import quote_start

HYPHEN = "\N{HYPHEN}"
BEFORE, AFTER, IN_A_ROW = 2, 3, 3
# What is not read as running text.
SET = frozenset({"Lbl", "TH", "TD", "Caption", "TOCI"})
_LAST, _FIRST = re.compile(r"\S*$"), re.compile(r"^\S*")
_LETTERS_LAST, _LETTERS_FIRST = re.compile(r"[^\W\d_]*$"), re.compile(r"^[^\W\d_]*")
_EXACT = re.compile(r"[@/\\]|\w\.\w|\d")
_LETTERS = re.compile(r"[^\W\d_]+")


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for each word that is divided where it should not be."""
    read = read_typeset_pages(built.whole)
    for sheet in read:
        for block in sheet.blocks:
            for said in _block(block, divides=built.language.hyphens):
                yield Fault(built.whole, f"page {sheet.number}: {said}")
    yield from (Fault(built.whole, said) for said in _over_pages(read))


def _block(block: TypesetBlock, *, divides: bool) -> Iterator[str]:
    """Yield what is wrong with the divided words of a block."""
    is_set = block.is_heading or bool(SET & {block.kind, *block.ancestors})
    for one, other in pairwise(block.lines):
        if _is_divided(one):
            before, after = _word(one, other)
            wrong = "" if divides else "in a language that divides no words"
            wrong = wrong or (
                "in what is no running text" if is_set else _wrong(before, after, one)
            )
            if wrong:
                yield f"{quote_start(f'{before}-{after}')} is divided {wrong}"
    yield from _rows(block.lines)


def _is_divided(line: TypesetLine) -> bool:
    return line.text.endswith(HYPHEN)


def _word(one: TypesetLine, other: TypesetLine) -> tuple[str, str]:
    before, after = _LAST.search(one.text[:-1]), _FIRST.search(other.text)
    return before[0] if before else "", after[0] if after else ""


def _wrong(before: str, after: str, line: TypesetLine) -> str:
    """Return what is wrong with the place at which a word is divided; nothing where it is good."""
    if _is_exact(before) or _is_exact(re.sub(r"\W*\d*\W*$", "", after)):
        return "that is an address, a number or a name in capitals"
    head, tail = _LETTERS_LAST.search(before), _LETTERS_FIRST.search(after)
    first, last = head[0] if head else "", tail[0] if tail else ""
    if len(first) < BEFORE or len(last) < AFTER:
        return f"with too few letters before or after: at least {BEFORE} and {AFTER}"
    places = _places(first + last, line.last_language)
    return "" if places is None or len(first) in places else "where its language divides no word"


def _is_exact(part: str) -> bool:
    """Return whether a part of a word is of an address, a number or a name in capitals."""
    first = _LETTERS.search(part)
    return bool(_EXACT.search(part)) or bool(first and first[0][:2].isupper() and first[0][1:2])


def _places(word: str, language: str) -> frozenset[int] | None:
    """Return where a dictionary divides a word; None where there is none of its language."""
    dictionary = _dictionary(language)
    return None if dictionary is None else frozenset(map(int, dictionary.positions(word)))


@lru_cache(maxsize=16)
def _dictionary(language: str) -> Any | None:
    import pyphen

    known = pyphen.language_fallback(language.replace("-", "_"))
    return pyphen.Pyphen(lang=known, left=1, right=1) if known else None


def _rows(lines: Sequence[TypesetLine]) -> Iterator[str]:
    """Yield each row of too many divided words one below another."""
    row = 0
    for line in lines:
        row = row + 1 if _is_divided(line) else 0
        if row == IN_A_ROW + 1:
            said = quote_start(line.text)
            yield f"{said} is the {row}th line one below another that ends in a hyphen"


def _over_pages(read: Sequence[TypesetPage]) -> Iterator[str]:
    for broken in find_page_breaks(read):
        one, other = broken.edge_lines
        if _is_divided(one):
            before, after = _word(one, other)
            yield f"page {broken.before.page} ends within a word, {quote_start(f'{before}-{after}')}"
