"""What a rule is given and gives: a message beside its translation, and what it said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from build_tools.catalogues.rules.bare import Bare
from build_tools.catalogues.rules.glossed import Glossary
from build_tools.model import Language, Place

_UNSPACED = frozenset({"zh", "ja", "yue", "wuu", "th", "lo", "km", "my", "bo", "dz"})


@dataclass(frozen=True, slots=True)
class Said:
    """What is wrong with a translation, and how to mend it where the rule's row is too wide."""

    message: str
    remedy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a rule may know besides the message: its two languages and the other messages.

    `common` are the words that the sources write in lower case somewhere; `renderings` maps a
    msgid to its translations in the language, the one to follow first, each with a place.
    """

    language: Language
    source: Language
    common: frozenset[str] = frozenset()
    renderings: Mapping[str, Mapping[str, Place]] = field(default_factory=dict)
    glossary: Glossary = field(default_factory=Glossary)

    @property
    def primary(self) -> str:
        """The language without script and region: `fr` of `fr-CA`."""
        return self.language.tag.partition("-")[0].lower()

    @property
    def source_primary(self) -> str:
        """The source language without script and region."""
        return self.source.tag.partition("-")[0].lower()

    @property
    def is_spaced(self) -> bool:
        """Whether the language writes spaces between words."""
        return self.primary not in _UNSPACED


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A message and its translation: as they stand, and without their markup."""

    msgid: str
    msgstr: str
    source: Bare
    now: Bare
    around: Around


Look = Callable[[Pair], Iterable[Said]]
