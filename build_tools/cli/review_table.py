"""Format the pages of a review as a table."""

from __future__ import annotations

from collections.abc import Sequence

from build_tools.cli.columns import align_columns
from build_tools.tasks.catalogue_review import Line


def format_review(pages: Sequence[Line], *, dry: bool) -> list[str]:
    """Return a line for each page, then a summary of what was recorded and what was not."""
    rows = [(page.page, _format_states(page), *_format_page_counts(page)) for page in pages]
    recorded_pages = [page for page in pages if not page.is_left]
    covered, left = (
        sum(page.messages for page in recorded_pages),
        sum(page.left for page in recorded_pages),
    )
    verb = "would be" if dry else "is" if len(recorded_pages) == 1 else "are"
    summary = f"{len(recorded_pages)} page{'s' * (len(recorded_pages) != 1)} {verb} {recorded_pages[0].now}"
    if recorded_pages[0].now != "draft":
        summary += f", {_format_message_count(covered)}"
    if left and recorded_pages[0].now != "draft":
        summary += f"; {_format_message_count(left)} that {_choose_verb(left)} not translated {_choose_verb(left)} not covered"
    return [*align_columns(rows, {2}), summary]


def _format_states(page: Line) -> str:
    return page.now if page.is_left else f"{page.was} → {page.now}"


def _format_page_counts(page: Line) -> tuple[str, str]:
    if page.is_left:
        return "", "nothing is translated"
    if page.now == "draft":
        return "", ""
    return _format_message_count(page.messages), f"{page.left} not translated" if page.left else ""


def _format_message_count(number: int) -> str:
    return f"{number} message{'s' * (number != 1)}"


def _choose_verb(number: int) -> str:
    return "is" if number == 1 else "are"
