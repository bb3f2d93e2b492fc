"""Define the values that compiling an edition's catalogues returns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from build_tools.model import Finding, MessageState, Origin, Place, ReviewState, ReviewStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """Describe one entry of a catalogue; `line` is that of its msgid, None if unknown.

    `msgstr` is what the translator wrote, `text` what passed the sanitizer (empty if nothing
    did); `comments` are the translator's own, a line each; `article` is the title of its
    article, where an update wrote it; `previous_msgid` is what a fuzzy one was made of.
    """

    msgid: str
    msgstr: str = ""
    text: str = ""
    line: int | None = None
    state: MessageState = "missing"
    comments: tuple[str, ...] = ()
    article: str = ""
    previous_msgid: str = ""

    def make_place(self, file: str) -> Place:
        """Return the message's place in its catalogue; `file` is the name used in findings."""
        return Place(file=file, line=self.line, message_id=self.msgid)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderStatus:
    """Describe what a catalogue's header says: review state, origin and dates.

    `created` is the day of its template, `revised` that of the last change; `digests` stand for
    the messages as they were reviewed, and are empty if the state is only stated; `reviewer` is
    who reviewed or approved them last, and when.
    """

    review: ReviewState = "draft"
    origin: Origin = "person"
    created: date | None = None
    revised: date | None = None
    digests: frozenset[str] = frozenset()
    reviewer: str = ""

    @property
    def days_behind(self) -> int:
        """Return how many days the template is newer than the translation."""
        if self.created is None or self.revised is None:
            return 0
        return max(0, (self.created - self.revised).days)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageCatalogue:
    """Hold the catalogue of one page: `name` is `charter-agenda/right-1`, `file` the .po."""

    name: str
    file: str
    messages: Mapping[str, Message] = field(default_factory=dict)
    header_status: HeaderStatus = field(default_factory=HeaderStatus)


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionCatalogues:
    """Hold an edition's catalogues, ready for Sphinx.

    `folder` goes into locale_dirs, and is None if nothing is translated; `review_status` lacks
    only the coverage; `pages` maps a page's name (`charter-agenda/right-1`) to its catalogue.
    """

    folder: Path | None
    review_status: ReviewStatus
    findings: tuple[Finding, ...] = ()
    pages: Mapping[str, PageCatalogue] = field(default_factory=dict)

    def get_message(self, page: str, msgid: str) -> Message | None:
        """Return the entry of a msgid on a page, or None if its catalogue has none."""
        catalogue = self.pages.get(page)
        return catalogue.messages.get(msgid) if catalogue else None

    def locate_message(self, page: str, msgid: str) -> Place:
        """Return the place of a msgid in its .po; an empty place if no .po has it."""
        message = self.get_message(page, msgid)
        if message is None:
            return Place(message_id=msgid)
        return message.make_place(self.pages[page].file)
