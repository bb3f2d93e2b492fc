"""Takes a book, gives the notes that stand on another page than the word that calls them.

What: each note at the foot of a page has its call, the same small figure, in the text of that
page; what goes on from a note of the page before bears no figure.
Example: a call ³ in the last line of a page, note 3 at the foot of the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from build_tools.checks.row import Built, Fault
from build_tools.seeing.layout import TypesetLine, TypesetPage, read_typeset_pages
from build_tools.seeing.words import quote_start

# In sizes of the text: how small and how much above its line a call is.
SMALL, RAISED = 0.85, 0.15

# A note that stands in one of these is no part of a line: its author has placed it.
APART = frozenset({"Document", "Art", "Part", "Sect", "Div", "NonStruct"})


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for each note that is not on the page of its call."""
    for sheet in read_typeset_pages(built.whole):
        calls = {
            call for block in sheet.text_blocks for line in block.lines for call in _calls(line)
        }
        for mark, text in _notes(sheet):
            if mark not in calls:
                said = f"page {sheet.number} has note {mark} at its foot, {quote_start(text)}"
                yield Fault(built.whole, f"{said}, but no call of it in its text")


def _calls(line: TypesetLine) -> Iterator[str]:
    """Yield the small raised figures of a line."""
    main = line.main_run
    for piece in line.runs:
        if piece.size < SMALL * main.size and piece.baseline < main.baseline - RAISED * main.size:
            yield piece.text.strip()


def _notes(sheet: TypesetPage) -> Iterator[tuple[str, str]]:
    """Yield the mark and the first line of each note that begins at the foot of a page."""
    for mark, text in pairwise(sheet.note_blocks):
        above = mark.ancestors[-2:]
        if mark.kind == "Lbl" and above[1:] == ("Note",) and above[0] not in APART:
            yield mark.text, text.lines[0].text if text.lines else ""
