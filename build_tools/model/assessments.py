"""Who has looked at how an edition can be read, as the register names them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """A person's verdict on one edition in one format: by whom, when, what it conforms to.

    `standard` is a version and level of WCAG (`WCAG 2.2 AA`), `version` that of the edition that
    was looked at: of another one it says nothing. `report` is an address, `credential` what
    entitles who looked.
    """

    language: str
    format: str
    by: str
    date: date
    standard: str
    version: str = ""
    report: str = ""
    credential: str = ""
