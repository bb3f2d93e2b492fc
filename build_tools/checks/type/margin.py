"""Find lines of a PDF that are outside the text area.

Every line of text and of notes is between the margins of the design; paragraph numbers may hang
in them, and running heads and folios are in them, none nearer to the edge of the sheet than a
printer can print. The cover has no margins.

Example: an address of eighty letters in a line of sixty, whose end is cut off in print.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from build_tools.checks.definition import BuiltEdition, Check, Violation
from build_tools.inspection.pdf.typeset import (
    TextRun,
    TypesetBlock,
    TypesetLine,
    TypesetPage,
    read_typeset_pages,
)
from build_tools.inspection.text.tokenize import quote_start
from build_tools.paths import STYLES_DIR, Root

CHECK = Check(
    code="type/margin",
    severity="error",
    formats=("pdf",),
    what="lines outside the text area of their page",
    why="they are cut off in print, or overlap what is in the margin",
    fix="allow a long word or address to break, or give the columns of the table other widths",
    requires=("pikepdf",),
)

# In points: rounding errors, and the edge that a printer cannot print.
SLACK, EDGE = 1.0, 12.0
# Paragraph numbers and list labels, which hang in the margin.
HANGING_KIND = "Lbl"
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_LENGTH = re.compile(r"--([\w-]+):\s*(-?[\d.]+)(mm|pt)\s*(?=[;}])")
_POINTS = {"mm": 72 / 25.4, "pt": 1.0}


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for each line outside its area."""
    for page in read_typeset_pages(built.path):
        area = _compute_text_area(page, built.sheet, Root(built.root), is_rtl=built.language.is_rtl)
        for line, is_hanging in _list_lines_and_furniture(page):
            beyond = _describe_overflow(line, area, page, is_hanging=is_hanging)
            if beyond:
                label = f"page {page.number}: {quote_start(line.text)}"
                yield Violation(built.path, f"{label} {beyond}")


def _list_lines_and_furniture(page: TypesetPage) -> Iterator[tuple[TypesetLine | TextRun, bool]]:
    """Yield each line of a page, and whether it may be in the margin."""
    for block in page.blocks:
        yield from ((line, _is_hanging(block)) for line in block.lines if line.text)
    yield from ((run, True) for run in page.furniture if run.text.strip())


def _is_hanging(block: TypesetBlock) -> bool:
    return HANGING_KIND in (block.kind, *block.ancestors)


def _compute_text_area(
    page: TypesetPage, sheet: str, root: Root, *, is_rtl: bool
) -> tuple[float, float, float, float] | None:
    """Return left, top, right and bottom of the text area; None if the sheet has another size."""
    lengths = _read_sheet_lengths(sheet, root)
    if page.number == 1 or abs(page.width - lengths["sheet-width"]) > SLACK:
        return None
    is_bound_left = (page.number % 2 == 1) != is_rtl
    left, right = ("inner", "outer") if is_bound_left else ("outer", "inner")
    return lengths[left], lengths["head"], page.width - lengths[right], page.height - lengths["foot"]


@cache
def _read_sheet_lengths(sheet: str, root: Root) -> Mapping[str, float]:
    """Return the design tokens that are lengths, in points, for a sheet; for that of the design if empty."""
    sheets = (STYLES_DIR / "base" / "tokens.css", *root.list_styles("print"))
    css = _COMMENT.sub("", "\n".join(path.read_text("utf-8-sig") for path in sheets))
    usual = re.findall(r"--edition-size:\s*([\w-]+)", css) or ["a5"]
    selectors = {":root", "html", f".sheet-{sheet or usual[-1]}"}
    lengths: dict[str, float] = {}
    for names, body in _RULE.findall(css):
        if selectors & {name.strip() for name in names.split(",")}:
            for name, number, unit in _LENGTH.findall(body + ";"):
                lengths[name] = float(number) * _POINTS[unit]
    return lengths


def _describe_overflow(
    line: TypesetLine | TextRun,
    area: tuple[float, float, float, float] | None,
    page: TypesetPage,
    *,
    is_hanging: bool,
) -> str:
    """Return how far a line is outside its area; empty if it is not."""
    baseline = line.baseline if isinstance(line, TextRun) else line.main_run.baseline
    edge = EDGE if page.number > 1 else 0
    sheet_area = (edge, edge, page.width - edge, page.height - edge)
    left, top, right, bottom = sheet_area if is_hanging or area is None else area
    overflow = {
        "to the left of": left - line.left,
        "to the right of": line.right - right,
        "above": top - baseline,
        "below": baseline - bottom,
    }
    side, distance = max(overflow.items(), key=lambda item: item[1])
    return f"is {distance:.0f} pt {side} its area" if distance > SLACK else ""
