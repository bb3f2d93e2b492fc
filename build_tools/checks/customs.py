"""What languages and scripts ask of marks: takes `type/customs.toml`, gives it as Customs."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from build_tools.model import Language

FILE = Path(__file__).parent / "type" / "customs.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Customs:
    """By script or language: marks of others and what stands for them, marks that come in pairs.

    `endings` are part of the word before them; `last` are letters that only end a word; in the
    scripts `loose` a space may stand before a mark; `ordinals` may follow the day of a date.
    """

    instead: Mapping[str, Mapping[str, str]]
    opens: Mapping[str, Mapping[str, str]]
    endings: Mapping[str, tuple[str, ...]]
    last: Mapping[str, str]
    loose: tuple[str, ...]
    ordinals: Mapping[str, tuple[str, ...]]

    def written(self, language: Language) -> Mapping[str, str]:
        """Return which marks are wrong in a language, and what to write in their place."""
        primary = language.tag.partition("-")[0].lower()
        return {**self.instead.get(language.script, {}), **self.instead.get(primary, {})}

    def pairs(self, language: Language) -> Mapping[str, str]:
        """Return by mark the one that opens what it ends."""
        return self.opens.get(language.tag.partition("-")[0].lower(), {})


@cache
def customs() -> Customs:
    """Return what the table says."""
    table = tomllib.loads(FILE.read_text("utf-8"))
    return Customs(
        instead=table["instead"],
        opens=table["opens"],
        endings={tag: tuple(words) for tag, words in table["endings"].items()},
        ordinals={tag: tuple(words) for tag, words in table["ordinals"].items()},
        last=table["last"],
        loose=tuple(table["loose"]["scripts"]),
    )
