"""Repair a msgstr: escape text that Sphinx would drop, so that it stays."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from build_tools.sanitizer.inert_parser import PARAGRAPH, UNREADABLE, parse_message

_NOQA = re.compile(r"(?<!\\)#(\s*noqa\s*)$")
_LOST_BACKSLASH = re.compile(r"(?<=\S)\\(?=[^\W_])|(?<!\\)\\$")
_UNREPAIRABLE = frozenset({"table", "_Directive", "comment", "target"})
_LETTER = r"[^\W\d_\x00-\x7f]"
# Read from the left, so that what lies between two marked words is never taken for a third.
_INLINE_MARKUP = re.compile(
    r"(?<!\\)(?:\*\*[^\s*](?:[^*]*[^\s*])?\*\*|\*[^\s*](?:[^*]*[^\s*])?\*|``[^`]+``"
    r"|(?::[\w.+:-]+:)?`[^`]+`(?:__?)?|\[[#*\w-]+\]_|\|[^|\s](?:[^|]*[^|\s])?\|)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """Describe what was changed so that a msgstr reaches the page, and how to write it oneself."""

    code: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class _RepairStep:
    change: Callable[[str, str], str]
    repair: Repair


def repair_msgstr(msgid: str, msgstr: str) -> tuple[str, tuple[Repair, ...]]:
    """Return a msgstr whose words all reach the page, and the repairs that were made.

    One that cannot be repaired without harm is returned as it is, for the rules to judge.
    """
    # A msgid of several lines is code or a formula: Sphinx shows its translation as it stands.
    parsed = parse_message(msgstr)
    if "\n" in msgid or parsed.blocks == UNREADABLE or parsed.kinds & _UNREPAIRABLE:
        return msgstr, ()
    text, repairs = msgstr, []
    for step in _STEPS:
        changed = step.change(msgid, text)
        if changed != text and not _is_silent_step(step, msgid, text):
            repairs.append(step.repair)
        text = changed
    return (text, tuple(repairs)) if parse_message(text).blocks == PARAGRAPH else (msgstr, ())


def _is_silent_step(step: _RepairStep, msgid: str, text: str) -> bool:
    """Return whether a change does only what Sphinx does, or what the source itself requires."""
    blocks = parse_message(text).blocks
    return (step.change is _join_message_lines and blocks == PARAGRAPH) or (
        step.change is _escape_block_start and blocks == parse_message(msgid).blocks
    )


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


def _separate_markup(msgid: str, text: str) -> str:
    if not any(mark in msgid for mark in "*`[|:"):
        return text
    separated = _INLINE_MARKUP.sub(_insert_separators, text)
    for address in sorted(parse_message(msgid).addresses):
        separated = re.sub(f"({re.escape(address)})(?={_LETTER})", r"\1\\ ", separated)
    return separated


def _insert_separators(match: re.Match[str]) -> str:
    text, (start, end) = match.string, match.span()
    before = r"\ " if re.match(_LETTER, text[max(start - 1, 0) : start]) else ""
    after = r"\ " if re.match(_LETTER, text[end : end + 1]) else ""
    return f"{before}{match[0]}{after}"


def _escape_stray_marks(msgid: str, text: str) -> str:
    for mark in "*`|_":
        parsed = parse_message(text)
        is_wrong = parsed.named_references and "`" not in text if mark == "_" else parsed.broken
        if is_wrong and mark in text and mark not in msgid and not parsed.roles:
            text = re.sub(r"(?<!\\)" + re.escape(mark), r"\\" + mark, text)
    return text


def _escape_block_start(_: str, text: str) -> str:
    return text if parse_message(text).blocks == PARAGRAPH else "\\" + text


def _make_repair(what: str, message: str, remedy: str) -> Repair:
    return Repair(code=f"catalogue/{what}", message=message, remedy=remedy)


_STEPS = (
    _RepairStep(
        _join_paragraphs,
        _make_repair(
            "second-paragraph",
            "the translation has more than one paragraph, of which Sphinx would show the first; "
            "they were made one",
            "write one paragraph, as the source does",
        ),
    ),
    _RepairStep(
        _join_message_lines,
        _make_repair(
            "block-structure",
            "the translation has lines set in or apart; they were made one paragraph",
            "write one paragraph, as the source does",
        ),
    ),
    _RepairStep(
        _escape_noqa,
        _make_repair(
            "lost-mark",
            "the translation ends in “# noqa”, which Sphinx would cut off; it was kept",
            "write “\\# noqa”",
        ),
    ),
    _RepairStep(
        _escape_colons,
        _make_repair(
            "lost-mark",
            "the translation ends in “::”, of which Sphinx would drop a colon; it was kept",
            "write “:” as the source does, or “:\\:” for two",
        ),
    ),
    _RepairStep(
        _escape_backslashes,
        _make_repair(
            "lost-mark",
            "the translation has a backslash that Sphinx would drop; it was kept",
            "write “\\\\” for a backslash that readers shall see",
        ),
    ),
    _RepairStep(
        _separate_markup,
        _make_repair(
            "touching-markup",
            "markup touches a letter and would be printed as it is; it was set apart",
            "write “\\ ” between the letter and the mark",
        ),
    ),
    _RepairStep(
        _escape_stray_marks,
        _make_repair(
            "stray-mark",
            "a mark of the translation is opened and not closed; it was kept as a character",
            "write a backslash before it",
        ),
    ),
    _RepairStep(
        _escape_block_start,
        _make_repair(
            "block-structure",
            "the translation begins like a list or another block and would be dropped; it was kept",
            "write a backslash before the mark: “\\- x”, “M\\. Rivera”, “1986\\. x”",
        ),
    ),
)
