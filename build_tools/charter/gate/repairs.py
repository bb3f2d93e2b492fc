"""Words that Sphinx would drop, escaped so that they stay: takes a msgstr, gives it mended."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from build_tools.charter.gate.reading import PARAGRAPH, UNREADABLE, seen

_NOQA = re.compile(r"(?<!\\)#(\s*noqa\s*)$")
_LOST_BACKSLASH = re.compile(r"(?<=\S)\\(?=[^\W_])|(?<!\\)\\$")
_TABLE = frozenset({"table", "_Directive", "comment", "target"})
_LETTER = r"[^\W\d_\x00-\x7f]"
# Read from the left, so that what lies between two marked words is never taken for a third.
_MARKED = re.compile(
    r"(?<!\\)(?:\*\*[^\s*](?:[^*]*[^\s*])?\*\*|\*[^\s*](?:[^*]*[^\s*])?\*|``[^`]+``"
    r"|(?::[\w.+:-]+:)?`[^`]+`(?:__?)?|\[[#*\w-]+\]_|\|[^|\s](?:[^|]*[^|\s])?\|)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """What was changed so that a msgstr reaches the page, and how to write it so oneself."""

    code: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class _Step:
    change: Callable[[str, str], str]
    repair: Repair


def mended(msgid: str, msgstr: str) -> tuple[str, tuple[Repair, ...]]:
    """Return a msgstr whose words all reach the page, and the repairs that it took.

    What cannot be mended without harm comes back as it is, for the rules to judge.
    """
    # A msgid of several lines is code or a formula: Sphinx shows its translation as it stands.
    before = seen(msgstr)
    if "\n" in msgid or before.blocks == UNREADABLE or before.kinds & _TABLE:
        return msgstr, ()
    text, repairs = msgstr, []
    for step in _STEPS:
        changed = step.change(msgid, text)
        if changed != text and not _is_silent(step, msgid, text):
            repairs.append(step.repair)
        text = changed
    return (text, tuple(repairs)) if seen(text).blocks == PARAGRAPH else (msgstr, ())


def _is_silent(step: _Step, msgid: str, text: str) -> bool:
    """Whether a change only does what Sphinx does, or what the source's own shape asks for."""
    blocks = seen(text).blocks
    return (step.change is _joined and blocks == PARAGRAPH) or (
        step.change is _begun and blocks == seen(msgid).blocks
    )


def unescaped(text: str) -> str:
    """Return a repaired text as Sphinx shows it where it does not parse it.

    Texts of images, toctree captions and `meta` are shown as they stand; there the backslash
    that the gate put before the first character or before `# noqa` has to go again.
    """
    return re.sub(r"\\(#\s*noqa\s*)$", r"\1", re.sub(r"^\\(?=\S)", "", text))


def _one_paragraph(_: str, text: str) -> str:
    return re.sub(r"(?<=\S)\s*\n[ \t]*\n\s*(?=\S)", " ", text)


def _joined(_: str, text: str) -> str:
    return " ".join(line.strip() for line in text.splitlines() if line.strip())


def _silenced(msgid: str, text: str) -> str:
    return text if _NOQA.search(msgid) else _NOQA.sub(r"\\#\1", text)


def _colons(msgid: str, text: str) -> str:
    if not text.endswith("::") or text.endswith(r"\::"):
        return text
    if not msgid.endswith("::"):
        return text[:-1] + r"\:"
    return text[:-1] if text[-3:-2] == " " != msgid[-3:-2] else text


def _backslashes(msgid: str, text: str) -> str:
    if "\\" in msgid or "`" in text:
        return text
    return _LOST_BACKSLASH.sub(r"\\\\", text)


def _apart(msgid: str, text: str) -> str:
    if not any(mark in msgid for mark in "*`[|:"):
        return text
    apart = _MARKED.sub(_set_apart, text)
    for address in sorted(seen(msgid).addresses):
        apart = re.sub(f"({re.escape(address)})(?={_LETTER})", r"\1\\ ", apart)
    return apart


def _set_apart(marked: re.Match[str]) -> str:
    text, (start, end) = marked.string, marked.span()
    before = r"\ " if re.match(_LETTER, text[max(start - 1, 0) : start]) else ""
    after = r"\ " if re.match(_LETTER, text[end : end + 1]) else ""
    return f"{before}{marked[0]}{after}"


def _stray(msgid: str, text: str) -> str:
    for mark in "*`|_":
        now = seen(text)
        is_wrong = now.names and "`" not in text if mark == "_" else now.broken
        if is_wrong and mark in text and mark not in msgid and not now.roles:
            text = re.sub(r"(?<!\\)" + re.escape(mark), r"\\" + mark, text)
    return text


def _begun(_: str, text: str) -> str:
    return text if seen(text).blocks == PARAGRAPH else "\\" + text


def _repair(what: str, message: str, remedy: str) -> Repair:
    return Repair(code=f"catalogue/{what}", message=message, remedy=remedy)


_STEPS = (
    _Step(
        _one_paragraph,
        _repair(
            "second-paragraph",
            "the translation has more than one paragraph, of which Sphinx would show the first; "
            "they were made one",
            "write one paragraph, as the source does",
        ),
    ),
    _Step(
        _joined,
        _repair(
            "block-structure",
            "the translation has lines set in or apart; they were made one paragraph",
            "write one paragraph, as the source does",
        ),
    ),
    _Step(
        _silenced,
        _repair(
            "lost-mark",
            "the translation ends in “# noqa”, which Sphinx would cut off; it was kept",
            "write “\\# noqa”",
        ),
    ),
    _Step(
        _colons,
        _repair(
            "lost-mark",
            "the translation ends in “::”, of which Sphinx would drop a colon; it was kept",
            "write “:” as the source does, or “:\\:” for two",
        ),
    ),
    _Step(
        _backslashes,
        _repair(
            "lost-mark",
            "the translation has a backslash that Sphinx would drop; it was kept",
            "write “\\\\” for a backslash that readers shall see",
        ),
    ),
    _Step(
        _apart,
        _repair(
            "touching-markup",
            "markup touches a letter and would be printed as it is; it was set apart",
            "write “\\ ” between the letter and the mark",
        ),
    ),
    _Step(
        _stray,
        _repair(
            "stray-mark",
            "a mark of the translation is opened and not closed; it was kept as a character",
            "write a backslash before it",
        ),
    ),
    _Step(
        _begun,
        _repair(
            "block-structure",
            "the translation begins like a list or another block and would be dropped; it was kept",
            "write a backslash before the mark: “\\- x”, “M\\. Rivera”, “1986\\. x”",
        ),
    ),
)
