"""Find characters that only look like the right letters.

Example: `ﻻ` for `لا`; `e` with a combining accent for `é`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from build_tools.checks.definition import EDITION_FORMATS, BuiltEdition, Check, Violation
from build_tools.checks.text_check import locate_violation
from build_tools.inspection.text.text_blocks import TextBlock, read_text_blocks

CHECK = Check(
    code="type/letters",
    severity="error",
    formats=EDITION_FORMATS,
    what=("characters that only look like letters: presentation forms, decomposed letters, invisible ones"),
    why="a word with one is not found, and not read aloud",
    fix="type the word again, on a keyboard of the language",
    requires=("lxml", "pikepdf"),
)

_PRESENTATION_FORM = re.compile("[\ufb00-\ufb4f\ufb50-\ufd3d\ufd50-\ufdf1\ufe70-\ufefc]")
_FULL_WIDTH = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
# Translators do not decide where a line may end; the build itself inserts U+2060.
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028\u2029\ufeff\ufffd]")
_SOFT_HYPHEN = re.compile("\xad")
# For private use, for nobody, and halves of letters.
_UNASSIGNED = re.compile("[\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff]")


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for each wrong character."""
    is_book = built.medium == "pdf"
    for block in read_text_blocks(built.path, built.language.tag):
        for match, message in (*_check_characters(block), *(() if is_book else _check_composition(block))):
            yield locate_violation(built, block, match, message)
        soft_hyphen = None if built.language.hyphens or is_book else _SOFT_HYPHEN.search(block.text)
        if soft_hyphen:
            message = "a soft hyphen is in a language that is not hyphenated"
            yield locate_violation(built, block, soft_hyphen, message)


def _check_characters(block: TextBlock) -> Iterator[tuple[re.Match[str], str]]:
    for match in _PRESENTATION_FORM.finditer(block.text):
        letters = unicodedata.normalize("NFKC", match[0])
        yield match, f"U+{ord(match[0]):04X} is a presentation form, not the letters {letters}"
    for match in _FULL_WIDTH.finditer(block.text):
        yield match, f"{match[0]} is a full-width form"
    for match in _INVISIBLE.finditer(block.text):
        yield match, f"U+{ord(match[0]):04X} is no letter"
    for match in _UNASSIGNED.finditer(block.text):
        yield match, f"U+{ord(match[0]):04X} means nothing"


def _check_composition(block: TextBlock) -> Iterator[tuple[re.Match[str], str]]:
    """Yield the first letter that is decomposed, although Unicode has it composed."""
    if unicodedata.is_normalized("NFC", block.text):
        return
    for match in re.finditer(r"\w[^\w\s]+", block.text):
        if unicodedata.normalize("NFC", match[0]) != match[0] and len(match[0]) < 5:
            yield match, f"{match[0]} is in decomposed form"
            return
