"""Takes an edition, gives what a reader from the right would meet in the wrong place.

What: marks of direction that are opened are closed; words stand in the order in which they are
read (no letter that only ends a word begins one); Latin names, numbers and addresses whose signs
would be drawn on their wrong side stand in an element or between marks of their own direction.
Example: `C++ لغة`, where ++ is drawn on the left of C; a date `2011-12-11` in Arabic.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from build_tools.checks.customs import customs
from build_tools.checks.row import Built, Fault
from build_tools.checks.telling import fault
from build_tools.model import Language
from build_tools.seeing.prose import TextBlock, read_text_blocks

_CONTROL = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CLOSES = {**dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"),
           **dict.fromkeys("\u2066\u2067\u2068", "\u2069")}  # fmt: skip
_RTL = "\u0590-\u08ff"
# Signs of a Latin word before a space or an Arabic letter: they would stand before the word.
_AFTER_LATIN = re.compile(rf"[A-Za-z][A-Za-z0-9]*[/+#*°™®-]+(?=[\s{_RTL}]|$)")
# The parts of a number that a sign or a space parts are read from the right, one by one.
_NUMBERS = re.compile(r"(?<![\w-])\d{4}-\d{1,2}-\d{1,2}(?![\w-])|\+\d+(?:[ -]\d+)+")


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for each passage that is out of its order or place."""
    for block in read_text_blocks(built.whole, built.language.tag):
        for found, message in (*_unbalanced(block), *_of_rtl(block, built.language)):
            yield fault(built, block, found, message)


@cache
def _backwards(last: str) -> re.Pattern[str]:
    """Return what finds a word of two letters or more that begins as words end."""
    return re.compile(rf"(?<![\w\u064b-\u0652])[{last}][{_RTL}]+" if last else r"(?!)")


def _unbalanced(block: TextBlock) -> Iterator[tuple[re.Match[str], str]]:
    opened: list[re.Match[str]] = []
    for found in _CONTROL.finditer(block.full_text):
        if found[0] in _CLOSES:
            opened.append(found)
        elif not opened or _CLOSES[opened.pop()[0]] != found[0]:
            yield found, f"the mark of direction U+{ord(found[0]):04X} closes nothing"
    for found in opened:
        yield found, f"the mark of direction U+{ord(found[0]):04X} is not closed"


def _of_rtl(block: TextBlock, language: Language) -> Iterator[tuple[re.Match[str], str]]:
    if not language.is_rtl:
        return
    last = customs().last.get(language.script, "")
    for found in _backwards(last).finditer(block.text):
        yield found, "a word begins with a letter that only ends words"
    for found in _AFTER_LATIN.finditer(block.text):
        if not _is_marked(block.text[found.end() :]):
            yield found, f"{found[0]} would be drawn with its sign on the wrong side"
    for found in _NUMBERS.finditer(block.text):
        if not _is_marked(block.text[found.end() :]):
            yield found, f"{found[0]} would be read from the right, part by part"


def _is_marked(rest: str) -> bool:
    """Return whether a mark of direction follows, which keeps what is before it in its place."""
    return rest[:1] in ("\u200e", "\u2069", "\u202c")
