"""Report violations of PDF/A-2a, as page-validation finds them.

Example: a colour without an ICC profile.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from build_tools.checks.definition import BuiltEdition, Check, Violation
from build_tools.validators import page_validation

CHECK = Check(
    code="pdf/archive",
    severity="error",
    formats=("pdf",),
    what="the rules of PDF/A-2a, as page-validation tests them",
    why="archives accept only such files, because they can be read without anything else",
    fix=("report it; for a glyph that is missing, choose a font that has it in locale/languages.toml"),
    standards=("ISO 19005-2:2011, level A",),
    requires=("page-validation",),
)

# page-validation 0.11.0 calls some streams longer or shorter than they say, and veraPDF does not:
# whether it is right is counted here.
WAIVED = "PDFA2A-STREAM-LENGTH-001"
STREAM = re.compile(rb"/Length (\d+)(?! \d+ R)[^\n]*?>>\s*stream(\r\n|\n)", re.DOTALL)
STREAM_END = re.compile(rb"(\r\n|\n|\r)endstream")


def check_batch(editions: Sequence[BuiltEdition]) -> Iterator[tuple[BuiltEdition, Violation]]:
    """Yield a violation for each rule that a PDF breaks; one run serves all PDFs."""
    verdicts = page_validation.validate((built.path for built in editions), ["2a"])
    for built in editions:
        for message in verdicts[built.path]:
            if message.rule != WAIVED or not has_right_stream_lengths(built.path):
                yield built, Violation(built.path, f"{message.message} ({message.rule})")


def has_right_stream_lengths(pdf: Path) -> bool:
    """Return whether each stream of a file has the length that it declares."""
    data = pdf.read_bytes()
    return all(STREAM_END.match(data, found.end() + int(found[1])) for found in STREAM.finditer(data))
