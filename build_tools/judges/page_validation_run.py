"""Started by page_validation.py: takes names of PDFs, writes what is held against each.

The names are lines of stdin, the arguments profiles and what their standards are called
(`ua1=ISO 14289-1:2014`); what was said is written into `said.json` beside the PDFs.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import page

PAGE = re.compile(r"\bpage (\d+)\b")


def said(name: str, profile: str, clause: str) -> Iterator[dict[str, str]]:
    """Yield what is held against a file by a profile."""
    try:
        found = page.validate_pdf(name, profile=profile).failures
    except page.PageError as error:
        yield entry("unreadable", f"cannot be judged: {error}", clause)
        return
    for failure in found:
        yield entry(failure.rule_id, failure.message, clause)


def entry(rule: str, message: str, clause: str) -> dict[str, str]:
    """Return a finding in the shape that all judges give."""
    where = PAGE.search(message)
    place = where[0] if where else ""
    return {
        "rule": rule,
        "severity": "error",
        "message": message,
        "where": place,
        "clause": clause,
    }


if __name__ == "__main__":
    PROFILES = [argument.partition("=")[::2] for argument in sys.argv[1:]]
    told = {
        name: [one for profile, clause in PROFILES for one in said(name, profile, clause)]
        for name in sys.stdin.read().split("\n")
    }
    Path("said.json").write_text(json.dumps(told), encoding="utf-8")
