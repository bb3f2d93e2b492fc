"""The nouns of the catalogues: takes nothing, gives what compiling an edition leaves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from build_tools.model import Finding, MessageState, Origin, Place, ReviewState, ReviewStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One entry of a catalogue; `line` is that of its msgid, None where it is not known.

    `msgstr` is what the translator wrote, `text` what passed the gate (empty where nothing did);
    `comments` are the translator's own, a line each.
    """

    msgid: str
    msgstr: str = ""
    text: str = ""
    line: int | None = None
    state: MessageState = "missing"
    comments: tuple[str, ...] = ()

    def place(self, file: str) -> Place:
        """Return where it stands in its catalogue, a file as findings name it."""
        return Place(file=file, line=self.line, message_id=self.msgid)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a catalogue's header says: how sure it is, and of when it is.

    `created` is the day of its template, `revised` that of the last change; `digests` stand for
    the messages as they were reviewed, none where the state is only stated.
    """

    review: ReviewState = "draft"
    origin: Origin = "person"
    created: date | None = None
    revised: date | None = None
    digests: frozenset[str] = frozenset()

    @property
    def behind(self) -> int:
        """How many days the template is newer than the translation."""
        if self.created is None or self.revised is None:
            return 0
        return max(0, (self.created - self.revised).days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The catalogue of one page: `name` is the page (`charter-agenda/right-1`), `file` the .po."""

    name: str
    file: str
    messages: Mapping[str, Message] = field(default_factory=dict)
    head: Head = field(default_factory=Head)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """An edition's catalogues, ready for Sphinx.

    `folder` goes into locale_dirs, None where nothing is translated; `standing` lacks only the
    coverage; `pages` maps a page's name (`charter-agenda/right-1`) to its catalogue.
    """

    folder: Path | None
    standing: ReviewStatus
    findings: tuple[Finding, ...] = ()
    pages: Mapping[str, Page] = field(default_factory=dict)

    def message(self, page: str, msgid: str) -> Message | None:
        """Return the entry of a msgid on a page, None where its catalogue has none."""
        catalogue = self.pages.get(page)
        return catalogue.messages.get(msgid) if catalogue else None

    def place(self, page: str, msgid: str) -> Place:
        """Return where a msgid stands in its .po; an empty place where it stands in none."""
        message = self.message(page, msgid)
        if message is None:
            return Place(message_id=msgid)
        return message.place(self.pages[page].file)
