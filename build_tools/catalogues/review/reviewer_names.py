"""Tell a person's name from that of a program, a machine or nobody."""

from __future__ import annotations

import re
from collections.abc import Iterable

MAX_NAME_LENGTH = 120
MAX_FIELD_LENGTH = 1000  # of a header, whose file is hostile

_DAY = re.compile(r",\s*\d{4}-\d{2}-\d{2}\s*$")
_MAIL = re.compile(r"[<(\[]?[^\s<>()\[\]]+@[^\s<>()\[\]]+[>)\]]?")

# No person is called that: the whole name.
_INVALID_NAMES = frozenset({
    "a person", "admin", "ai", "anonymous", "anyone", "author", "editor", "full name", "human", "me",
    "n/a", "nobody", "no one", "no-one", "none", "null", "person", "proofreader", "reviewer", "root",
    "somebody", "someone", "test", "the editor", "the reviewer", "the translator", "translator",
    "unknown", "user", "your name",
})  # fmt: skip
# Who has one of these among other names is no person.
_MACHINE_WORDS = frozenset({
    "agent", "algorithm", "assistant", "automated", "automatic", "automatically", "automatique",
    "automática", "automático", "bot", "chatgpt", "computer", "copilot", "deepl", "generated", "gpt",
    "llm", "llms", "machine", "machines", "maschine", "máquina", "model", "ordinateur", "robot",
    "script", "software", "system", "traductor", "translate", "آلة", "آلي", "آلية", "الآلة", "기계", "機械",
    "机器",
})  # fmt: skip


def extract_reviewer_name(field: str) -> str:
    """Return the name of a header's `Ana Pérez <ana@example.org>, 2026-11-24`; empty where it is no person's.

    A mail address is never part of it: it would be printed.
    """
    name = " ".join(_MAIL.sub(" ", _DAY.sub("", field[:MAX_FIELD_LENGTH])).split()).strip(" ,;<>()[]")
    return "" if "@" in name or explain_invalid_name(name, ()) else name


def explain_invalid_name(name: str, reserved_names: Iterable[str]) -> str:
    """Return why a name cannot be a reviewer's; an empty string if it can.

    `reserved_names` are those of this program and of the machine translator.
    """
    folded_name = _fold_name(name)
    if sum(map(str.isalpha, name)) < 2:
        return "has no letters of a name"
    if not name.isprintable() or len(name) > MAX_NAME_LENGTH:
        return f"is longer than {MAX_NAME_LENGTH} letters, or holds signs that cannot be printed"
    if folded_name in _INVALID_NAMES or not _MACHINE_WORDS.isdisjoint(re.findall(r"\w+", folded_name)):
        return "is not a person's"
    if folded_name in map(_fold_name, reserved_names):
        return "is that of this program or of the machine that translated"
    return ""


def _fold_name(name: str) -> str:
    return " ".join(name.split()).casefold().strip(" .<>()[]")
