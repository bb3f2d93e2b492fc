"""Find footnotes of a PDF that are not on the page of their reference.

The continuation of a footnote needs no reference.

Example: a reference ³ in the last line of a page, note 3 at the foot of the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from build_tools.checks.definition import BuiltEdition, Check, Violation
from build_tools.inspection.pdf.typeset import TypesetLine, TypesetPage, read_typeset_pages
from build_tools.inspection.text.tokenize import quote_start

CHECK = Check(
    code="type/note",
    severity="warning",
    formats=("pdf",),
    what="whether a footnote is on the page of its reference",
    why="who looks for it at the foot of the page does not find it",
    fix="shorten the note or the paragraph that refers to it, so that both fit on the page",
    requires=("pikepdf",),
)

# In sizes of the text: how small and how much above its line a call is.
MAX_REFERENCE_SIZE, MIN_RISE = 0.85, 0.15

# A note directly in one of these is no part of a line: its author has placed it.
CONTAINERS = frozenset({"Document", "Art", "Part", "Sect", "Div", "NonStruct"})


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for each footnote that is not on the page of its reference."""
    for page in read_typeset_pages(built.path):
        references = {
            call for block in page.text_blocks for line in block.lines for call in _find_raised_numbers(line)
        }
        for mark, text in _list_page_footnotes(page):
            if mark not in references:
                label = f"page {page.number} has note {mark} at its foot, {quote_start(text)}"
                yield Violation(built.path, f"{label}, but no reference to it")


def _find_raised_numbers(line: TypesetLine) -> Iterator[str]:
    """Yield the small raised numbers of a line."""
    main = line.main_run
    for run in line.runs:
        if run.size < MAX_REFERENCE_SIZE * main.size and run.baseline < main.baseline - MIN_RISE * main.size:
            yield run.text.strip()


def _list_page_footnotes(page: TypesetPage) -> Iterator[tuple[str, str]]:
    """Yield the mark and the first line of each footnote that begins on a page."""
    for mark, text in pairwise(page.note_blocks):
        above = mark.ancestors[-2:]
        if mark.kind == "Lbl" and above[1:] == ("Note",) and above[0] not in CONTAINERS:
            yield mark.text, text.lines[0].text if text.lines else ""
