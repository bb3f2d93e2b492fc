"""Let a review follow the messages that an update moves to another page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from build_tools.catalogues.edition_catalogues import Message
from build_tools.catalogues.po_model import Entry
from build_tools.catalogues.review.header_fields import (
    APPROVED_BY,
    DIGESTS,
    REVIEWED_BY,
    STATE,
    parse_header_fields,
    set_header_fields,
)
from build_tools.catalogues.review.review_status import digest_message
from build_tools.catalogues.update.merge_plan import MergePlan

_STATES = ("draft", "reviewed", "approved")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewTransfer:
    """Hold a header with the reviews of what was moved, and a line for each page that they come from."""

    header: Entry
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _MovedReview:
    page: str
    fields: Mapping[str, str]
    digests: tuple[str, ...]

    @property
    def state(self) -> str:
        """Return the review state of the page that the messages come from."""
        return self.fields[STATE]


def transfer_reviews(plan: MergePlan, header: Entry, headers: Mapping[str, Entry]) -> ReviewTransfer:
    """Return a page's header with who, when and digests of the reviewed messages that were moved there.

    `headers` are those of the pages that messages may come from. A page that is a draft with words of its own
    stays one.
    """
    reviews = list(_iter_moved_reviews(plan, headers))
    if not reviews:
        return ReviewTransfer(header=header)
    fields = parse_header_fields(header)
    state = fields.get(STATE, "draft")
    has_own_words = any(choice.kind == "kept" and choice.entry.has_text for choice in plan.choices)
    if state not in _STATES[1:] and has_own_words:
        return ReviewTransfer(header=header, events=tuple(map(_describe_lost_review, reviews)))
    if state in _STATES[1:] and not fields.get(DIGESTS):  # it is only stated, for all of the page
        return ReviewTransfer(header=header)
    states = [*([state] if state in _STATES[1:] else []), *(review.state for review in reviews)]
    digests = [*fields.get(DIGESTS, "").split(), *(one for review in reviews for one in review.digests)]
    every = [*([fields] if state in _STATES[1:] else []), *(review.fields for review in reviews)]
    new_state = min(states, key=_STATES.index)
    changes = {STATE: new_state, REVIEWED_BY: _join_names(REVIEWED_BY, every)}
    if new_state == "approved":
        changes[APPROVED_BY] = _join_names(APPROVED_BY, every)
    texts = sum(choice.entry.has_text for choice in plan.choices)
    if any(each.get(DIGESTS) for each in every) or len(digests) < texts:
        changes[DIGESTS] = " ".join(dict.fromkeys(digests))  # else it was stated of all, and is
    known = {name: value for name, value in changes.items() if value}
    events = tuple(map(_describe_review, reviews))
    return ReviewTransfer(header=set_header_fields(header, known), events=events)


def _iter_moved_reviews(plan: MergePlan, headers: Mapping[str, Entry]) -> Iterator[_MovedReview]:
    by_page: dict[str, list[str]] = {}
    for choice in plan.choices:
        origin = choice.origin
        if choice.kind == "moved" and origin and origin.page != plan.template.page:
            message = Message(msgid=choice.message.msgid, msgstr=choice.entry.msgstr[0])
            by_page.setdefault(origin.page, []).append(digest_message(message))
    for page, moved in by_page.items():
        fields = parse_header_fields(headers.get(page, Entry(msgid="")))
        reviewed = frozenset(fields.get(DIGESTS, "").split())
        covered = tuple(digest for digest in moved if digest in reviewed or not reviewed)
        if fields.get(STATE) in _STATES[1:] and covered:
            yield _MovedReview(page=page, fields=fields, digests=covered)


def _join_names(name: str, several: Iterable[Mapping[str, str]]) -> str:
    signed = (part.strip() for fields in several for part in fields.get(name, "").split(";"))
    return "; ".join(dict.fromkeys(filter(None, signed)))


def _describe_review(review: _MovedReview) -> str:
    who = review.fields.get(APPROVED_BY) or review.fields.get(REVIEWED_BY) or "nobody named"
    return f"{len(review.digests)} messages from {review.page} keep their review ({review.state}: {who})"


def _describe_lost_review(review: _MovedReview) -> str:
    who = review.fields.get(REVIEWED_BY) or "nobody named"
    return (
        f"{len(review.digests)} messages from {review.page} were reviewed ({who}), but this page is a draft:"
        " let it be reviewed as a whole"
    )
