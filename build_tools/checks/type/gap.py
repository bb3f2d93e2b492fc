"""Find lines of a PDF whose word spaces are too wide.

In a justified line the median word space is at most 1 em; usual is a fifth to a half.

Example: a line of four words before a long name that may not be divided.
"""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median

from build_tools.checks.definition import BuiltEdition, Check, Violation
from build_tools.inspection.pdf.typeset import read_typeset_pages
from build_tools.inspection.text.tokenize import quote_start

CHECK = Check(
    code="type/gap",
    severity="warning",
    formats=("pdf",),
    what="the word spaces of justified lines",
    why="holes in the page distract the eye, and readers lose the line",
    fix="allow a long word near it to be hyphenated, or rewrite the sentence",
    requires=("pikepdf",),
)

MAX_SPACE = 1.0


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for each line that is stretched too far."""
    for page in read_typeset_pages(built.path):
        for line in (line for block in page.blocks for line in block.lines):
            width = median(line.spaces) if line.spaces else 0
            if width > MAX_SPACE:
                label = f"page {page.number}: the word spaces of {quote_start(line.text)}"
                yield Violation(built.path, f"{label} are {width:.1f} em wide")
