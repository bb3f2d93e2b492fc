"""How sure a translation is: takes its catalogues' headers, gives the weakest of what they say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import get_args

from build_tools.model import Finding, Origin, Place, ReviewState, Standing

REVIEW = "x-review-state"
ORIGIN = "x-translation-origin"
REVISED = "po-revision-date"

_WEAKEST_REVIEW: tuple[ReviewState, ...] = get_args(ReviewState)
_WEAKEST_ORIGIN: tuple[Origin, ...] = get_args(Origin)


def standing(text_origin: Origin, headers: Iterable[Mapping[str, str]]) -> Standing:
    """Return the standing of a translation; no header at all is a person's draft."""
    read = list(headers)
    reviews = {review_of(header) for header in read}
    origins = {origin_of(header) for header in read}
    return Standing(
        text_origin=text_origin,
        review=min(reviews, key=_WEAKEST_REVIEW.index, default="draft"),
        translation_origin=min(origins, key=_WEAKEST_ORIGIN.index, default="person"),
        revised=max((day for day in map(_revised, read) if day), default=None),
    )


def review_of(header: Mapping[str, str]) -> ReviewState:
    """Return a header's review state: `draft` where it says none, or one that nobody knows."""
    said = header.get(REVIEW, "")
    return next((state for state in _WEAKEST_REVIEW if state == said), "draft")


def origin_of(header: Mapping[str, str]) -> Origin:
    """Return who translated: `person` where a header is silent, `machine` where it is unclear."""
    said = header.get(ORIGIN, "") or "person"
    return next((origin for origin in _WEAKEST_ORIGIN if origin == said), "machine")


def odd_fields(header: Mapping[str, str], file: str) -> Iterator[Finding]:
    """Yield a warning for each field whose value nobody knows."""
    for field, name, known in (
        (REVIEW, "X-Review-State", _WEAKEST_REVIEW),
        (ORIGIN, "X-Translation-Origin", _WEAKEST_ORIGIN),
    ):
        said = header.get(field, "")
        if said and said not in known:
            yield Finding(
                code="catalogue/header",
                severity="warning",
                message=f"{name} is “{said}”, which is none of {', '.join(known)}; "
                f"it counts as {known[0]}",
                place=Place(file=file, line=1),
            )


def _revised(header: Mapping[str, str]) -> date | None:
    try:
        return date.fromisoformat(header.get(REVISED, "")[:10])
    except ValueError:
        return None
