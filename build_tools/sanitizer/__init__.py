"""Sanitize translations: decide what of a msgstr may be compiled into the .mo file.

`sanitize` repairs a msgstr, or rejects it; the source text is then shown in its place.
"""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.sanitizer.inert_parser import is_plain_text
from build_tools.sanitizer.lexical_rules import LEXICAL
from build_tools.sanitizer.omissions import find_omissions
from build_tools.sanitizer.rejection import Rejection
from build_tools.sanitizer.repair import Repair, repair_msgstr, unescape_text
from build_tools.sanitizer.structural_rules import STRUCTURAL

__all__ = [
    "Rejection",
    "Repair",
    "SanitizedMessage",
    "escape_msgstr",
    "find_rejection",
    "is_plain_text",
    "sanitize",
    "unescape_text",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class SanitizedMessage:
    """Hold what became of a msgstr: `text` may be compiled, and is empty where it is rejected.

    `omissions` are what it leaves out of the source; it passes all the same.
    """

    text: str
    rejection: Rejection | None = None
    repairs: tuple[Repair, ...] = ()
    omissions: tuple[Repair, ...] = ()


def find_rejection(msgid: str, msgstr: str) -> Rejection | None:
    """Return why a msgstr must be rejected, None where it may pass. Never raises, ends soon."""
    if msgstr == msgid or is_plain_text(msgstr):
        return None
    for rule in (*LEXICAL, *STRUCTURAL):
        rejection = rule(msgid, msgstr)
        if rejection:
            return rejection
    return None


def escape_msgstr(msgid: str, msgstr: str) -> str:
    """Return a msgstr that reaches the page, escaped where Sphinx would drop parts of it."""
    return sanitize(msgid, msgstr).text or msgstr


def sanitize(msgid: str, msgstr: str) -> SanitizedMessage:
    """Repair a msgstr where that does no harm, then check it. Never raises, ends soon."""
    if msgstr == msgid:
        return SanitizedMessage(text=msgstr)
    if is_plain_text(msgstr):
        return SanitizedMessage(text=msgstr, omissions=tuple(find_omissions(msgid, msgstr)))
    for rule in LEXICAL:
        rejection = rule(msgid, msgstr)
        if rejection:
            return SanitizedMessage(text="", rejection=rejection)
    text, repairs = repair_msgstr(msgid, msgstr)
    rejection = find_rejection(msgid, text)
    if rejection:
        return SanitizedMessage(text="", rejection=rejection)
    return SanitizedMessage(
        text=text, repairs=repairs, omissions=tuple(find_omissions(msgid, text))
    )
