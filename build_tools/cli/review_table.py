"""What a review covers, as lines: takes its pages, gives a table."""

from __future__ import annotations

from collections.abc import Sequence

from build_tools.cli.columns import lines
from build_tools.tasks.catalogue_review import Line


def review(pages: Sequence[Line], *, dry: bool) -> list[str]:
    """Return a line a page, then all of it in a line: what was recorded, and of what not."""
    rows = [(page.page, _states(page), *_counted(page)) for page in pages]
    done = [page for page in pages if not page.is_left]
    covered, left = sum(page.messages for page in done), sum(page.left for page in done)
    verb = "would be" if dry else "is" if len(done) == 1 else "are"
    many = f"{len(done)} page{'s' * (len(done) != 1)} {verb} {done[0].now}"
    if done[0].now != "draft":
        many += f", {_messages(covered)}"
    if left and done[0].now != "draft":
        many += f"; {_messages(left)} that {_are(left)} not translated {_are(left)} not covered"
    return [*lines(rows, {2}), many]


def _states(page: Line) -> str:
    return page.now if page.is_left else f"{page.was} → {page.now}"


def _counted(page: Line) -> tuple[str, str]:
    if page.is_left:
        return "", "nothing is translated"
    if page.now == "draft":
        return "", ""
    return _messages(page.messages), f"{page.left} not translated" if page.left else ""


def _messages(number: int) -> str:
    return f"{number} message{'s' * (number != 1)}"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"
