"""Define what a rule takes and gives: a message with its translation, and its remarks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from build_tools.catalogues.lint.glossary_index import GlossaryIndex
from build_tools.catalogues.lint.plain_text import PlainText
from build_tools.model import Language, Place

_UNSPACED = frozenset({"zh", "ja", "yue", "wuu", "th", "lo", "km", "my", "bo", "dz"})


@dataclass(frozen=True, slots=True)
class Remark:
    """Say what is wrong with a translation, with a remedy if the rule's own is too general."""

    message: str
    remedy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LintContext:
    """Hold what a rule may know besides the message: two languages and the other messages.

    `common` are the words that the sources write in lower case somewhere; `renderings` maps a
    msgid to its translations in the language, the one to follow first, each with a place.
    """

    language: Language
    source: Language
    common_words: frozenset[str] = frozenset()
    renderings: Mapping[str, Mapping[str, Place]] = field(default_factory=dict)
    glossary: GlossaryIndex = field(default_factory=GlossaryIndex)

    @property
    def primary(self) -> str:
        """Return the language without script and region: `fr` of `fr-CA`."""
        return self.language.tag.partition("-")[0].lower()

    @property
    def source_primary(self) -> str:
        """Return the source language without script and region."""
        return self.source.tag.partition("-")[0].lower()

    @property
    def is_spaced(self) -> bool:
        """Return whether the language writes spaces between words."""
        return self.primary not in _UNSPACED


@dataclass(frozen=True, slots=True, kw_only=True)
class MessagePair:
    """Hold a message and its translation: as they stand, and without their markup."""

    msgid: str
    msgstr: str
    source: PlainText
    target: PlainText
    context: LintContext


RuleFunction = Callable[[MessagePair], Iterable[Remark]]
