"""Check that a PDF file is complete.

Example: a file of which a copy was interrupted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from build_tools.checks.definition import BuiltEdition, Check, Violation
from build_tools.inspection.pdf.document import read_pdf

CHECK = Check(
    code="pdf/structure",
    severity="error",
    formats=("pdf",),
    what="whether the file is complete: its beginning, its end and its cross-reference table",
    why="a program that opens an incomplete file shows a part of it, or nothing",
    fix="build the edition again; never edit what is built by hand",
    standards=("ISO 32000-1:2008, 7.5",),
    requires=("pikepdf",),
)

TRAILER = re.compile(rb"startxref\s+(\d{1,12})\s+%%EOF\s*\Z")
CROSS_REFERENCE = re.compile(rb"xref\b|\d+ \d+ obj\b")
TAIL_BYTES = 1024


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for what the file lacks."""
    messages = list(_check_file_structure(built.path.read_bytes()))
    if not messages and read_pdf(built.path) is None:
        messages = ["no program can open it"]
    return [Violation(built.path, message) for message in messages]


def _check_file_structure(data: bytes) -> Iterator[str]:
    if not data.startswith(b"%PDF-"):
        yield "the file does not begin with %PDF-"
    end = TRAILER.search(data[-TAIL_BYTES:])
    if end is None:
        yield "the file is cut off before its end"
    elif not CROSS_REFERENCE.match(data, int(end[1])):
        yield "the file has no cross-reference where it says"
