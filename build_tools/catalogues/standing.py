"""How sure a translation is: takes its catalogues' headers, gives the weakest of what they say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import get_args

from build_tools.catalogues.coverage import coverage
from build_tools.catalogues.fields import CREATED, DIGESTS, ORIGIN, REVISED, STATE
from build_tools.catalogues.model import Compiled, Head, Message, Page
from build_tools.layout import compute_digest
from build_tools.model import Finding, Origin, Place, ReviewState, ReviewStatus

LETTERS = 10  # of a digest: short enough to read past, long enough for a page's messages

_WEAKEST_REVIEW: tuple[ReviewState, ...] = get_args(ReviewState)
_WEAKEST_ORIGIN: tuple[Origin, ...] = get_args(Origin)


def standing(text_origin: Origin, pages: Iterable[Page]) -> ReviewStatus:
    """Return the standing that a translation's headers state; no page is a person's draft."""
    each = {page.name: _of_page(text_origin, page.head) for page in pages}
    return _whole(ReviewStatus(text_origin=text_origin, translation_origin="person"), each)


def reviewed(compiled: Compiled, messages: Iterable[tuple[str, str]]) -> ReviewStatus:
    """Return the standing of an edition whose messages are known, pairs of page and msgid.

    A page that keeps digests stands as reviewed for those messages alone; where none of them
    is as it was reviewed, it is a draft.
    """
    asked: dict[str, dict[str, None]] = {}
    for page, msgid in messages:
        asked.setdefault(page, {})[msgid] = None
    pages = {
        name: _measured(compiled.pages[name], stated, tuple(asked.get(name, ())))
        for name, stated in compiled.standing.pages.items()
    }
    total = coverage(compiled, [(page, msgid) for page, found in asked.items() for msgid in found])
    return replace(_whole(compiled.standing, pages), coverage=total)


def digest_of(message: Message) -> str:
    """Return what stands for a message and its translation in a header."""
    return compute_digest(f"{message.msgid}\0{message.msgstr}")[:LETTERS]


def is_reviewed(message: Message | None, head: Head) -> bool:
    """Return whether a message is translated as it was when its page was reviewed."""
    return (
        message is not None
        and message.state in ("translated", "refused")
        and digest_of(message) in head.digests
    )


def head(fields: Mapping[str, str]) -> Head:
    """Return what a header says, its fields by their names in lower case."""
    review = review_of(fields)
    return Head(
        review=review,
        origin=origin_of(fields),
        created=_day(fields, CREATED),
        revised=_day(fields, REVISED),
        digests=frozenset(fields.get(DIGESTS.lower(), "").split() if review != "draft" else ()),
    )


def review_of(header: Mapping[str, str]) -> ReviewState:
    """Return a header's review state: `draft` where it says none, or one that nobody knows."""
    said = header.get(STATE.lower(), "")
    return next((state for state in _WEAKEST_REVIEW if state == said), "draft")


def origin_of(header: Mapping[str, str]) -> Origin:
    """Return who translated: `person` where a header is silent, `machine` where it is unclear."""
    said = header.get(ORIGIN.lower(), "") or "person"
    return next((origin for origin in _WEAKEST_ORIGIN if origin == said), "machine")


def odd_fields(header: Mapping[str, str], file: str) -> Iterator[Finding]:
    """Yield a warning for each field whose value nobody knows."""
    for name, known in ((STATE, _WEAKEST_REVIEW), (ORIGIN, _WEAKEST_ORIGIN)):
        said = header.get(name.lower(), "")
        if said and said not in known:
            yield Finding(
                code="catalogue/header",
                severity="warning",
                message=f"{name} is “{said}”, which is none of {', '.join(known)}; "
                f"it counts as {known[0]} — write one of these",
                place=Place(file=file, line=1),
            )


def _of_page(text_origin: Origin, head: Head) -> ReviewStatus:
    return ReviewStatus(
        text_origin=text_origin,
        translation_origin=head.origin,
        review=head.review,
        revision_date=head.revised,
    )


def _whole(stated: ReviewStatus, pages: Mapping[str, ReviewStatus]) -> ReviewStatus:
    """Return the standing of a text whose pages stand so: that of the weakest."""
    reviews = [page.review for page in pages.values()]
    origins = [page.translation_origin for page in pages.values() if page.translation_origin]
    return replace(
        stated,
        review=min(reviews, key=_WEAKEST_REVIEW.index, default="draft"),
        translation_origin=min(
            origins, key=_WEAKEST_ORIGIN.index, default=stated.translation_origin
        ),
        revised=max(
            (page.revision_date for page in pages.values() if page.revision_date), default=None
        ),
        changed=sum(page.changed_messages for page in pages.values()),
        pages=pages,
    )


def _measured(page: Page, stated: ReviewStatus, messages: tuple[str, ...]) -> ReviewStatus:
    """Return how a page stands whose messages are known."""
    if not page.head.digests:
        return stated
    holds = [is_reviewed(page.messages.get(msgid), page.head) for msgid in messages]
    if not any(holds):
        return replace(stated, review="draft")
    return replace(stated, changed=holds.count(False))


def _day(header: Mapping[str, str], field: str) -> date | None:
    try:
        return date.fromisoformat(header.get(field.lower(), "")[:10])
    except ValueError:
        return None
