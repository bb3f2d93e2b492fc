"""Takes a book, gives what shows that its file is not whole.

What: a PDF begins with `%PDF-` and ends with `%%EOF`; before that it says where its table of
contents, the cross-reference, begins, and there it must begin.
Example: a file of which a copy was broken off.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from build_tools.checks.row import Built, Fault

END = re.compile(rb"startxref\s+(\d{1,12})\s+%%EOF\s*\Z")
TABLE = re.compile(rb"xref\b|\d+ \d+ obj\b")
TAIL = 1024


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for what the file lacks."""
    return [Fault(built.whole, message) for message in _torn(built.whole.read_bytes())]


def _torn(data: bytes) -> Iterator[str]:
    if not data.startswith(b"%PDF-"):
        yield "the file does not begin as a PDF does"
    end = END.search(data[-TAIL:])
    if end is None:
        yield "the file breaks off before its end"
    elif not TABLE.match(data, int(end[1])):
        yield "the file has no cross-reference where it says"
