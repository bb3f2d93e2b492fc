"""Find headings at the foot of a PDF page without text below them.

A section of one line that ends there is accepted.

Example: “Suggested Action Plan” as the last line of a page, its first item on the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, takewhile

from build_tools.checks.definition import BuiltEdition, Check, Violation
from build_tools.inspection.pdf.typeset import TypesetBlock, TypesetPage, read_typeset_pages
from build_tools.inspection.text.tokenize import quote_start

CHECK = Check(
    code="type/heading",
    severity="warning",
    formats=("pdf",),
    what="headings at the foot of a page with fewer than two lines below them",
    why="a reader turns the page and has forgotten what the text is about",
    fix="in styles/print, keep its first lines with it (`break-after: avoid`)",
    requires=("pikepdf",),
)

MIN_LINES = 2
# In points: lines closer than this are one, as a label and its item.
SAME_LINE = 3.0
SECTIONS = frozenset({"Art", "Part", "Sect"})


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for each heading that has too little below it."""
    for page, next_page in pairwise(read_typeset_pages(built.path)):
        for heading in _find_stranded_headings(page, next_page):
            message = f"page {page.number} ends after the heading {quote_start(heading)}"
            yield Violation(built.path, message)


def _find_stranded_headings(page: TypesetPage, next_page: TypesetPage) -> Iterator[str]:
    """Yield the text of each heading after which the page has too little of its section."""
    blocks = [block for block in page.text_blocks if block.lines or block.kind == "Figure"]
    for index, block in enumerate(blocks):
        ends_here = index + 1 == len(blocks) or not blocks[index + 1].is_heading
        if block.is_heading and ends_here and _count_lines_below(blocks[index + 1 :]) < MIN_LINES:
            lower_headings = [lower for lower in blocks[index + 1 :] if lower.is_heading]
            if not lower_headings and _is_section_continued(block, next_page):
                yield block.text


def _count_lines_below(blocks: Sequence[TypesetBlock]) -> int:
    """Return the number of text lines before the next heading; a figure is enough."""
    own = list(takewhile(lambda block: not block.is_heading, blocks))
    if any(block.kind == "Figure" for block in own):
        return MIN_LINES
    baselines = sorted(line.main_run.baseline for block in own for line in block.lines)
    return sum(foot > before + SAME_LINE for foot, before in zip(baselines, [0.0, *baselines], strict=False))


def _is_section_continued(heading: TypesetBlock, next_page: TypesetPage) -> bool:
    """Return whether the next page begins with text of the section of a heading."""
    first = next((block for block in next_page.text_blocks if block.lines), None)
    return first is not None and _get_section_id(heading) in first.ancestor_ids


def _get_section_id(heading: TypesetBlock) -> int:
    """Return the id of the section of a heading; 0 if it has none."""
    ancestors = zip(heading.ancestors, heading.ancestor_ids, strict=True)
    return next((id for kind, id in reversed([*ancestors]) if kind in SECTIONS), 0)
