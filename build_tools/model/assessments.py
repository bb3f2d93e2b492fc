"""Define who has assessed how accessible an edition is, as the register names them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """Describe a person's accessibility assessment of one edition in one format.

    `standard` is a version and level of WCAG (`WCAG 2.2 AA`), `version` the assessed version of
    the edition: the assessment says nothing of another one. `report` is an address, `credential`
    what qualifies the assessor. Fields are named as the keys of the register.
    """

    language: str
    format: str
    by: str
    date: date
    standard: str
    version: str = ""
    report: str = ""
    credential: str = ""
