"""Define a mistake that a reader found in a published edition, and what should stand there."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

# What an edition, and the notes of a release, say of a verified one, as a UI message.
CORRECTION = "Correction of {date}: version {version} said “{wrong}”; read “{right}”."
ErratumState = Literal["reported", "verified"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Erratum:
    """Describe a mistake in an article, named by its label, of one version in one language.

    `date_text` is the date as the language writes it. Fields are named as the keys of `source/errata.toml`.
    """

    publication: str
    article: str
    version: str
    language: str
    wrong: str
    right: str
    state: ErratumState
    date: date
    date_text: str = field(default="", repr=False, compare=False)
    line: int | None = field(default=None, repr=False, compare=False)
