"""Read every message to translate of a publication from its source."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from build_tools.model import Edition
from build_tools.paths import Root


@dataclass(frozen=True, slots=True, order=True)
class SourceMessage:
    """Describe a message of the source: its page, the anchor of its article, and its msgid."""

    page: str
    article: str
    msgid: str


def read_source_messages(edition: Edition, root: Root, work: Path) -> tuple[SourceMessage, ...]:
    """Return the messages of a publication; `edition` is that in its source language.

    It is read in this process, which can read no other. Raises UserError if it cannot be read.
    """
    from build_tools import catalogues, reader
    from build_tools.reader.messages import iter_source_messages as all_of

    ui_strings = catalogues.load_ui_strings(edition.language, root)
    reading = reader.read_edition(edition, root, messages=None, ui_strings=ui_strings, work=work)
    return tuple(SourceMessage(*found) for found in all_of(reading))
