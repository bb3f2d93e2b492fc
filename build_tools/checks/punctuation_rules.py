"""Load the punctuation rules of languages and scripts from `type/punctuation_rules.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from build_tools.model import Language

FILE = Path(__file__).parent / "type" / "punctuation_rules.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class PunctuationRules:
    """Hold rules by script or language: replacements of foreign marks, and paired marks.

    `particles` belong to the word before them; `final_letters` only end words; in
    `spaced_scripts` a space may be before a mark; `ordinals` may follow the day of a date.
    """

    replacements: Mapping[str, Mapping[str, str]]
    opening_marks: Mapping[str, Mapping[str, str]]
    particles: Mapping[str, Sequence[str]]
    final_letters: Mapping[str, str]
    spaced_scripts: Sequence[str]
    ordinals: Mapping[str, Sequence[str]]

    def get_replacements(self, language: Language) -> Mapping[str, str]:
        """Return the marks that are wrong in a language, and what to write instead."""
        primary = language.tag.partition("-")[0].lower()
        return {**self.replacements.get(language.script, {}), **self.replacements.get(primary, {})}

    def get_paired_marks(self, language: Language) -> Mapping[str, str]:
        """Return the opening mark of each closing mark."""
        return self.opening_marks.get(language.tag.partition("-")[0].lower(), {})


@cache
def load_punctuation_rules() -> PunctuationRules:
    """Return the rules of the table."""
    table = tomllib.loads(FILE.read_text("utf-8"))
    spaced_scripts = table.pop("spaced")["scripts"]
    return PunctuationRules(spaced_scripts=spaced_scripts, **table)
