"""Define why a msgstr is rejected, and the type of a rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """Describe why a msgstr is rejected: `catalogue/what`, what is wrong, and the remedy."""

    code: str
    message: str
    remedy: str


SanitizerRule = Callable[[str, str], Rejection | None]


def quote_excerpt(text: str, max_length: int = 60) -> str:
    """Return an excerpt of a message on one line: shortened, with invisible characters named."""
    line = " ".join(text.split())
    excerpt = "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in line)
    return excerpt if len(excerpt) <= max_length else excerpt[: max_length - 1] + "…"
