"""Format the pages of a review as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from build_tools.cli.tables.columns import align_columns

if TYPE_CHECKING:
    from build_tools.tasks.catalogue.review import PageReview


def format_review(pages: Sequence[PageReview], *, dry: bool) -> list[str]:
    """Return a line for each page, then a summary of what was recorded and what was not."""
    rows = [(page.page, _format_states(page), *_format_page_counts(page)) for page in pages]
    recorded_pages = [page for page in pages if not page.is_unchanged]
    covered, left = (
        sum(page.messages for page in recorded_pages),
        sum(page.skipped for page in recorded_pages),
    )
    verb = "would be" if dry else "is" if len(recorded_pages) == 1 else "are"
    summary = f"{len(recorded_pages)} page{'s' * (len(recorded_pages) != 1)} {verb} {recorded_pages[0].new_state}"
    if recorded_pages[0].new_state != "draft":
        summary += f", {_format_message_count(covered)}"
    if left and recorded_pages[0].new_state != "draft":
        summary += f"; {_format_message_count(left)} that {_choose_verb(left)} not translated {_choose_verb(left)} not covered"
    return [*align_columns(rows, {2}), summary]


def _format_states(page: PageReview) -> str:
    return page.new_state if page.is_unchanged else f"{page.old_state} → {page.new_state}"


def _format_page_counts(page: PageReview) -> tuple[str, str]:
    if page.is_unchanged:
        return "", "nothing is translated"
    if page.new_state == "draft":
        return "", ""
    return _format_message_count(
        page.messages
    ), f"{page.skipped} not translated" if page.skipped else ""


def _format_message_count(number: int) -> str:
    return f"{number} message{'s' * (number != 1)}"


def _choose_verb(number: int) -> str:
    return "is" if number == 1 else "are"
