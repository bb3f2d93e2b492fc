"""The nouns of an update: entries as a .po holds them, templates, and what is to be written."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from build_tools.layout import Root
from build_tools.model import Finding

Key = tuple[str, str]
NEAR = "near: "


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a .po or .pot, with all that may stand in front of it.

    `texts` has a msgstr for each plural form; `comments` are the translator's, what follows `#`;
    `former` what follows `#|`; `line` is that of its msgid.
    """

    msgid: str
    texts: tuple[str, ...] = ("",)
    context: str = ""
    plural: str | None = None
    flags: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    extracted: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    obsolete: bool = False
    line: int = 0

    @property
    def key(self) -> Key:
        """What gettext knows an entry by: context and msgid."""
        return self.context, self.msgid

    @property
    def has_text(self) -> bool:
        """Whether a translator wrote anything."""
        return any(text.strip() for text in self.texts)

    @property
    def is_fuzzy(self) -> bool:
        """Whether the text waits for a person to look at it."""
        return "fuzzy" in self.flags

    @property
    def is_translated(self) -> bool:
        """Whether the text may be used."""
        return self.has_text and not self.is_fuzzy

    @property
    def said(self) -> tuple[str, ...]:
        """What was taken from the source's comments, without the origins that an update wrote."""
        return tuple(line for line in self.extracted if not line.startswith(NEAR))


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """A .po or .pot, read: its header and its entries in their order."""

    header: Entry
    entries: tuple[Entry, ...] = ()

    @property
    def live(self) -> dict[Key, Entry]:
        """The entries whose source is there."""
        return {entry.key: entry for entry in self.entries if not entry.obsolete}

    @property
    def obsolete(self) -> tuple[Entry, ...]:
        """The entries whose source is gone."""
        return tuple(entry for entry in self.entries if entry.obsolete)


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """What there is to translate of a page (`charter-agenda/right-1`), or of `press`."""

    page: str
    entries: tuple[Entry, ...] = ()
    comments: tuple[str, ...] = ()
    project: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A catalogue of a language on disk; `file` is how findings name it."""

    page: str
    path: Path
    file: str
    data: bytes
    catalogue: Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """A language and what an update of it is to do.

    `templates` are of the pages that it must have, `pages` the names of all pages of the source,
    `publications` the folders that the source has; `now` is the date for what is new.
    """

    tag: str
    root: Root
    templates: tuple[Template, ...]
    pages: frozenset[str]
    publications: frozenset[str]
    design: Template | None
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What is new in a catalogue, in entries."""

    new: int = 0
    revived: int = 0
    moved: int = 0
    near: int = 0
    obsolete: int = 0
    recovered: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A file that is to be written, whole."""

    path: Path
    file: str
    data: bytes
    counts: Counts = field(default_factory=Counts)
    is_new: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Updated:
    """What an update of a language found: how many catalogues it has and which change."""

    tag: str
    catalogues: int
    changes: tuple[Change, ...] = ()
    findings: tuple[Finding, ...] = ()
