"""Look up the quotation marks of a language, and its spaces before marks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from build_tools.model import Language

# Where a space before such a mark is a slip; elsewhere it may be the custom.
_LANGUAGES_WITHOUT_SPACE = frozenset({
    "ar", "bg", "ca", "cs", "da", "de", "el", "en", "es", "et", "eu", "fa", "fi", "gl", "he", "hr",
    "hu", "id", "is", "it", "ko", "lt", "lv", "nb", "nl", "nn", "no", "pl", "pt", "ro", "ru", "sk",
    "sl", "sq", "sr", "sv", "sw", "tr", "uk",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class QuotePairs:
    """Hold a language's quotation marks: the outer pairs, and those within others alone."""

    outer: tuple[str, ...]
    inner: tuple[str, ...]

    @property
    def example(self) -> str:
        """Return the first pair, as a person reads it."""
        first = self.outer[0]
        return f"{first[0]}…{first[1]}"

    def is_opening(self, mark: str, *, within: bool) -> bool:
        """Return whether a mark may open a quotation, one within another or not."""
        return any(mark == pair[0] for pair in (self.outer + self.inner if within else self.outer))

    def get_closing_marks(self, mark: str) -> str:
        """Return the marks that may close what a mark opened."""
        return "".join(pair[1] for pair in self.outer + self.inner if pair[0] == mark)


@lru_cache(maxsize=64)
def get_quote_pairs(language: Language) -> QuotePairs | None:
    """Return the marks of a language, as languages.toml has them; None if unknown."""
    outer, inner = language.quote_pairs
    return QuotePairs(outer, inner) if outer else None


def get_spaced_marks(language: Language) -> str:
    """Return the marks that a space goes before: `;!?:»` in French, else none."""
    return "".join(mark[1] for mark in language.spaces if mark[0].isspace() and mark[1] != "%")


def has_no_space_before_marks(language: Language) -> bool:
    """Return whether a space before a mark of punctuation is surely a slip."""
    return language.tag.partition("-")[0].lower() in _LANGUAGES_WITHOUT_SPACE
