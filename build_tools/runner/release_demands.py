"""Tell what an edition lacks of that which its publication demands for a release."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from build_tools.model import Edition, Finding, Place, ReviewState, format_locale_name

MAX_NAMED = 3
_STATES = get_args(ReviewState)


def report_unmet_demands(edition: Edition) -> Iterator[Finding]:
    """Yield one note of what a translation lacks of the register's `requires`, at a catalogue concerned."""
    demand = edition.publication.requires
    if not demand or edition.is_source:
        return
    coverage, pages = edition.review_status.coverage, _find_unreviewed_pages(edition)
    lacks = []
    if coverage.untranslated > 0:
        lacks.append(f"not translated: {coverage.untranslated} of {coverage.words} words")
    if pages:
        names = ", ".join(pages[:MAX_NAMED]) + (", …" if len(pages) > MAX_NAMED else "")
        total = len(edition.review_status.pages)
        lacks.append(f"not {demand} as it stands: {len(pages)} of {total} pages ({names})")
    if lacks:
        yield Finding(
            code="release/lacking",
            severity="note",
            message=f"a release requires it {demand}; {'; '.join(lacks)}",
            place=Place(file=_name_catalogue(edition, pages)),
            publication=edition.publication.id,
            language=edition.language.tag,
        )


def _find_unreviewed_pages(edition: Edition) -> list[str]:
    """Return the pages whose review is less than what is demanded, or older than a message of them."""
    demand = edition.publication.requires
    if demand not in _STATES:
        return []
    return [
        name
        for name, status in edition.review_status.pages.items()
        if _STATES.index(status.review) < _STATES.index(demand) or status.changed_messages
    ]


def _name_catalogue(edition: Edition, pages: list[str]) -> str:
    folder = f"locale/{format_locale_name(edition.language.tag)}/LC_MESSAGES"
    return f"{folder}/{pages[0]}.po" if pages else f"{folder}/{edition.publication.id}"
