"""One publication in one language: how sure it is, its articles, passages and words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from build_tools.model.findings import Finding, Place
from build_tools.model.published import (
    Language,
    Origin,
    Publication,
    Publisher,
    ReviewState,
    Unnumbered,
    Word,
)

MessageState = Literal["translated", "fuzzy", "missing", "refused"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Words of the source, and what became of them in a translation."""

    words: int = 0
    translated: int = 0
    fuzzy: int = 0
    missing: int = 0

    @property
    def percent(self) -> int:
        """How many of a hundred words are translated; a hundred only where all are."""
        return self.translated * 100 // self.words if self.words else 100

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
    newest PO-Revision-Date of its catalogues. `changed` is how many messages of reviewed pages
    are not what was reviewed: new since, changed, or not translated. `pages` is how each page
    (`charter-agenda/right-1`) stands; the whole is as sure as the weakest of them.
    """

    text_origin: Origin = "adopted"
    translation_origin: Origin | None = None
    review: ReviewState = "draft"
    coverage: Coverage = field(default_factory=Coverage)
    revised: date | None = None
    changed: int = 0
    pages: Mapping[str, Standing] = field(default_factory=dict)

    def of(self, page: str) -> Standing:
        """Return how a page stands; a page without a catalogue stands as the whole does."""
        return self.pages.get(page, self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A label of another publication, as an edition refers to it.

    `language` is the edition that it leads to, `page` and `anchor` the address there, empty where
    there are no pages of it; `name` is what stands there (`Article VIII`, or a title; None where
    it has neither), `title` the publication's.
    """

    label: str
    publication: str
    language: str
    page: str
    anchor: str
    name: Word | None
    title: Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One publication in one language; `siblings` are all the languages it is published in.

    `dated` is its date as a reader of the language writes it, `source_name` what the source
    language is called there; `typefaces` is what it is set in; `references` are the labels of
    other publications that it refers to, `source_references` the same as the source has them.
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
    references: Mapping[str, Reference] = field(default_factory=dict)
    source_references: Mapping[str, Reference] = field(default_factory=dict)

    @property
    def is_source(self) -> bool:
        """Whether the edition is in the language that its text was written in."""
        return self.language.tag == self.source.tag

    @property
    def unnumbered(self) -> tuple[Unnumbered, ...]:
        """The articles whose paragraphs are not counted in its language."""
        tag = self.language.tag
        return tuple(one for one in self.publication.unnumbered if tag in one.languages)

    @property
    def name(self) -> str:
        """The name of its files: `charter-agenda-fr`."""
        return f"{self.publication.id}-{self.language.tag}"


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
    """The words that one message became, with its article and place.

    `number` counts the passages of an edition from 1; `msgstr` is what the translator wrote,
    `words` what of it may be shown: empty where the gate refused it or nothing is written.
    `article` is an anchor of `page` (`right-1`); `kind` what docutils calls it (`title`);
    `place` is the catalogue's, without a line where it lacks the message.
    """

    number: int
    message_id: str
    msgstr: str
    words: str
    place: Place
    page: str
    article: str = ""
    kind: str = ""
    state: MessageState = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term: its forms in the source language and in another, the preferred one first.

    `line` is where the glossary has it, `note` what stands there about it.
    """

    key: str
    source: tuple[str, ...]
    forms: tuple[str, ...]
    line: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of the design in one language: English message to what a reader sees.

    `findings` tell which translations of them are not used.
    """

    language: str
    messages: Mapping[str, Word] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    def __call__(self, message: str) -> Word:
        """Return a message in the language, else in English and marked so."""
        return self.translate(message, otherwise="en")

    def translate(self, message: str, *, otherwise: str) -> Word:
        """Return a message in the language, else as it is, in the language `otherwise`."""
        return self.messages.get(message) or Word(text=message, language=otherwise)
