"""What a review covers, as lines: takes its pages, gives a table."""

from __future__ import annotations

from collections.abc import Sequence

from build_tools.cli.columns import lines
from build_tools.tasks.catalogue_review import Line


def review(pages: Sequence[Line], *, rehearsal: bool) -> list[str]:
    """Return a line a page, then all of it in a line: what was recorded, and of what not."""
    rows = [(page.page, f"{page.was} → {page.now}", *_counted(page)) for page in pages]
    covered, left = (sum(column) for column in zip(*map(_numbers, pages), strict=True))
    done = "would be" if rehearsal else "is" if len(pages) == 1 else "are"
    many = f"{len(pages)} page{'s' * (len(pages) != 1)} {done} {pages[0].now}"
    if pages[0].now != "draft":
        many += f", {_messages(covered)}"
    if left and pages[0].now != "draft":
        many += f"; {_messages(left)} that {_are(left)} not translated {_are(left)} not covered"
    return [*lines(rows, {2}), many]


def _counted(page: Line) -> tuple[str, str]:
    if page.now == "draft":
        return "", ""
    return _messages(page.messages), f"{page.left} not translated" if page.left else ""


def _numbers(page: Line) -> tuple[int, int]:
    return page.messages, page.left


def _messages(number: int) -> str:
    return f"{number} message{'s' * (number != 1)}"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"
