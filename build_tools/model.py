"""The nouns of the house as frozen dataclasses. Takes and gives values; knows no library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Literal

Severity = Literal["error", "warning", "note"]
Direction = Literal["ltr", "rtl"]
Status = Literal["built", "fresh", "failed", "skipped"]
Nature = Literal["adopted", "reading"]
Origin = Literal["machine", "person", "adopted"]
ReviewState = Literal["draft", "reviewed", "approved"]
Format = Literal["html", "pdf", "epub"]


def folder_of(tag: str) -> str:
    """Return the name of a language's folder in `locale/`: `zh-Hans` gives `zh_Hans`."""
    return tag.replace("-", "_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language as a reader meets it. `tag` is BCP 47; `script` an ISO 15924 code.

    `text` and `furniture` name the font families, first choice first; `quotes` are the
    outer and inner pairs; `hyphens` says whether print may divide words.
    """

    tag: str
    name: str
    script: str = "Latn"
    direction: Direction = "ltr"
    text: tuple[str, ...] = ()
    furniture: tuple[str, ...] = ()
    quotes: str = "“”‘’"
    hyphens: bool = False

    @property
    def folder(self) -> str:
        """The folder of the language's catalogues, as Sphinx and gettext name it."""
        return folder_of(self.tag)

    @property
    def is_rtl(self) -> bool:
        """Whether the language is read from the right."""
        return self.direction == "rtl"

    @property
    def writing(self) -> str:
        """How the script is set: `cjk`, `arabic`, `hebrew` or `alphabetic`."""
        return WRITINGS.get(self.script, "alphabetic")


WRITINGS: Mapping[str, str] = MappingProxyType(
    {
        "Arab": "arabic",
        "Hebr": "hebrew",
        "Kore": "cjk",
        "Jpan": "cjk",
        "Hans": "cjk",
        "Hant": "cjk",
        "Hani": "cjk",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Who publishes the editions; without `url` nothing links absolutely."""

    name: str = ""
    url: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbering:
    """Which labels are numbered articles, and how they are called.

    `labels` is a label with `{n}` where the number stands (`ca-{n}`); `words` a message
    of press.po with one of `{roman}`, `{arabic}`, `{letter}` (`Right {roman}`).
    """

    labels: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One text of the register; the first of `languages` is its source language."""

    id: str
    languages: tuple[str, ...]
    start: str = "index"
    formats: tuple[Format, ...] = ("html", "pdf", "epub")
    version: str = ""
    date: date | None = None
    nature: Nature = "adopted"
    text_origin: Origin = "adopted"
    identifier: str = ""
    requires: Literal["", "complete", "reviewed", "approved"] = ""
    licence: str = ""
    colour: str = ""
    numbering: tuple[Numbering, ...] = ()

    @property
    def source_language(self) -> str:
        """The language that the sources are written in."""
        return self.languages[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """What is published: the two toml files, read and merged with every default."""

    publisher: Publisher
    publications: tuple[Publication, ...]
    languages: Mapping[str, Language]

    def publication(self, name: str) -> Publication:
        """Return the publication of that id; KeyError where there is none."""
        for publication in self.publications:
            if publication.id == name:
                return publication
        raise KeyError(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Words of the source, and what became of them in a translation."""

    words: int = 0
    translated: int = 0
    fuzzy: int = 0
    missing: int = 0

    def __add__(self, other: Coverage) -> Coverage:
        return Coverage(
            words=self.words + other.words,
            translated=self.translated + other.translated,
            fuzzy=self.fuzzy + other.fuzzy,
            missing=self.missing + other.missing,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How sure a text is: who wrote it, who translated it, who has reviewed it.

    `translation_origin` is None for an edition in its source language; `revised` is the
    newest PO-Revision-Date of its catalogues.
    """

    text_origin: Origin = "adopted"
    translation_origin: Origin | None = None
    review: ReviewState = "draft"
    coverage: Coverage = field(default_factory=Coverage)
    revised: date | None = None

    @property
    def is_by_machine(self) -> bool:
        """Whether a machine wrote or translated the text and no person reviewed it."""
        machine = "machine" in (self.text_origin, self.translation_origin)
        return machine and self.review == "draft"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One publication in one language; `siblings` are all the languages it is published in.

    `dated` is its date as a reader of the language writes it, `source_name` what the source
    language is called there; `typefaces` is what it is set in.
    """

    publication: Publication
    language: Language
    source: Language
    publisher: Publisher
    siblings: tuple[Language, ...]
    identifier: str
    date: date | None = None
    dated: str = ""
    source_name: str = ""
    typefaces: tuple[str, ...] = ()
    standing: Standing = field(default_factory=Standing)

    @property
    def is_source(self) -> bool:
        """Whether the edition is in the language that its text was written in."""
        return self.language.tag == self.source.tag

    @property
    def name(self) -> str:
        """The name of its files: `charter-agenda-fr`."""
        return f"{self.publication.id}-{self.language.tag}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a finding is; `file` is relative to the root, `/` between its parts."""

    file: str = ""
    line: int | None = None
    message_id: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a check or a reading found."""

    code: str
    severity: Severity
    message: str
    place: Place = field(default_factory=Place)
    publication: str = ""
    language: str = ""
    format: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The smallest part with a name and an address of its own.

    `anchor` is its address on `page` (`right-1`, within the publication); `designation`
    what it is called (`Right I`), empty where it has no number; `words` how many it has;
    `language` that of its title.
    """

    anchor: str
    page: str
    title: str
    designation: str = ""
    depth: int = 1
    words: int = 0
    language: str = ""

    @property
    def name(self) -> str:
        """The article as one line: `Right I, Right to the City`, parted by an em space."""
        return "\N{EM SPACE}".join(filter(None, (self.designation, self.title)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The words that one message became, with its article and place."""

    message_id: str
    words: str
    place: Place
    article: str = ""
    translated: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word of the design, and the language that it is in."""

    text: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of the design in one language: English message to what a reader sees."""

    language: str
    messages: Mapping[str, Word] = field(default_factory=dict)

    def __call__(self, message: str) -> Word:
        """Return a message in the language, else in English and marked so."""
        return self.messages.get(message) or Word(text=message, language="en")


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A finished edition in one format; `path` is relative to the build folder."""

    path: str
    sha256: str
    size: int
    pages: int | None = None


@dataclass(frozen=True, slots=True, order=True)
class Target:
    """What can be built: a publication in a language in a format."""

    publication: str
    language: str
    format: Format


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One thing that decides an edition's bytes.

    `kind` is source, catalogue, register, language, style, font, tool or date; `label` is
    what a person reads of its state (a version), empty for files.
    """

    kind: str
    name: str
    digest: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What the last build of a target was made from and gave."""

    target: Target
    inputs: tuple[Input, ...]
    output: Output
    coverage: Coverage = field(default_factory=Coverage)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A target that is out of date, and why."""

    target: Target
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a build will do; `fresh` has the records of what it will leave alone."""

    jobs: tuple[Job, ...]
    fresh: tuple[Record, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What became of a target: a line of the report."""

    target: Target
    status: Status
    reason: str = ""
    output: Output | None = None
    seconds: float = 0.0
    coverage: Coverage = field(default_factory=Coverage)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a command did: rows, findings and the exit code that they deserve."""

    rows: tuple[Row, ...] = ()
    findings: tuple[Finding, ...] = ()
    exit: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A step of a running build, for whoever watches it.

    `phase` is `reading`, a format, or `done`.
    """

    publication: str
    language: str
    phase: str
