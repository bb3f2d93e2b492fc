"""Find punctuation marks with a wrong space.

Each mark of languages.toml has its exact space (in a PDF any space, on the same line), no other
mark has a space before it; no two spaces in sequence, no particle separated from its word.

Example: `elle ?` with a breaking space, in French; `¿Quién ?` in Spanish.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from build_tools.checks.definition import EDITION_FORMATS, BuiltEdition, Check, Violation
from build_tools.checks.punctuation_rules import load_punctuation_rules
from build_tools.checks.text_check import locate_violation
from build_tools.inspection.text.text_blocks import PLACEHOLDER, TextBlock, read_text_blocks
from build_tools.model import Language

CHECK = Check(
    code="type/spaces",
    severity="warning",
    formats=EDITION_FORMATS,
    what="punctuation marks and numbers without the space of the language, or with another",
    why="a mark begins a line or is separated from its word",
    fix="delete the space, or name the one it needs in locale/languages.toml",
    requires=("lxml", "pikepdf"),
)

_S = "[ \u00a0\u2002-\u200a\u202f\u3000]"
_CLOSED = rf"[\w%)\]}}”’»›.…?!{PLACEHOLDER}]"
_END = rf"(?=$|[\s)\]}}»›”’.,…{PLACEHOLDER}])"
_MARKS = ",.;:!?"
SpaceRule = tuple[re.Pattern[str], str]
_DOUBLE_SPACE = (re.compile(r"(?<=\S)[ \u00a0\u202f]{2,}(?=\S)"), "there are two spaces in a row")


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for each wrong space."""
    is_pdf = built.medium == "pdf"
    if is_pdf and built.language.is_rtl:
        return  # its mirrored marks are extracted as they are drawn
    for block in read_text_blocks(built.path, built.language.tag):
        for pattern, message in _list_space_rules(built.language, is_pdf):
            for match in pattern.finditer(block.text):
                yield locate_violation(built, block, match, message)
        if is_pdf:
            yield from _check_line_edges(built, block)


@lru_cache(maxsize=8)
def _list_space_rules(language: Language, is_pdf: bool) -> tuple[SpaceRule, ...]:
    return (
        *(rule for mark in language.spaces for rule in _make_required_space_rules(mark, is_pdf)),
        *_make_forbidden_space_rules(language),
        # In a PDF an image may be between two spaces.
        *(() if is_pdf else [_DOUBLE_SPACE]),
        *_make_particle_rules(language),
    )


def _make_required_space_rules(mark: str, is_pdf: bool) -> Iterator[SpaceRule]:
    """Yield rules that find a mark of languages.toml without its space."""
    space, sign = sorted(mark, key=lambda letter: not letter.isspace())
    required = _S if is_pdf else space
    description = f"{sign} lacks its space, U+{ord(space):04X},"
    sign = re.escape(sign)
    if mark[1] == space:
        yield re.compile(rf"{sign}(?!{required}|$)"), f"{description} after it"
    elif mark[1] == "%":
        yield re.compile(rf"(?<=\d){_S}?(?<!{required}){sign}(?!\w)"), f"{description} before it"
    elif mark[1] in "»›":
        pattern = rf"(?<=[^\s«‹])(?<!{required}){sign}|(?!{required}){_S}{sign}"
        yield re.compile(pattern), f"{description} before it"
    else:
        lacks = rf"(?<={_CLOSED})(?!{required}){_S}?{sign}{_END}"
        yield re.compile(lacks), f"{description} before it"


def _make_forbidden_space_rules(language: Language) -> Iterator[SpaceRule]:
    """Yield rules that find spaces where the language has none."""
    spaced = {mark.strip("\u00a0\u202f") for mark in language.spaces}
    marks = "".join(mark for mark in _MARKS + "،؛؟。，" if mark not in spaced)
    if language.script not in load_punctuation_rules().spaced_scripts:
        pattern = rf"(?<={_CLOSED}){_S}+[{re.escape(marks)}]{_END}"
        yield re.compile(pattern), "there is a space before a mark"
    opening, closing = _list_brackets(language)
    for pattern, position in (
        (rf"[{opening}]{_S}+(?=\w)", "after an opening mark"),
        (rf"(?<=\w){_S}+[{closing}](?!\w)", "before a closing mark"),
    ):
        yield re.compile(pattern), f"there is a space {position}"


def _list_brackets(language: Language) -> tuple[str, str]:
    """Return the marks that only open and only close in a language, with no space within."""
    paired_marks = load_punctuation_rules().get_paired_marks(language)
    question_pairs = (start + end for end, start in paired_marks.items())
    pairs = ("()", "[]", *language.quote_pairs[0], *language.quote_pairs[1], *question_pairs)
    opening, closing = ({pair[index] for pair in pairs} for index in (0, 1))
    spaced = {mark.strip("\u00a0\u202f") for mark in language.spaces}
    closing -= set(_MARKS)
    ambiguous = (opening & closing) | spaced | set("’")
    return _escape_marks(opening - ambiguous), _escape_marks(closing - ambiguous)


def _escape_marks(marks: set[str]) -> str:
    return re.escape("".join(sorted(marks)))


def _make_particle_rules(language: Language) -> Iterator[SpaceRule]:
    endings = load_punctuation_rules().particles.get(language.tag.partition("-")[0], ())
    if endings:
        pattern = rf"(?<=[」』”’)\]》〉]){_S}(?:{'|'.join(endings)})(?=[\s.,])"
        yield re.compile(pattern), "a particle is separated from its word"


def _check_line_edges(built: BuiltEdition, block: TextBlock) -> Iterator[Violation]:
    """Yield a violation where a line break separates a mark from its word."""
    opening = "".join(mark[0] for mark in built.language.spaces if mark[1].isspace())
    closing = "".join(mark[1] for mark in built.language.spaces if mark[0].isspace())
    for before, after in pairwise(block.lines):
        mark = before[-1:] if before[-1:] in tuple(opening) else after[:1]
        if mark in tuple(opening + closing) and mark and not after.startswith(tuple(opening)):
            match = re.search(re.escape(f"{before} {after}"), block.text) or re.match("", before)
            if match:
                message = f"{mark} is separated from its word by a line break"
                yield locate_violation(built, block, match, message)
