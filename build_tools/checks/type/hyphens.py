"""Find words of a PDF that are hyphenated where they should not be.

Example: “majuscu-le”, because the space before a colon was counted as a letter of the word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

from build_tools.checks.definition import BuiltEdition, Check, Violation
from build_tools.inspection.pdf.typeset import (
    TypesetBlock,
    TypesetLine,
    TypesetPage,
    find_page_breaks,
    read_typeset_pages,
)
from build_tools.inspection.text.tokenize import quote_start

CHECK = Check(
    code="type/hyphens",
    severity="warning",
    formats=("pdf",),
    what="where words are hyphenated: by the dictionary of their language, and not across pages",
    why="a word that is divided in the wrong place is read as another",
    fix="mark a foreign word with its language, or write U+2060 WORD JOINER where it is divided",
    requires=("pikepdf",),
)

MIN_BEFORE, MIN_AFTER, MAX_CONSECUTIVE = 2, 3, 3
# Elements that are no running text.
UNHYPHENATED_KINDS = frozenset({"Lbl", "TH", "TD", "Caption", "TOCI"})
_FINAL_HYPHEN = re.compile(r"\w-$")
_LETTERS_LAST, _LETTERS_FIRST = re.compile(r"[^\W\d_]*$"), re.compile(r"^[^\W\d_]*")
_EXACT = re.compile(r"[@/\\]|\w\.\w|\d")
_LETTERS = re.compile(r"[^\W\d_]+")


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for each word that is hyphenated where it should not be."""
    pages = read_typeset_pages(built.path)
    for page in pages:
        for block in page.blocks:
            for message in _check_hyphenated_words(block, may_hyphenate=built.language.hyphens):
                yield Violation(built.path, f"page {page.number}: {message}")
    yield from (Violation(built.path, message) for message in _check_page_breaks(pages))


def _check_hyphenated_words(block: TypesetBlock, *, may_hyphenate: bool) -> Iterator[str]:
    """Yield what is wrong with the hyphenated words of a block."""
    kinds = {block.kind, *_list_inner_ancestors(block)}
    is_no_running_text = block.is_heading or bool(UNHYPHENATED_KINDS & kinds)
    for line, next_line in pairwise(block.lines):
        if _has_final_hyphen(line):
            before, after = _join_word_parts(line, next_line)
            if not may_hyphenate:
                problem = "in a language that divides no words"
            elif is_no_running_text:
                problem = "in what is no running text"
            else:
                problem = _describe_break_error(before, after, line)
            if problem:
                yield f"{quote_start(f'{before}-{after}')} is divided {problem}"
    yield from _check_consecutive_hyphens(block.lines)


def _list_inner_ancestors(block: TypesetBlock) -> Sequence[str]:
    """Return what a block stands in; a note of a cell stands at the foot of the page, not in the cell."""
    around = block.ancestors
    return around[around.index("Note") :] if "Note" in around else around


def _has_final_hyphen(line: TypesetLine) -> bool:
    """Return whether a line ends within a word: print lets no line end at the hyphen of a compound."""
    return bool(_FINAL_HYPHEN.search(line.text))


def _join_word_parts(line: TypesetLine, next_line: TypesetLine) -> tuple[str, str]:
    return re.split(r"\s", line.text[:-1])[-1], re.split(r"\s", next_line.text)[0]


def _describe_break_error(before: str, after: str, line: TypesetLine) -> str:
    """Return what is wrong with a break; empty if nothing is."""
    if _is_unbreakable(before) or _is_unbreakable(re.sub(r"\W*\d*\W*$", "", after)):
        return "that is an address, a number or a name in capitals"
    head, tail = _LETTERS_LAST.search(before), _LETTERS_FIRST.search(after)
    first, last = head[0] if head else "", tail[0] if tail else ""
    if len(first) < MIN_BEFORE or len(last) < MIN_AFTER:
        return f"with too few letters before or after: at least {MIN_BEFORE} and {MIN_AFTER}"
    dictionary = _load_hyphenation(line.last_language)
    is_allowed = dictionary is None or len(first) in dictionary.positions(first + last)
    return "" if is_allowed else "where its language divides no word"


def _is_unbreakable(part: str) -> bool:
    """Return whether a part of a word is of an address, a number or an acronym."""
    first = _LETTERS.search(part)
    return bool(_EXACT.search(part)) or bool(first and first[0][:2].isupper() and first[0][1:2])


@lru_cache(maxsize=16)
def _load_hyphenation(language: str) -> Any | None:
    import pyphen

    known = pyphen.language_fallback(language.replace("-", "_"))
    return pyphen.Pyphen(lang=known, left=1, right=1) if known else None


def _check_consecutive_hyphens(lines: Sequence[TypesetLine]) -> Iterator[str]:
    """Yield each sequence of too many hyphenated lines."""
    row = 0
    for line in lines:
        row = row + 1 if _has_final_hyphen(line) else 0
        if row == MAX_CONSECUTIVE + 1:
            excerpt = quote_start(line.text)
            yield f"{excerpt} is the {row}th line one below another that ends in a hyphen"


def _check_page_breaks(pages: Sequence[TypesetPage]) -> Iterator[str]:
    for page_break in find_page_breaks(pages):
        line, next_line = page_break.edge_lines
        if _has_final_hyphen(line):
            before, after = _join_word_parts(line, next_line)
            word = quote_start(f"{before}-{after}")
            yield f"page {page_break.before.page} ends within a word, {word}"
