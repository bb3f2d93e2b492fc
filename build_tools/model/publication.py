"""Define the register: its publications and publisher."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from build_tools.model.erratum import Erratum
from build_tools.model.folio import Folio
from build_tools.model.formats import list_default_formats
from build_tools.model.language import Language, LocalizedText
from build_tools.model.version import EditionVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """Describe a person's accessibility assessment of one edition in one format.

    `version` is the assessed version of the edition: the assessment says nothing of another one. Fields are
    named as the keys of the register.
    """

    language: str
    format: str
    by: str
    date: date
    standard: str
    version: str = ""
    report: str = ""
    credential: str = ""


Nature = Literal["adopted", "reading"]
Origin = Literal["machine", "person", "adopted"]
ReviewState = Literal["draft", "reviewed", "approved"]


def _find_name(names: Iterable[LocalizedText], tag: str) -> str:
    """Return the name in a language, empty if there is none."""
    return next((one.text for one in names if one.language == tag), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Describe the publisher of the editions; without `url` no link is absolute.

    `names` are by language, where there are several; `name` is then the first of them.
    """

    name: str = ""
    url: str = ""
    contact: str = ""
    names: tuple[LocalizedText, ...] = ()

    def get_name(self, tag: str) -> str:
        """Return the name in a language, else the first one."""
        return _find_name(self.names, tag) or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Isbn:
    """Hold an ISBN as it is written, and the editions that have it: all, where a field is empty."""

    number: str
    language: str = ""
    format: str = ""

    @property
    def uri(self) -> str:
        """Return the ISBN as a URN (RFC 3187)."""
        return f"urn:isbn:{self.number.replace('-', '').replace(' ', '')}"


# The forms that a number may take in the words for an article, in braces there.
NUMBER_STYLES = ("roman", "arabic", "letter", "ordinal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbering:
    """Describe which labels are numbered articles (`ca-{n}`), and how these are named (`Right {roman}`)."""

    labels: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unnumbered:
    """Name an article, by its label, whose paragraphs are not numbered in some languages."""

    label: str
    languages: tuple[str, ...]
    line: int | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchecked:
    """Name an article, by its label, that could not all be compared with a published text."""

    label: str
    line: int | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Successor:
    """Name the label whose element keeps the address of a removed one, and the place of both in a file.

    `title` is the last that the removed one had, in the source language, where `source/addresses.tsv` has it.
    """

    label: str
    successor: str
    title: str = ""
    key_path: str = field(default="", repr=False, compare=False)
    line: int | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """Describe one text of the register; the first of `languages` is its source language.

    `drafts` are languages in progress, built only where they are named, and named by no edition. `cited`
    are titles and names that stay in their own language in every edition. `sheet` is the page size of the
    book, that of the design where empty. `partial` says what a release holds of a language that is not whole:
    its passages in the source language, or its last whole edition. `folios` are the pages of the books of
    this version, where they are remembered. `note` says what this version is, `versions` are those that were
    published, the oldest first. `responsible` is who answers for the words, by language where there are
    several names. `errata` are the mistakes that were found in its editions, of any version.
    """

    id: str
    languages: tuple[str, ...]
    start: str = "index"
    formats: tuple[str, ...] = field(default_factory=list_default_formats)
    version: str = ""
    date: date | None = None
    note: str = ""
    nature: Nature = "adopted"
    text_origin: Origin = "adopted"
    identifier: str = ""
    requires: Literal["", "complete", "reviewed", "approved"] = ""
    partial: Literal["show", "hold"] = "show"
    licence: str = ""
    colour: str = ""
    disclaimer: str = ""
    subjects: tuple[str, ...] = ()
    adoption: str = ""
    sheet: Literal["", "a5", "a4", "large"] = ""
    numbering: tuple[Numbering, ...] = ()
    unnumbered: tuple[Unnumbered, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()
    adopted_titles: tuple[LocalizedText, ...] = ()
    cited: tuple[LocalizedText, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    drafts: tuple[str, ...] = ()
    successors: tuple[Successor, ...] = ()
    authors: tuple[str, ...] = ()
    isbns: tuple[Isbn, ...] = ()
    responsible: tuple[LocalizedText, ...] = ()
    folios: tuple[Folio, ...] = ()
    versions: tuple[EditionVersion, ...] = ()
    errata: tuple[Erratum, ...] = ()

    @property
    def all_languages(self) -> tuple[str, ...]:
        """Return the languages that are published, then those in progress."""
        return (*self.languages, *self.drafts)

    @property
    def source_language(self) -> str:
        """Return the language of the sources."""
        return self.languages[0]

    def get_adopted_title(self, tag: str) -> LocalizedText | None:
        """Return the title of the adopted text in a language, else in the source language, else any."""
        titles = {title.language: title for title in self.adopted_titles}
        first = next(iter(self.adopted_titles), None)
        return titles.get(tag) or titles.get(self.source_language) or first

    def get_responsible(self, tag: str) -> str:
        """Return who answers for the words, as a language names them, else the first name; empty without."""
        first = self.responsible[0].text if self.responsible else ""
        return _find_name(self.responsible, tag) or first

    def list_isbns(self, tag: str) -> tuple[Isbn, ...]:
        """Return the ISBNs that the editions in a language have."""
        return tuple(one for one in self.isbns if one.language in ("", tag))

    def find_isbn(self, tag: str, format: str) -> str:
        """Return the ISBN of an edition in a format as a URN; empty where it has none."""
        found = (one.uri for one in self.list_isbns(tag) if one.format in ("", format))
        return next(found, "")

    def list_folios(self, tag: str) -> tuple[Folio, ...]:
        """Return the pages of the book in a language, none where they are not remembered."""
        return tuple(one for one in self.folios if one.language == tag)

    @property
    def has_versions(self) -> bool:
        """Return whether there is more to say of its versions than the number of this one."""
        is_later = any(one.version != self.version for one in self.versions)
        return bool(self.version and (self.note or is_later))

    def list_earlier_versions(self, tag: str) -> tuple[EditionVersion, ...]:
        """Return the versions that were published in a language, but for this one, the oldest first."""
        return tuple(one for one in self.versions if one.language == tag and one.version != self.version)

    def list_errata(self, tag: str) -> tuple[Erratum, ...]:
        """Return the verified errata of the editions in a language."""
        return tuple(one for one in self.errata if (one.language, one.state) == (tag, "verified"))

    def find_successor(self, label: str) -> str:
        """Return the label that took the place of a removed one, however many came between."""
        followers = {one.label: one.successor for one in self.successors}
        while label in followers:  # no circle: the register refuses it
            label = followers[label]
        return label

    def find_assessment(self, tag: str, format: str) -> Assessment | None:
        """Return the assessment of an edition in a format at this version, or None."""
        key = (tag, format, self.version)
        return next((one for one in self.assessments if (one.language, one.format, one.version) == key), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Hold what is published: publications.toml and languages.toml, with all defaults.

    `requirements` is the file, relative to the root, of the packages that its extensions of Sphinx need.
    """

    publisher: Publisher
    publications: tuple[Publication, ...]
    languages: Mapping[str, Language]
    requirements: str = ""

    def get_publication(self, name: str) -> Publication:
        """Return the publication with that id; raise KeyError if there is none."""
        return {publication.id: publication for publication in self.publications}[name]
