"""Sanitize translations: decide what of a msgstr may be compiled into the .mo file.

`sanitize` repairs a msgstr, or rejects it; the source text is then shown in its place.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from build_tools.sanitizer.inert_parser import is_plain_text
from build_tools.sanitizer.issue import MessageIssue, SanitizerRule
from build_tools.sanitizer.lexical_rules import LEXICAL
from build_tools.sanitizer.omissions import find_omissions
from build_tools.sanitizer.repair import repair_msgstr, unescape_text
from build_tools.sanitizer.structural_rules import STRUCTURAL

__all__ = [
    "MessageIssue",
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
    rejection: MessageIssue | None = None
    repairs: tuple[MessageIssue, ...] = ()
    omissions: tuple[MessageIssue, ...] = ()


def find_rejection(msgid: str, msgstr: str) -> MessageIssue | None:
    """Return why a msgstr must be rejected, None where it may pass. Never raises, ends soon."""
    if msgstr == msgid or is_plain_text(msgstr):
        return None
    return _find_first((*LEXICAL, *STRUCTURAL), msgid, msgstr)


def escape_msgstr(msgid: str, msgstr: str) -> str:
    """Return a msgstr that reaches the page, escaped where Sphinx would drop parts of it."""
    return sanitize(msgid, msgstr).text or msgstr


def sanitize(msgid: str, msgstr: str) -> SanitizedMessage:
    """Repair a msgstr where that does no harm, then check it. Never raises, ends soon."""
    if msgstr == msgid:
        return SanitizedMessage(text=msgstr)
    text, rejection = msgstr, None
    repairs: tuple[MessageIssue, ...] = ()
    if not is_plain_text(msgstr):
        rejection = _find_first(LEXICAL, msgid, msgstr)
        if not rejection:
            text, repairs = repair_msgstr(msgid, msgstr)
            rejection = find_rejection(msgid, text)
    if rejection:
        return SanitizedMessage(text="", rejection=rejection)
    omissions = tuple(find_omissions(msgid, text))
    return SanitizedMessage(text=text, repairs=repairs, omissions=omissions)


def _find_first(rules: Iterable[SanitizerRule], msgid: str, msgstr: str) -> MessageIssue | None:
    return next((issue for rule in rules for issue in rule(msgid, msgstr)), None)
