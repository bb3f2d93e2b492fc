"""Takes an edition, gives the marks that stand with the wrong space beside them.

What: each mark of languages.toml with its very space (in a book with some space, on its line), no
other mark with one before it, no two spaces in a row, no particle apart from its word.
Example: `elle ?` with a space that breaks, in French; `¿Quién ?` in Spanish.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from build_tools.checks.customs import customs
from build_tools.checks.row import Built, Fault
from build_tools.checks.telling import fault
from build_tools.model import Language
from build_tools.seeing.prose import PLACEHOLDER, TextBlock, read_text_blocks

_S = "[ \u00a0\u2002-\u200a\u202f\u3000]"
_CLOSED = rf"[\w%)\]}}”’»›.…?!{PLACEHOLDER}]"
_END = rf"(?=$|[\s)\]}}»›”’.,…{PLACEHOLDER}])"
_MARKS = ",.;:!?"
Rule = tuple[re.Pattern[str], str]
_TWO = (re.compile(r"(?<=\S)[ \u00a0\u202f]{2,}(?=\S)"), "there are two spaces in a row")


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for each place where a space is wrong."""
    is_book = built.target.format == "pdf"
    if is_book and built.language.is_rtl:
        return  # its marks are drawn mirrored, and read so by whoever copies them
    for block in read_text_blocks(built.whole, built.language.tag):
        for pattern, message in _rules(built.language, is_book):
            for found in pattern.finditer(block.text):
                yield fault(built, block, found, message)
        if is_book:
            yield from _edges(built, block)


@lru_cache(maxsize=8)
def _rules(language: Language, is_book: bool) -> tuple[Rule, ...]:
    return (
        *(rule for mark in language.spaces for rule in _asked(mark, is_book)),
        *_refused(language),
        # In a book two spaces may have a picture between them.
        *(() if is_book else [_TWO]),
        *_endings(language),
    )


def _asked(mark: str, is_book: bool) -> Iterator[Rule]:
    """Yield what finds a mark of languages.toml without its space."""
    space, sign = sorted(mark, key=lambda letter: not letter.isspace())
    wanted = _S if is_book else space
    named = f"{sign} lacks its space, U+{ord(space):04X},"
    sign = re.escape(sign)
    if mark[1] == space:
        yield re.compile(rf"{sign}(?!{wanted}|$)"), f"{named} after it"
    elif mark[1] == "%":
        yield re.compile(rf"(?<=\d){_S}?(?<!{wanted}){sign}(?!\w)"), f"{named} before it"
    elif mark[1] in "»›":
        yield (
            re.compile(rf"(?<=[^\s«‹])(?<!{wanted}){sign}|(?!{wanted}){_S}{sign}"),
            f"{named} before it",
        )
    else:
        lacks = rf"(?<={_CLOSED})(?!{wanted}){_S}?{sign}{_END}"
        yield re.compile(lacks), f"{named} before it"


def _refused(language: Language) -> Iterator[Rule]:
    """Yield what finds spaces where the language has none."""
    spaced = {mark.strip("\u00a0\u202f") for mark in language.spaces}
    marks = "".join(mark for mark in _MARKS + "،؛؟。，" if mark not in spaced)
    if language.script not in customs().loose:
        pattern = rf"(?<={_CLOSED}){_S}+[{re.escape(marks)}]{_END}"
        yield re.compile(pattern), "a space stands before a mark"
    opening, closing = _brackets(language)
    for pattern, which in (
        (rf"[{opening}]{_S}+(?=\w)", "after an opening mark"),
        (rf"(?<=\w){_S}+[{closing}](?!\w)", "before a closing mark"),
    ):
        yield re.compile(pattern), f"a space stands {which}"


def _brackets(language: Language) -> tuple[str, str]:
    """Return what surely opens and what surely closes in a language, and has no space within."""
    asked = (start + end for end, start in customs().pairs(language).items())
    pairs = ("()", "[]", *language.quote_pairs[0], *language.quote_pairs[1], *asked)
    opening, closing = ({pair[at] for pair in pairs} for at in (0, 1))
    spaced = {mark.strip("\u00a0\u202f") for mark in language.spaces}
    closing -= set(_MARKS)
    both = (opening & closing) | spaced | set("’")
    return _class(opening - both), _class(closing - both)


def _class(marks: set[str]) -> str:
    return re.escape("".join(sorted(marks)))


def _endings(language: Language) -> Iterator[Rule]:
    endings = customs().endings.get(language.tag.partition("-")[0], ())
    if endings:
        pattern = rf"(?<=[」』”’)\]》〉]){_S}(?:{'|'.join(endings)})(?=[\s.,])"
        yield re.compile(pattern), "a particle stands apart from its word"


def _edges(built: Built, block: TextBlock) -> Iterator[Fault]:
    """Yield a fault where the end of a line parts a mark from its word."""
    opening = "".join(mark[0] for mark in built.language.spaces if mark[1].isspace())
    closing = "".join(mark[1] for mark in built.language.spaces if mark[0].isspace())
    for before, after in pairwise(block.lines):
        mark = before[-1:] if before[-1:] in tuple(opening) else after[:1]
        if mark in tuple(opening + closing) and mark and not after.startswith(tuple(opening)):
            found = re.search(re.escape(f"{before} {after}"), block.text) or re.match("", before)
            if found:
                yield fault(built, block, found, f"{mark} is parted from its word by a line's end")
