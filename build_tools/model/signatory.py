"""Define the cities that signed a publication."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """Describe a city that signed, by its `country` (ISO 3166-1) and the `source` that says so.

    `date` is as exact as the source: `2000-05-18`, `2000-05`, `2000`, or empty. Fields are named as the
    columns of `signatories.csv`.
    """

    name: str
    country: str
    source: str
    date: str = ""
    url: str = ""
    line: int = field(default=0, repr=False, compare=False)
