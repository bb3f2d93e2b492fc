"""Check that a PDF file is complete.

A PDF begins with `%PDF-` and ends with `%%EOF`; before that it gives the offset of the
cross-reference table, which must be there.

Example: a file of which a copy was interrupted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from build_tools.checks.definition import BuiltEdition, Violation

TRAILER = re.compile(rb"startxref\s+(\d{1,12})\s+%%EOF\s*\Z")
CROSS_REFERENCE = re.compile(rb"xref\b|\d+ \d+ obj\b")
TAIL_BYTES = 1024


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for what the file lacks."""
    return [
        Violation(built.path, message) for message in _check_file_structure(built.path.read_bytes())
    ]


def _check_file_structure(data: bytes) -> Iterator[str]:
    if not data.startswith(b"%PDF-"):
        yield "the file does not begin as a PDF does"
    end = TRAILER.search(data[-TAIL_BYTES:])
    if end is None:
        yield "the file breaks off before its end"
    elif not CROSS_REFERENCE.match(data, int(end[1])):
        yield "the file has no cross-reference where it says"
