"""Set the marks of a msgstr where docutils sees them: beside a space or a mark, next to their words.

Every change is tried: it stays only where docutils then reads what the source has, and nothing new is open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from docutils.utils import punctuation_chars

from build_tools.sanitizer.inert_parser import parse_message

_MARKS = frozenset("*`[|")
_LETTER = r"[^\W\d_\x00-\x7f]"
# What docutils lets stand before and after inline markup, besides the ends of a text.
_BEFORE = re.compile(rf"[\s{punctuation_chars.openers}{punctuation_chars.delimiters}]")
_AFTER = re.compile(
    rf"[\s\\{punctuation_chars.closers}{punctuation_chars.delimiters}{punctuation_chars.closing_delimiters}]"
)
# Read from the left, so that what lies between two marked words is never taken for a third.
_INLINE_MARKUP = re.compile(
    r"(?<!\\)(?:(?P<strong>\*\*[^\s*](?:[^*]*[^\s*\\])?\*\*)|(?P<emphasis>\*[^\s*](?:[^*]*[^\s*\\])?\*)"
    r"|``[^`]+``|(?::[^\W_][\w.+:-]*:)?`[^`]+`(?:__?|:[^\W_][\w.+:-]*:)?"
    r"|\[(?:\#[\w.+:-]*|\*|\w[\w.+:-]*)\]_|\|[^|\s](?:[^|]*[^|\s])?\|)"
)
# Marks with spaces just within them, and what is written without.
_LOOSE = {
    "strong": (re.compile(r"(?<![\\*])\*\*(?!\*)\s*([^*\s](?:[^*]*[^*\s\\])?)\s*\*\*"), r"**\1**"),
    "emphasis": (re.compile(r"(?<![\\*])\*(?!\*)\s*([^*\s](?:[^*]*[^*\s\\])?)\s*\*(?!\*)"), r"*\1*"),
    "literal": (re.compile(r"(?<![\\`])``(?!`)\s*([^`\s](?:[^`]*[^`\s])?)\s*``"), r"``\1``"),
    "_Role": (re.compile(r"(:[^\W_][\w.+:-]*:) ?`\s*([^`\s](?:[^`]*[^`\s])?)\s*`"), r"\1`\2`"),
    "footnote_reference": (re.compile(r"(?<!\\)\[ ?(\#?[\w.+:-]+) ?\] ?_(?![^\W_])"), r"[\1]_"),
    "substitution_reference": (re.compile(r"(?<!\\)\|\s*([^|\s](?:[^|]*[^|\s])?)\s*\|"), r"|\1|"),
}
_DOUBLED = re.compile(r"\\\\(?=[*`|_:\[ ])")


def join_backslashes(msgid: str, text: str) -> str:
    """Return a text in which no backslash of the source is doubled before a mark or a space."""
    if r"\\" not in text or r"\\" in msgid or "\\" not in msgid:
        return text
    joined = _DOUBLED.sub(r"\\", text)
    is_safe = joined != text and parse_message(joined).marks == parse_message(msgid).marks
    return joined if is_safe and not parse_message(joined).broken else text


def tighten_markup(msgid: str, text: str) -> str:
    """Return a text whose marks stand next to their words: `** Access **` becomes `**Access**`."""
    if _MARKS.isdisjoint(text) or _MARKS.isdisjoint(msgid):
        return text
    for kind, (pattern, written) in _LOOSE.items():
        wanted = parse_message(msgid).marks[kind]
        if not wanted or (kind in ("strong", "emphasis") and _has_bare_asterisk(msgid)):
            continue
        before = parse_message(text)
        if before.marks[kind] < wanted or before.broken:
            tight = separate_markup(msgid, pattern.sub(written, text))
            after = parse_message(tight)
            is_better = after.marks[kind] > before.marks[kind] or (before.broken and not after.broken)
            text = tight if is_better and after.marks[kind] <= wanted else text
    return text


def separate_markup(msgid: str, text: str) -> str:
    """Return a text with an escaped space wherever docutils would not see a mark for what it touches."""
    separated = text if _MARKS.isdisjoint(text) else _insert_separators(msgid, text)
    if "://" in text or "@" in text:
        for address in sorted(parse_message(msgid).addresses):
            separated = re.sub(f"({re.escape(address)})(?={_LETTER})", r"\1\\ ", separated)
    return separated


def _insert_separators(msgid: str, text: str) -> str:
    gaps: set[int] = set()
    for match in _INLINE_MARKUP.finditer(text):
        own = set(_iter_touching_ends(text, *match.span()))
        if own and (match.lastgroup != "emphasis" or _lacks_emphasis(msgid, text)):
            gaps |= own
    if not gaps:
        return text
    separated = "\\ ".join(text[start:end] for start, end in pairwise((0, *sorted(gaps), len(text))))
    before, after = parse_message(text), parse_message(separated)
    reads_as_well = after.marks.total() >= before.marks.total() and not (after.broken and not before.broken)
    return separated if reads_as_well else text


def _iter_touching_ends(text: str, start: int, end: int) -> Iterator[int]:
    """Yield the ends of inline markup that touch what docutils does not let stand there."""
    if start > 0 and not _BEFORE.match(text, start - 1):
        yield start
    if end < len(text) and not _AFTER.match(text, end):
        yield end


def _lacks_emphasis(msgid: str, text: str) -> bool:
    """Return whether the source has more emphasis than a text: “5*3*2” and “Bürger*innen” have none."""
    return parse_message(text).marks["emphasis"] < parse_message(msgid).marks["emphasis"]


def _has_bare_asterisk(msgid: str) -> bool:
    marks = parse_message(msgid).marks
    return msgid.count("*") != 2 * marks["emphasis"] + 4 * marks["strong"]
