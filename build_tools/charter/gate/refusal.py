"""Why a message may not pass: takes nothing, gives the noun and the rule's shape."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a msgstr may not pass: `catalogue/what`, what is wrong, what to do about it."""

    code: str
    message: str
    remedy: str


Rule = Callable[[str, str], Refusal | None]


def quoted(text: str, most: int = 60) -> str:
    """Return a piece of a message as a person reads it on one line: cut, visible."""
    line = " ".join(text.split())
    shown = "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in line)
    return shown if len(shown) <= most else shown[: most - 1] + "…"
