"""A publication in its source language: takes an edition, gives every message to translate."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from build_tools.layout import Root
from build_tools.model import Edition


@dataclass(frozen=True, slots=True, order=True)
class Message:
    """A message of the source: its page, the anchor of its article, and its words."""

    page: str
    article: str
    msgid: str


def read(edition: Edition, root: Root, work: Path) -> tuple[Message, ...]:
    """Return the messages of a publication; `edition` is that in its source language.

    It is read in this process, which can read no other. Raises Mendable where it cannot be.
    """
    from build_tools import catalogues, doctree
    from build_tools.charter.messages import messages as all_of

    words = catalogues.load_ui_strings(edition.language, root)
    reading = doctree.read(edition, root, messages=None, words=words, work=work)
    return tuple(Message(*found) for found in all_of(reading))
