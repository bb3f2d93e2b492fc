"""Name the fields of a PDF in which a reviewer types remarks, and find their messages by these names.

`fr charter-agenda/right-1 12 1f0c9f3a5d7e2b48` is the twelfth passage of the proof in French, with a digest
of its msgid: every program that saves a PDF keeps the names of its fields, and little else.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import quote, unquote

from build_tools.paths import compute_digest

KEY_LENGTH = 16
_NAME = re.compile(r"([A-Za-z0-9-]+) (\S+) (\d{1,9}) ([0-9a-f]{16})", re.ASCII)


class RemarkPlace(NamedTuple):
    """Hold what the name of a field says: language, page, number of the passage, key of the message."""

    language: str
    page: str
    number: int
    key: str


def compute_message_key(msgid: str) -> str:
    """Return a short digest of a msgid."""
    return compute_digest(msgid)[:KEY_LENGTH]


def make_remark_name(language: str, page: str, number: int, msgid: str) -> str:
    """Return the name of the field for remarks on a message."""
    name = quote(page).replace(".", "%2E")  # a point parts the names of nested fields
    return f"{language} {name} {number} {compute_message_key(msgid)}"


def parse_remark_name(name: str) -> RemarkPlace | None:
    """Return what the name of a field says; None if it is no proof's."""
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    language, page, number, key = match.groups()
    return RemarkPlace(language, unquote(page), int(number), key)
