"""Define what a rule takes and gives: a message with its translation, and its remarks."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from build_tools.catalogues.edition_catalogues import PageCatalogue
from build_tools.catalogues.lint.codes import Code
from build_tools.catalogues.lint.glossary_index import GlossaryIndex, build_glossary_index
from build_tools.catalogues.lint.message_exchange import find_exchanged_messages
from build_tools.catalogues.lint.name_index import index_kept_names
from build_tools.catalogues.lint.plain_text import PlainText
from build_tools.catalogues.lint.text_length import measure_usual_ratio
from build_tools.model import Edition, Language, Place, Term

# A word, and not a part of a web address.
_LOWER_WORD = re.compile(r"(?<![\w.@/-])[a-zß-ÿ]{3,}(?![\w@/-]|\.\w)")
_UNSPACED = frozenset({"zh", "ja", "yue", "wuu", "th", "lo", "km", "my", "bo", "dz"})


@dataclass(frozen=True, slots=True)
class Remark:
    """Say what is wrong with a translation, with a remedy if the rule's own is too general."""

    message: str
    remedy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LintContext:
    """Hold what a rule may know besides the message: two languages and the other messages.

    `common_words` stand in lower case somewhere in the sources; `renderings` maps a msgid to its
    translations, the one to follow first, each with a place; `exchanged` maps a page and a msgid to the msgid
    whose translation it has; `kept_names` are names of the sources that translations keep; `usual_ratio` is
    that of the lengths of translation and source, as they would be in English.
    """

    language: Language
    source: Language
    common_words: frozenset[str] = frozenset()
    renderings: Mapping[str, Mapping[str, Place]] = field(default_factory=dict)
    glossary: GlossaryIndex = field(default_factory=GlossaryIndex)
    kept_names: frozenset[str] = frozenset()
    exchanged: Mapping[tuple[str, str], str] = field(default_factory=dict)
    usual_ratio: float = 1.0

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
    page: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Code):
    """Describe a rule: a code and the function that finds it; `fix` ends a finding without a remedy."""

    check: Callable[[MessagePair], Iterable[Remark]]


def build_lint_context(
    pages: Sequence[PageCatalogue], edition: Edition, terms: Iterable[Term]
) -> LintContext:
    """Return what is known of an edition's two languages, its terms and its messages."""
    translated = tuple(_iter_translated(pages))
    return LintContext(
        language=edition.language,
        source=edition.source,
        common_words=frozenset(
            word for page in pages for msgid in page.messages for word in _LOWER_WORD.findall(msgid)
        ),
        renderings=dict(_iter_renderings(pages)),
        glossary=build_glossary_index(terms, edition.language.tag),
        kept_names=index_kept_names(translated),
        usual_ratio=measure_usual_ratio(translated, edition.source.script, edition.language.script),
        exchanged={
            (page.name, msgid): other
            for page in pages
            for msgid, other in find_exchanged_messages(page, edition)
        },
    )


def _iter_translated(pages: Sequence[PageCatalogue]) -> Iterator[tuple[str, str]]:
    for page in pages:
        for message in page.messages.values():
            if message.state == "translated" and message.msgid != message.msgstr:
                yield message.msgid, message.msgstr


def _iter_renderings(pages: Sequence[PageCatalogue]) -> Iterator[tuple[str, Mapping[str, Place]]]:
    """Yield each msgid that has several translations, the most frequent first, else the first."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    places: dict[tuple[str, str], Place] = {}
    for page in pages:
        for message in page.messages.values():
            if message.state == "translated":
                counts[message.msgid][message.msgstr] += 1
                places.setdefault((message.msgid, message.msgstr), message.make_place(page.file))
    for msgid, count in counts.items():
        if len(count) > 1:
            yield msgid, {msgstr: places[msgid, msgstr] for msgstr, _ in count.most_common()}
