"""Define the entries of a .po, templates, and the results of an update."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from build_tools.model import Finding, Origin
from build_tools.paths import Root

Key = tuple[str, str]
ORIGIN_PREFIX = "near: "


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Describe one entry of a .po or .pot, with all the comments before it.

    `msgstr` has a text for each plural form; `comments` are the translator's, what follows `#`;
    `previous_msgid` holds what follows `#|`; `line` is that of its msgid.
    """

    msgid: str
    msgstr: tuple[str, ...] = ("",)
    msgctxt: str = ""
    msgid_plural: str | None = None
    flags: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    extracted_comments: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    previous_msgid: tuple[str, ...] = ()
    is_obsolete: bool = False
    line: int = 0

    @property
    def key(self) -> Key:
        """Return context and msgid, by which gettext identifies an entry."""
        return self.msgctxt, self.msgid

    @property
    def has_text(self) -> bool:
        """Return whether a translator wrote anything."""
        return any(text.strip() for text in self.msgstr)

    @property
    def is_fuzzy(self) -> bool:
        """Return whether a person must look at the text before it is used."""
        return "fuzzy" in self.flags

    @property
    def is_translated(self) -> bool:
        """Return whether the text may be used."""
        return self.has_text and not self.is_fuzzy

    @property
    def source_comments(self) -> tuple[str, ...]:
        """Return the extracted comments without the origins that an update wrote."""
        return tuple(line for line in self.extracted_comments if not line.startswith(ORIGIN_PREFIX))


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """Hold a parsed .po or .pot: its header and its entries in their order."""

    header: Entry
    entries: tuple[Entry, ...] = ()

    @property
    def live_entries(self) -> dict[Key, Entry]:
        """Return the entries that the source has, by key."""
        return {entry.key: entry for entry in self.entries if not entry.is_obsolete}

    @property
    def obsolete_entries(self) -> tuple[Entry, ...]:
        """Return the entries that the source no longer has."""
        return tuple(entry for entry in self.entries if entry.is_obsolete)


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """Hold the messages to translate of a page (`charter-agenda/right-1`), or of `press`.

    A message that has a `msgstr` already gives it to a catalogue that has none; `translation_origin` says who
    wrote it.
    """

    page: str
    entries: tuple[Entry, ...] = ()
    comments: tuple[str, ...] = ()
    project: str = ""
    translation_origin: Origin = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class PoFile:
    """Hold a catalogue of a language on disk; `file` is its name in findings."""

    page: str
    path: Path
    file: str
    data: bytes
    catalogue: Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateRequest:
    """Describe a language and its update.

    `templates` are of the pages that it must have, `pages` the names of all pages of the source,
    `publications` the folders that the source has; `creation_date` is the date for new entries;
    `keeps_respelled` says that a change of marks or spelling alone leaves a translation as it is. Where
    it is not `is_whole`, catalogues of other pages stay as they are.
    """

    tag: str
    root: Root
    templates: tuple[Template, ...]
    pages: frozenset[str]
    publications: frozenset[str]
    ui_template: Template | None
    creation_date: str
    keeps_respelled: bool = False
    is_whole: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Count the new entries of a catalogue by where their texts come from."""

    new: int = 0
    revived: int = 0
    moved: int = 0
    near: int = 0
    filled: int = 0
    obsolete: int = 0
    recovered: int = 0
    respelled: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChange:
    """Describe a file that is to be written, whole; `old_digest` is that of what was read, or NO_FILE.

    `moved_to` names the pages that have all of a file which is to be deleted.
    """

    path: Path
    file: str
    data: bytes
    old_digest: str
    counts: Counts = field(default_factory=Counts)
    is_new: bool = False
    moved_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageUpdate:
    """Hold the result of updating a language: the number of its catalogues, and the changes."""

    tag: str
    catalogues: int
    changes: tuple[FileChange, ...] = ()
    findings: tuple[Finding, ...] = ()
