"""Reject a msgstr that shows no word where its source shows one: it would empty a paragraph unseen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import unescape

from build_tools.sanitizer.inert_parser import is_plain_text
from build_tools.sanitizer.issue import MessageIssue, make_rejection
from build_tools.sanitizer.message_text import split_runs
from build_tools.sanitizer.structural_rules import is_shown_unparsed

# Default_Ignorable_Code_Point (DerivedCoreProperties of Unicode 16): nothing is drawn for these.
_IGNORABLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_TAG = re.compile(r"<[^<>]*>")
# What stands for words that are written elsewhere: a title, a substitution.
_STANDS_FOR_WORDS = frozenset({"reference", "substitution"})


def has_visible_letter(text: str) -> bool:
    """Return whether a text has a letter or a digit that is drawn; “№” counts as its letters."""
    if any(map(str.isalnum, filter(str.isascii, text))):
        return True
    return any(map(str.isalnum, unicodedata.normalize("NFKC", _IGNORABLE.sub("", text))))


def check_visible_words(msgid: str, msgstr: str) -> Iterator[MessageIssue]:
    """Reject a translation without a visible letter where the source has one."""
    if not _shows_words(msgid, msgstr) and _shows_words(msgid, msgid):
        message = "the translation shows no letter: readers would find an empty place"
        yield make_rejection("invisible", message, "write its words, or leave it empty")


def _shows_words(msgid: str, text: str) -> bool:
    """Return whether readers see a word of a text, or what stands for words."""
    if "<" in msgid:  # it may be raw markup, of which tags are no words
        return has_visible_letter(unescape(_TAG.sub(" ", text)))
    if is_shown_unparsed(msgid) or is_plain_text(text):
        return has_visible_letter(text)
    runs = [run for run in split_runs(text) if run.kind != "note"]
    return any(run.kind in _STANDS_FOR_WORDS or has_visible_letter(run.text) for run in runs)
