"""Find text that is displayed in a wrong order in a right-to-left edition.

Example: `C++ لغة`, where ++ is drawn on the left of C; a date `2011-12-11` in Arabic.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from build_tools.checks.definition import EDITION_FORMATS, BuiltEdition, Check, Violation
from build_tools.checks.punctuation_rules import load_punctuation_rules
from build_tools.checks.text_check import locate_violation
from build_tools.inspection.text.text_blocks import TextBlock, read_text_blocks
from build_tools.model import Language

CHECK = Check(
    code="type/direction",
    severity="error",
    formats=EDITION_FORMATS,
    what="words, numbers and marks that would be displayed in the wrong place or order",
    why="a name or an address whose signs change sides is another one",
    fix="write U+200E (left-to-right mark) after it, or close what was opened",
    standards=("WCAG 2.2, 1.3.2",),
    requires=("lxml", "pikepdf"),
)

_CONTROL = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CLOSES = {**dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"),
           **dict.fromkeys("\u2066\u2067\u2068", "\u2069")}  # fmt: skip
_RTL = "\u0590-\u08ff"
# Signs of a Latin word before a space or an Arabic letter: they would be displayed before the word.
_AFTER_LATIN = re.compile(rf"[A-Za-z][A-Za-z0-9]*[/+#*°™®-]+(?=[\s{_RTL}]|$)")
# The parts of a number that a sign or a space parts are read from the right, one by one.
_NUMBERS = re.compile(r"(?<![\w-])\d{4}-\d{1,2}-\d{1,2}(?![\w-])|\+\d+(?:[ -]\d+)+")


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for each text that is out of order."""
    for block in read_text_blocks(built.path, built.language.tag):
        for match, message in (*_check_bidi_controls(block), *_check_rtl_text(block, built.language)):
            yield locate_violation(built, block, match, message)


def _check_bidi_controls(block: TextBlock) -> Iterator[tuple[re.Match[str], str]]:
    opened: list[re.Match[str]] = []
    for match in _CONTROL.finditer(block.full_text):
        if match[0] in _CLOSES:
            opened.append(match)
        elif not opened or _CLOSES[opened.pop()[0]] != match[0]:
            yield match, f"the bidi control U+{ord(match[0]):04X} closes nothing"
    for match in opened:
        yield match, f"the bidi control U+{ord(match[0]):04X} is not closed"


def _check_rtl_text(block: TextBlock, language: Language) -> Iterator[tuple[re.Match[str], str]]:
    if not language.is_rtl:
        return
    final_letters = load_punctuation_rules().final_letters.get(language.script, "")
    word_from_final = rf"(?<![\w\u064b-\u0652])[{final_letters}][{_RTL}]+" if final_letters else r"(?!)"
    for match in re.finditer(word_from_final, block.text):
        yield match, "a word begins with a letter that only ends words"
    for match in _AFTER_LATIN.finditer(block.text):
        if not _is_before_control(block.text[match.end() :]):
            yield match, f"{match[0]} would be drawn with its sign on the wrong side"
    for match in _NUMBERS.finditer(block.text):
        if not _is_before_control(block.text[match.end() :]):
            yield match, f"{match[0]} would be read from the right, part by part"


def _is_before_control(rest: str) -> bool:
    """Return whether a bidi control follows, which keeps what is before it in its place."""
    return rest[:1] in ("\u200e", "\u2069", "\u202c")
