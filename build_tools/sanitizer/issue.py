"""Describe what is wrong with a msgstr, and how to write it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageIssue:
    """Describe an issue of a msgstr: `catalogue/what`, what is wrong, and the remedy."""

    code: str
    message: str
    remedy: str


# Takes msgid and msgstr, and yields why the msgstr must be rejected.
SanitizerRule = Callable[[str, str], Iterator[MessageIssue]]


def make_rejection(what: str, message: str, remedy: str) -> MessageIssue:
    """Return the issue for which a msgstr is rejected."""
    return MessageIssue(code=f"catalogue/refused-{what}", message=message, remedy=remedy)


def quote_excerpt(text: str, max_length: int = 60) -> str:
    """Return an excerpt of a message on one line: shortened, with invisible characters named."""
    line = " ".join(text.split())
    excerpt = "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in line)
    return excerpt if len(excerpt) <= max_length else excerpt[: max_length - 1] + "…"
