"""What languages ask of punctuation, as data: takes a language, gives its marks and spaces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from build_tools.model import Language

# Pairs that may stand anywhere, then, after a space, those that only stand within others.
_QUOTES: Mapping[str, str] = MappingProxyType({
    "ar": "«»“””“ ‹›‘’", "fa": "«»“” ‹›‘’", "ur": "“”‘’«»”“", "ps": "«»“”‹›", "ckb": "«»“”‹›",
    "he": "””“”„””“„“‘’‚’’’ «»", "yi": "“”„”", "bg": "„“«»“” ‚‘’‘", "bs": "„”„“»«“” ‚’‘’",
    "ca": "«»“”‘’", "cs": "„“»«‚‘›‹", "cy": "“”‘’", "da": "»«„“„”””“”›‹ ‚‘’’‘’",
    "de": "„“‚‘»«›‹", "de-ch": "«»‹›„“‚‘", "el": "«»“”‘’", "es": "«»“”‘’", "et": "„“„”«»",
    "eu": "«»“”‘’", "fi": "””’’»»››", "fr": "«»‹› “”‘’", "fr-ch": "«»‹› “”‘’",
    "gl": "«»“”‘’", "hr": "„”„“»«›‹‘’", "hu": "„”»«’’‚’", "hy": "«»“”", "is": "„“‚‘",
    "id": "“”‘’", "it": "«»“”‘’", "ja": "「」『』“”《》〈〉‘’", "ka": "„“«»",
    "ko": "“”‘’「」『』《》〈〉",
    "lt": "„“‚‘«»", "lv": "„“„”«»", "mk": "„“‚‘’‘", "ms": "“”‘’", "nb": "«»“”‘’„“‹›",
    "nl": "“”‘’„”‚’«»", "nn": "«»“”‘’‹›", "no": "«»“”‘’„“‹›", "pl": "„”»««» ‚’»«",
    "pt": "«»“”‘’", "pt-br": "“”‘’ «»", "ro": "„”«»‘’", "ru": "«»„“ “”‚‘", "sk": "„“‚‘»«›‹",
    "sl": "„“‚‘»«›‹", "sq": "«»“”„“‘’", "sr": "„“„””” ’’‚‘‘’»«", "sv": "””’’»»»«››",
    "sw": "“”‘’", "th": "“”‘’", "tr": "“”‘’«»‹›", "uk": "«»„““” ‚‘", "vi": "“”‘’«»",
    "zh": "“”‘’《》〈〉「」『』", "zh-hans": "“”‘’《》〈〉", "zh-cn": "“”‘’《》〈〉",
})  # fmt: skip

# Marks that a space goes before. Whoever writes another French than that of France has others.
_SPACED: Mapping[str, str] = MappingProxyType(
    {"fr": ";:!?»", "fr-ca": ":»", "fr-ch": "", "br": ";:!?"}
)
# Where a space before such a mark is a slip; elsewhere it may be the custom.
_CLOSE_UP = frozenset({
    "ar", "bg", "ca", "cs", "da", "de", "el", "en", "es", "et", "eu", "fa", "fi", "gl", "he", "hr",
    "hu", "id", "is", "it", "ko", "lt", "lv", "nb", "nl", "nn", "no", "pl", "pt", "ro", "ru", "sk",
    "sl", "sq", "sr", "sv", "sw", "tr", "uk",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quotes:
    """The pairs of a language: those that stand anywhere, and those within others alone."""

    outer: tuple[str, ...]
    inner: tuple[str, ...]

    @property
    def shown(self) -> str:
        """The first pair, as a person reads it."""
        first = self.outer[0]
        return f"{first[0]}…{first[1]}"

    def opens(self, mark: str, *, within: bool) -> bool:
        """Return whether a mark may open a quotation, one within another or not."""
        return any(mark == pair[0] for pair in (self.outer + self.inner if within else self.outer))

    def closing(self, mark: str) -> str:
        """Return the marks that may close what a mark opened."""
        return "".join(pair[1] for pair in self.outer + self.inner if pair[0] == mark)


@lru_cache(maxsize=64)
def quotes_of(language: Language) -> Quotes | None:
    """Return the marks of a language, its own of languages.toml first; None where unknown."""
    outer, _, inner = _nearest(_QUOTES, language.tag).partition(" ")
    own = language.quotes if len(language.quotes) == 4 else ""
    pairs = _pairs(own + outer)
    return Quotes(pairs, _pairs(inner)) if pairs else None


def spaced_marks(language: Language) -> str:
    """Return the marks that a space goes before: `;:!?»` in French, else none."""
    return _nearest(_SPACED, language.tag)


def closes_up(language: Language) -> bool:
    """Return whether a space before a mark of punctuation is surely a slip."""
    return language.tag.partition("-")[0].lower() in _CLOSE_UP


def _nearest(table: Mapping[str, str], tag: str) -> str:
    parts = tag.lower().split("-")
    names = ["-".join(parts[:many]) for many in range(len(parts), 0, -1)]
    return next((table[name] for name in names if name in table), "")


def _pairs(marks: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(marks[at : at + 2] for at in range(0, len(marks), 2)))
