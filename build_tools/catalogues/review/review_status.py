"""Determine how far a translation is reviewed: the weakest of what its headers say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import get_args

from build_tools.catalogues.edition_catalogues import EditionCatalogues, HeaderStatus, Message, PageCatalogue
from build_tools.catalogues.review.header_fields import (
    APPROVED_BY,
    CREATED,
    DIGESTS,
    ORIGIN,
    REVIEWED_BY,
    REVISED,
    STATE,
)
from build_tools.catalogues.review.reviewer_names import extract_reviewer_name
from build_tools.model import Coverage, Finding, Origin, Place, ReviewState, ReviewStatus
from build_tools.paths import compute_digest

DIGEST_LENGTH = 10  # of a digest: short enough to read past, long enough for a page's messages
# When catalogues were or will be written, for as long as these editions are built.
POSSIBLE_YEARS = range(1970, 2200)

_REVIEW_STATES: tuple[ReviewState, ...] = get_args(ReviewState)
_ORIGINS: tuple[Origin, ...] = get_args(Origin)


def read_review_status(text_origin: Origin, pages: Iterable[PageCatalogue]) -> ReviewStatus:
    """Return the status that a translation's headers state; without pages, a person's draft."""
    page_status = {
        page.name: ReviewStatus(
            text_origin=text_origin,
            translation_origin=page.header_status.origin,
            review=page.header_status.review,
            revision_date=page.header_status.revised,
            reviewers=_list_reviewers(page.header_status),
        )
        for page in pages
    }
    status = ReviewStatus(text_origin=text_origin, translation_origin="person")
    return _combine_page_status(status, page_status)


def _list_reviewers(header_status: HeaderStatus) -> tuple[str, ...]:
    name = extract_reviewer_name(header_status.reviewer) if header_status.review != "draft" else ""
    return (name,) if name else ()


def measure_review_status(compiled: EditionCatalogues, messages: Iterable[tuple[str, str]]) -> ReviewStatus:
    """Return the status of an edition whose messages, pairs of page and msgid, are known.

    A page with digests counts as reviewed for those messages alone, and is a draft if none is left.
    """
    msgids_by_page: dict[str, dict[str, None]] = {}
    for page, msgid in messages:
        msgids_by_page.setdefault(page, {})[msgid] = None
    pages = {
        name: _measure_page_status(compiled.pages[name], stated, tuple(msgids_by_page.get(name, ())))
        for name, stated in compiled.review_status.pages.items()
    }
    pairs = [(page, msgid) for page, found in msgids_by_page.items() for msgid in found]
    status = _combine_page_status(compiled.review_status, pages)
    return replace(status, coverage=count_coverage(compiled, pairs))


def digest_message(message: Message) -> str:
    """Return the digest of a message and its translation, as a header holds it."""
    return compute_digest(f"{message.msgid}\0{message.msgstr}")[:DIGEST_LENGTH]


def is_reviewed(message: Message | None, header_status: HeaderStatus) -> bool:
    """Return whether a message is translated as it was when its page was reviewed."""
    return (
        message is not None
        and message.state in ("translated", "refused")
        and digest_message(message) in header_status.digests
    )


def parse_header_status(fields: Mapping[str, str]) -> HeaderStatus:
    """Return what a header says; names of its fields are in lower case."""
    review: ReviewState = next((one for one in _REVIEW_STATES if one == fields.get(STATE.lower())), "draft")
    return HeaderStatus(
        review=review,
        origin=parse_origin(fields),
        created=_parse_day(fields, CREATED),
        revised=_parse_day(fields, REVISED),
        digests=frozenset(fields.get(DIGESTS.lower(), "").split() if review != "draft" else ()),
        reviewer=fields.get(APPROVED_BY.lower(), "") or fields.get(REVIEWED_BY.lower(), ""),
    )


def parse_origin(header: Mapping[str, str]) -> Origin:
    """Return who translated: `person` if the header has no field, `machine` if it is unclear."""
    value = header.get(ORIGIN.lower(), "") or "person"
    return next((origin for origin in _ORIGINS if origin == value), "machine")


def find_unknown_values(header: Mapping[str, str], file: str) -> Iterator[Finding]:
    """Yield a warning for each field whose value is unknown, or a day on which nothing was written."""
    for name, known_values in ((STATE, _REVIEW_STATES), (ORIGIN, _ORIGINS)):
        value = header.get(name.lower(), "")
        if value and value not in known_values:
            yield Finding(
                code="catalogue/header",
                severity="warning",
                message=f"{name} is “{value}”, which is none of {', '.join(known_values)}; "
                f"it counts as {known_values[0]} — write one of these",
                place=Place(file=file, line=1),
            )
    yield from _find_impossible_days(header, file)


def _find_impossible_days(header: Mapping[str, str], file: str) -> Iterator[Finding]:
    for name in (CREATED, REVISED):
        day = _parse_any_day(header, name)
        if day and day.year not in POSSIBLE_YEARS:
            yield Finding(
                code="catalogue/header",
                severity="warning",
                message=f"{name} is {day.isoformat()}, when no catalogue was written; it is not used — "
                "write the day of the last change",
                place=Place(file=file, line=1),
            )


def _combine_page_status(status: ReviewStatus, pages: Mapping[str, ReviewStatus]) -> ReviewStatus:
    reviews = [page.review for page in pages.values()]
    origins = [page.translation_origin for page in pages.values() if page.translation_origin]
    names = dict.fromkeys(name for page in pages.values() for name in page.reviewers)
    is_signed = all(page.reviewers for page in pages.values())  # else they would answer for others' pages
    return replace(
        status,
        review=min(reviews, key=_REVIEW_STATES.index, default="draft"),
        reviewers=tuple(names) if is_signed else (),
        translation_origin=min(origins, key=_ORIGINS.index, default=status.translation_origin),
        revision_date=max((p.revision_date for p in pages.values() if p.revision_date), default=None),
        changed_messages=sum(page.changed_messages for page in pages.values()),
        pages=pages,
    )


def _measure_page_status(
    page: PageCatalogue, status: ReviewStatus, messages: tuple[str, ...]
) -> ReviewStatus:
    if not page.header_status.digests:
        return status
    are_reviewed = [is_reviewed(page.messages.get(msgid), page.header_status) for msgid in messages]
    if not any(are_reviewed):
        return replace(status, review="draft", reviewers=())
    changed = are_reviewed.count(False)
    return replace(status, changed_messages=changed, reviewers=() if changed else status.reviewers)


def _parse_day(header: Mapping[str, str], field: str) -> date | None:
    """Return the day of a field; None if it has none, or one on which no catalogue was written."""
    day = _parse_any_day(header, field)
    return day if day and day.year in POSSIBLE_YEARS else None


def _parse_any_day(header: Mapping[str, str], field: str) -> date | None:
    try:
        return date.fromisoformat(header.get(field.lower(), "")[:10])
    except ValueError:
        return None


def count_coverage(compiled: EditionCatalogues, messages: Iterable[tuple[str, str]]) -> Coverage:
    """Count the words of pairs of page and msgid, each once; a rejected message is missing."""
    counts = (_count_message_words(compiled, *pair) for pair in dict.fromkeys(messages))
    return sum(counts, Coverage())


def _count_message_words(compiled: EditionCatalogues, page: str, msgid: str) -> Coverage:
    words = len(msgid.split())
    message = compiled.get_message(page, msgid)
    state = message.state if message else "missing"
    if state == "translated" or compiled.review_status.translation_origin is None:
        return Coverage(words=words, translated=words)
    return Coverage(words=words, fuzzy=words) if state == "fuzzy" else Coverage(words=words, missing=words)
