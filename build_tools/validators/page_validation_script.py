"""Validate PDFs as a program that page_validation.py starts.

The names of the PDFs are the lines of stdin, the arguments are profiles and the names of their
standards (`ua1=ISO 14289-1:2014`); the messages are written into `messages.json` beside the PDFs.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import page

PAGE = re.compile(r"\bpage (\d+)\b")


def validate_pdf(name: str, profile: str, clause: str) -> Iterator[dict[str, str]]:
    """Yield the messages about a file by a profile."""
    try:
        failures = page.validate_pdf(name, profile=profile).failures
    except page.PageError as error:
        yield make_message("unreadable", f"cannot be validated: {error}", clause)
        return
    for failure in failures:
        yield make_message(failure.rule_id, failure.message, clause)


def make_message(rule: str, message: str, clause: str) -> dict[str, str]:
    """Return a message in the shape that all validators give."""
    match = PAGE.search(message)
    place = match[0] if match else ""
    return {"rule": rule, "severity": "error", "message": message, "where": place, "clause": clause}


if __name__ == "__main__":
    PROFILES = [argument.partition("=")[::2] for argument in sys.argv[1:]]
    messages = {
        name: [one for profile, clause in PROFILES for one in validate_pdf(name, profile, clause)]
        for name in sys.stdin.read().split("\n")
    }
    Path("messages.json").write_text(json.dumps(messages), encoding="utf-8")
