"""What is published: a register, its publications, its languages, its publisher."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Literal

from build_tools.model.assessments import Assessment

Direction = Literal["ltr", "rtl"]
Nature = Literal["adopted", "reading"]
Origin = Literal["machine", "person", "adopted"]
ReviewState = Literal["draft", "reviewed", "approved"]
# A proof is made for whoever reviews a translation, and is never published.
Format = Literal["html", "pdf", "epub", "proof"]


def folder_of(tag: str) -> str:
    """Return the name of a language's folder in `locale/`: `zh-Hans` gives `zh_Hans`."""
    return tag.replace("-", "_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """How a language writes numbers and dates, as Unicode's tables have it; empty where unknown.

    `grouping` parts thousands, `decimal` stands before a fraction, `comma` between the members of
    a list. `date` is the pattern of a
    date in full (`d 'de' MMMM 'de' y`), `months` the names that each month has within one.
    """

    grouping: str = ""
    decimal: str = ""
    comma: str = ", "
    date: str = ""
    months: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language as a reader meets it. `tag` is BCP 47; `script` an ISO 15924 code.

    `text` and `furniture` name the font families, first choice first; `hyphens` says whether
    print may divide words. `quotes` are the pairs of quotation marks: the outer and the inner one
    that straight marks become, then others; after a space those that only stand within others.
    `spaces` are marks with the space that they ask for beside them. `first_day` is what the first
    of a month is called in a date, empty where it is a number as any other.
    """

    tag: str
    name: str
    script: str = "Latn"
    direction: Direction = "ltr"
    text: tuple[str, ...] = ()
    furniture: tuple[str, ...] = ()
    quotes: str = ""
    hyphens: bool = False
    spaces: tuple[str, ...] = ()
    first_day: str = ""
    forms: Forms = field(default_factory=Forms, compare=False, repr=False)

    @property
    def folder(self) -> str:
        """The folder of the language's catalogues, as Sphinx and gettext name it."""
        return folder_of(self.tag)

    @property
    def is_rtl(self) -> bool:
        """Whether the language is read from the right."""
        return self.direction == "rtl"

    @property
    def pairs(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Its pairs of quotation marks: those that stand anywhere, those within others alone."""
        outer, _, inner = self.quotes.partition(" ")
        return _in_pairs(outer), _in_pairs(inner)

    @property
    def writing(self) -> str:
        """How the script is set: `cjk`, `arabic`, `hebrew` or `alphabetic`."""
        return WRITINGS.get(self.script, "alphabetic")


def _in_pairs(marks: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(marks[at : at + 2] for at in range(0, len(marks), 2)))


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


# The forms that a number may take in the words for an article, in braces there.
NUMBERS = ("roman", "arabic", "letter", "ordinal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbering:
    """Which labels are numbered articles, and how they are called.

    `labels` is a label with `{n}` where the number stands (`ca-{n}`); `words` a message
    of press.po with one of NUMBERS (`Right {roman}`).
    """

    labels: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unnumbered:
    """An article, by its label, whose paragraphs are not counted in some languages.

    `line` is where the register says so.
    """

    label: str
    languages: tuple[str, ...]
    line: int | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """Words and the language that they are in: of the design, or a title."""

    text: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One text of the register; the first of `languages` is its source language.

    `disclaimer` is what a reading edition says of the adopted text's owner, a message of press.po.
    `adopted_titles` are those of the adopted text as its publisher printed them; `cited` are
    titles and names that stand in the text in their own language, whatever that of the edition.
    """

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
    disclaimer: str = ""
    numbering: tuple[Numbering, ...] = ()
    unnumbered: tuple[Unnumbered, ...] = ()
    adopted_titles: tuple[Word, ...] = ()
    cited: tuple[Word, ...] = ()
    assessments: tuple[Assessment, ...] = ()

    @property
    def source_language(self) -> str:
        """The language that the sources are written in."""
        return self.languages[0]

    def adopted_title(self, tag: str) -> Word | None:
        """Return the adopted text's title in a language, else in that of the source.

        Where there is neither it is the first that the register gives; None where it gives none.
        """
        known = {title.language: title for title in self.adopted_titles}
        first = next(iter(self.adopted_titles), None)
        return known.get(tag) or known.get(self.source_language) or first

    def assessment(self, tag: str, format: Format) -> Assessment | None:
        """Return who looked at an edition in a format, None where nobody has at this version."""
        for one in self.assessments:
            if (one.language, one.format, one.version) == (tag, format, self.version):
                return one
        return None


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
