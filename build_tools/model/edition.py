"""Define an edition, its review status, articles, passages, terms and UI strings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal
from urllib.parse import quote

from build_tools.model.erratum import Erratum
from build_tools.model.findings import Finding, Place
from build_tools.model.language import Language, LocalizedText
from build_tools.model.publication import Origin, Publication, Publisher, ReviewState, Unnumbered
from build_tools.model.version import EditionVersion

# Of the International Press Telecommunications Council; the values of schema.org's `digitalSourceType`.
DIGITAL_SOURCES = "http://cv.iptc.org/newscodes/digitalsourcetype/"

# What each page of an edition says of it, as UI messages.
DRAFT = "Draft, not published"
READING_NOTICE = "Reading edition, not the adopted text"

MessageState = Literal["translated", "fuzzy", "missing", "refused"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Count the words of the source, and how many are translated, fuzzy or missing."""

    words: int = 0
    translated: int = 0
    fuzzy: int = 0
    missing: int = 0

    @property
    def percent(self) -> int:
        """Return the share of translated words in percent; 100 only if all words are translated."""
        return self.translated * 100 // self.words if self.words else 100

    @property
    def untranslated(self) -> int:
        """Return the number of words that are fuzzy or missing."""
        return self.words - self.translated

    def __add__(self, addend: Coverage) -> Coverage:
        return Coverage(
            words=self.words + addend.words,
            translated=self.translated + addend.translated,
            fuzzy=self.fuzzy + addend.fuzzy,
            missing=self.missing + addend.missing,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewStatus:
    """Describe the origin, the review state and the coverage of a text.

    `translation_origin` is None for a source, `revision_date` the newest PO-Revision-Date of its catalogues;
    `changed_messages` counts the messages of reviewed pages that are new, changed or untranslated since;
    `reviewers` are the names of those who reviewed all of it, none where something has changed since;
    `pages` is the status of each page (`charter-agenda/right-1`), the weakest of which `review` is.
    """

    text_origin: Origin = "adopted"
    translation_origin: Origin | None = None
    review: ReviewState = "draft"
    coverage: Coverage = field(default_factory=Coverage)
    revision_date: date | None = None
    changed_messages: int = 0
    reviewers: tuple[str, ...] = ()
    pages: Mapping[str, ReviewStatus] = field(default_factory=dict)

    @property
    def digital_source(self) -> str:
        """Return IPTC's term for words of a machine, as it wrote them or edited; empty for those of people.

        They are edited by people once a person has reviewed them, and nothing has changed since.
        """
        if "machine" not in (self.text_origin, self.translation_origin):
            return ""
        is_reviewed = self.review != "draft" and not self.changed_messages
        return DIGITAL_SOURCES + ("humanEdits" if is_reviewed else "trainedAlgorithmicMedia")

    @property
    def word_origin(self) -> Origin:
        """Return who wrote the words that readers see: who translated them, of a source who wrote it."""
        return self.translation_origin or self.text_origin

    def get_page_status(self, page: str) -> ReviewStatus:
        """Return the status of a page; a page without a catalogue has the status of the edition."""
        return self.pages.get(page, self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Describe a label of another publication that an edition refers to.

    `language`, `page` and `anchor` are of the edition it leads to, the last two empty if that has no pages;
    `name` is the label's designation or title (`Article VIII`), `title` that of the publication.
    """

    label: str
    publication: str
    language: str
    page: str
    anchor: str
    name: LocalizedText | None
    title: LocalizedText


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """Describe one publication in one language; `siblings` are all languages of the publication.

    `date_text` is the date as the language writes it, `source_name` the name of the source language in it and
    `english_source_name` that in English;
    `references` are the labels of other publications it refers to, `source_references` those of the source;
    `colophon` is HTML of the root's own that ends the imprint; `has_drawn_cover` is false for a root with a
    picture on its covers; `is_draft` marks every page of an edition that is not published;
    `earlier_versions` are those that were published before, the oldest first; `errata` are those that
    it shows.
    """

    publication: Publication
    language: Language
    source: Language
    publisher: Publisher
    siblings: tuple[Language, ...]
    identifier: str
    date: date | None = None
    date_text: str = ""
    source_name: str = ""
    english_source_name: str = ""
    typefaces: tuple[str, ...] = ()
    review_status: ReviewStatus = field(default_factory=ReviewStatus)
    references: Mapping[str, Reference] = field(default_factory=dict)
    source_references: Mapping[str, Reference] = field(default_factory=dict)
    colophon: str = ""
    has_drawn_cover: bool = True
    is_draft: bool = False
    errata: tuple[Erratum, ...] = ()
    earlier_versions: tuple[EditionVersion, ...] = ()

    @property
    def page_notice(self) -> str:
        """Return the UI message of what each page says of the edition; empty for an adopted text."""
        if self.is_draft:
            return DRAFT
        return READING_NOTICE if self.publication.nature == "reading" else ""

    @property
    def is_source(self) -> bool:
        """Return whether the edition is in the language of its source text."""
        return self.language.tag == self.source.tag

    @property
    def creators(self) -> tuple[str, ...]:
        """Return whom the metadata name as its makers: the authors, else the publisher."""
        return self.publication.authors or ((self.publisher.name,) if self.publisher.name else ())

    @property
    def responsible(self) -> str:
        """Return who answers for its words; empty where the register does not say."""
        return self.publication.get_responsible(self.language.tag)

    @property
    def contributors(self) -> tuple[tuple[str, str], ...]:
        """Return who answers for its words and who has reviewed them, each after a MARC relator."""
        responsible = (("rpy", self.responsible),) if self.responsible else ()
        return (*responsible, *(("rev", name) for name in self.review_status.reviewers))

    @property
    def contributor_names(self) -> tuple[str, ...]:
        """Return the names of its contributors, each once."""
        return tuple(dict.fromkeys(name for _, name in self.contributors))

    def make_permanent_address(self, anchor: str = "") -> str:
        """Return the address that the text keeps, or an article of it; empty without a url."""
        base = self.publisher.url.rstrip("/")
        path = "".join(f"{quote(part, safe='')}/" for part in (self.publication.id, anchor) if part)
        return f"{base}/id/{path}" if base else ""

    @property
    def unnumbered(self) -> tuple[Unnumbered, ...]:
        """Return the articles whose paragraphs are not numbered in the language of the edition."""
        tag = self.language.tag
        return tuple(one for one in self.publication.unnumbered if tag in one.languages)

    @property
    def file_stem(self) -> str:
        """Return the stem of its file names: `charter-agenda-fr`."""
        return f"{self.publication.id}-{self.language.tag}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """Describe the smallest part that has a name and an address of its own.

    `anchor` is its address on `page` (`right-1`), `designation` its number in words (`Right I`), `words` its
    length, `language` that of its title, `designation_language` that of its number, if that is not
    the edition's; `formats` are those that have it, if not all.
    """

    anchor: str
    page: str
    title: str
    designation: str = ""
    depth: int = 1
    words: int = 0
    language: str = ""
    designation_language: str = ""
    formats: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Return designation and title as one line, separated by an em space."""
        return "\N{EM SPACE}".join(filter(None, (self.designation, self.title)))

    @property
    def name_in_one_language(self) -> str:
        """Return the name where its parts cannot be marked: without a designation in another language."""
        return self.title if self.designation_language not in ("", self.language) else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewChange:
    """Say that a passage is not as it was reviewed: what it was, empty where that is not known."""

    msgid: str = ""
    msgstr: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Hold the text that one message became, with its article and its place.

    `number` counts from 1; `msgstr` is what the translator wrote, `text` what the sanitizer lets pass of it;
    `article` is an anchor of `page`; `kind` is the docutils node name (`title`); `place` is in the catalogue,
    without a line if that lacks the message; `change` is set if its page was reviewed when it was another;
    `remark_name` names its field for remarks in the PDF.
    """

    number: int
    message_id: str
    msgstr: str
    text: str
    place: Place
    page: str
    article: str = ""
    kind: str = ""
    state: MessageState = "missing"
    change: ReviewChange | None = None
    remark_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Describe a term of the glossary: its forms in the source language and in another, preferred first."""

    key: str
    source: tuple[str, ...]
    forms: tuple[str, ...]
    line: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UiStrings:
    """Map the English UI messages to their translations in one language; report those that are not used."""

    language: str
    messages: Mapping[str, LocalizedText] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    def __call__(self, message: str) -> LocalizedText:
        """Return a message in the language; without a translation, in English, marked so."""
        return self.translate(message, otherwise="en")

    def translate(self, message: str, *, otherwise: str) -> LocalizedText:
        """Return a message in the language, else as it is, in the language `otherwise`."""
        return self.messages.get(message) or LocalizedText(text=message, language=otherwise)
