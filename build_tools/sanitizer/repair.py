"""Repair a msgstr: escape text that Sphinx would drop, so that it stays."""

from __future__ import annotations

import re
from collections.abc import Callable

from build_tools.sanitizer.inert_parser import PARAGRAPH, UNREADABLE, parse_message
from build_tools.sanitizer.issue import MessageIssue
from build_tools.sanitizer.markup_spacing import join_backslashes, separate_markup, tighten_markup
from build_tools.sanitizer.structural_rules import is_shown_unparsed

_NOQA = re.compile(r"(?<!\\)#(\s*noqa\s*)$")
_LOST_BACKSLASH = re.compile(r"(?<=\S)\\(?=[^\W_])|(?<!\\)\\$")
_UNREPAIRABLE = frozenset({"table", "_Directive", "comment", "target"})


Change = Callable[[str, str], str]


def repair_msgstr(msgid: str, msgstr: str) -> tuple[str, tuple[MessageIssue, ...]]:
    """Return a msgstr whose words all reach the page, and the repairs that were made.

    One that cannot be repaired without harm is returned as it is, for the rules to check.
    """
    if is_shown_unparsed(msgid):
        return msgstr, ()
    parsed = parse_message(msgstr)
    if parsed.blocks == UNREADABLE or parsed.kinds & _UNREPAIRABLE:
        return msgstr, ()
    text, repairs = msgstr, []
    for change, what, message, remedy in _STEPS:
        changed = change(msgid, text)
        if changed != text and not _is_silent(change, msgid, text):
            repairs.append(MessageIssue(code=f"catalogue/{what}", message=message, remedy=remedy))
        text = changed
    return (text, tuple(repairs)) if parse_message(text).blocks == PARAGRAPH else (msgstr, ())


def _is_silent(change: Change, msgid: str, text: str) -> bool:
    """Return whether a change does only what Sphinx does, or what the source itself requires."""
    blocks = parse_message(text).blocks
    if change is _join_message_lines:
        return blocks == PARAGRAPH
    return change is _escape_block_start and blocks == parse_message(msgid).blocks


def unescape_text(text: str) -> str:
    """Return a repaired text as Sphinx shows it where it does not parse it.

    Alternative texts, toctree captions and `meta` are shown literally; there the backslash that
    the sanitizer put before the first character or before `# noqa` has to be removed.
    """
    return re.sub(r"\\(#\s*noqa\s*)$", r"\1", re.sub(r"^\\(?=\S)", "", text))


def _join_paragraphs(_: str, text: str) -> str:
    return re.sub(r"(?<=\S)\s*\n[ \t]*\n\s*(?=\S)", " ", text)


def _join_message_lines(_: str, text: str) -> str:
    return " ".join(line.strip() for line in text.splitlines() if line.strip())


def _escape_noqa(msgid: str, text: str) -> str:
    return text if _NOQA.search(msgid) else _NOQA.sub(r"\\#\1", text)


def _escape_colons(msgid: str, text: str) -> str:
    if not text.endswith("::") or text.endswith(r"\::"):
        return text
    if not msgid.endswith("::"):
        return text[:-1] + r"\:"
    return text[:-1] if text[-3:-2] == " " != msgid[-3:-2] else text


def _escape_backslashes(msgid: str, text: str) -> str:
    if "\\" in msgid or "`" in text:
        return text
    return _LOST_BACKSLASH.sub(r"\\\\", text)


def _escape_stray_marks(msgid: str, text: str) -> str:
    for mark in "*`|_":
        parsed = parse_message(text)
        is_wrong = parsed.named_references and "`" not in text if mark == "_" else parsed.broken
        if is_wrong and mark in text and mark not in msgid and not parsed.roles:
            text = re.sub(r"(?<!\\)" + re.escape(mark), r"\\" + mark, text)
    return text


def _escape_block_start(_: str, text: str) -> str:
    return text if parse_message(text).blocks == PARAGRAPH else "\\" + text


_STEPS: tuple[tuple[Change, str, str, str], ...] = (
    (
        _join_paragraphs,
        "second-paragraph",
        "the translation has several paragraphs, of which Sphinx would show one; they were joined",
        "write one paragraph, as the source does",
    ),
    (
        _join_message_lines,
        "block-structure",
        "the translation has indented or separate lines; they were joined to one paragraph",
        "write one paragraph, as the source does",
    ),
    (
        _escape_noqa,
        "lost-mark",
        "the translation ends in “# noqa”, which Sphinx would cut off; it was kept",
        "write “\\# noqa”",
    ),
    (
        _escape_colons,
        "lost-mark",
        "the translation ends in “::”, of which Sphinx would drop a colon; it was kept",
        "write “:” as the source does, or “:\\:” for two",
    ),
    (
        _escape_backslashes,
        "lost-mark",
        "the translation has a backslash that Sphinx would drop; it was kept",
        "write “\\\\” for a backslash that readers shall see",
    ),
    (
        join_backslashes,
        "lost-mark",
        "the translation has a doubled backslash before a mark, which would be printed; one was kept",
        "write one backslash",
    ),
    (
        tighten_markup,
        "touching-markup",
        "markup has spaces within it and would be printed as it is; they were taken out",
        "write each mark next to its words",
    ),
    (
        separate_markup,
        "touching-markup",
        "markup touches a letter and would be printed as it is; it was set apart",
        "write “\\ ” between the letter and the mark",
    ),
    (
        _escape_stray_marks,
        "stray-mark",
        "a mark of the translation is opened and not closed; it was kept as a character",
        "write a backslash before it",
    ),
    (
        _escape_block_start,
        "block-structure",
        "the translation begins like a list or another block and would be dropped; it was kept",
        "write a backslash before the mark: “\\- x”, “M\\. Rivera”, “1986\\. x”",
    ),
)
