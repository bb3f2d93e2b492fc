"""Define a language, and what is known of its typesetting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

Direction = Literal["ltr", "rtl"]


def format_locale_name(tag: str) -> str:
    """Return the name of a language's folder in `locale/`: `zh-Hans` gives `zh_Hans`."""
    return tag.replace("-", "_")


@dataclass(frozen=True, slots=True, kw_only=True)
class LocaleFormats:
    """Hold how a language writes numbers and dates, from Unicode CLDR; empty where unknown.

    `comma` stands between the items of a list; `date` is the pattern of a long date (`d 'de' MMMM 'de' y`),
    `months` the names that each month has in it.
    """

    grouping: str = ""
    decimal: str = ""
    comma: str = ", "
    date: str = ""
    months: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """Describe a language as its readers know it: a BCP 47 `tag`, an ISO 15924 `script`.

    `text` and `furniture` name the font families, first choice first. `quotes` are the outer and the inner
    pair that straight quotes become, then others; after a space, pairs that only stand inside others.
    `spaces` are punctuation marks with the no-break space that they need beside them; `first_day` is the word
    for the first day of a month in a date, if it is no number. `letters` mark the items of lists, those of
    English where empty; `digits` are ten, from zero, European where empty.
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
    letters: tuple[str, ...] = ()
    digits: str = ""
    forms: LocaleFormats = field(default_factory=LocaleFormats, compare=False, repr=False)

    @property
    def folder(self) -> str:
        """Return the folder name of its catalogues, as Sphinx and gettext write it."""
        return format_locale_name(self.tag)

    @property
    def is_rtl(self) -> bool:
        """Return whether the language is written from right to left."""
        return self.direction == "rtl"

    @property
    def quote_pairs(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the pairs of quotation marks: those used anywhere, those only inside others."""
        outer, _, inner = self.quotes.partition(" ")
        return _split_pairs(outer), _split_pairs(inner)

    def localize_digits(self, text: str) -> str:
        """Return a text with its European digits replaced by those of the language."""
        return text.translate(str.maketrans("0123456789", self.digits)) if self.digits else text

    @property
    def writing_system(self) -> str:
        """Return the typesetting that its script needs: one of WRITING_SYSTEMS, or `alphabetic`."""
        return WRITING_SYSTEMS.get(self.script, "alphabetic")


def _split_pairs(marks: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(marks[index : index + 2] for index in range(0, len(marks), 2)))


_CJK = ("Kore", "Jpan", "Hans", "Hant", "Hani")
_BRAHMIC = (
    *("Deva", "Beng", "Guru", "Gujr", "Orya", "Taml", "Telu", "Knda", "Mlym", "Sinh"),
    *("Thai", "Laoo", "Mymr", "Khmr", "Tibt"),
)
WRITING_SYSTEMS: Mapping[str, str] = MappingProxyType(
    {
        "Arab": "arabic",
        "Hebr": "hebrew",
        **dict.fromkeys(_CJK, "cjk"),
        **dict.fromkeys(_BRAHMIC, "brahmic"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalizedText:
    """Hold a text and its language: a UI string or a title."""

    text: str
    language: str
