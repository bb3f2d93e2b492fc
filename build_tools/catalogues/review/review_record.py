"""Record reviews in the headers of catalogues: state, reviewer, date, a digest of each message."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from build_tools import sanitizer
from build_tools.catalogues.discovery import CatalogueFile
from build_tools.catalogues.edition_catalogues import HeaderStatus, Message
from build_tools.catalogues.file_replacement import is_unchanged, make_changed_error, save_change
from build_tools.catalogues.gettext_programs import (
    ValidCatalogue,
    check_all_catalogues,
    check_catalogue_bytes,
)
from build_tools.catalogues.po_model import FileChange
from build_tools.catalogues.po_reader import CatalogueContents, read_contents
from build_tools.catalogues.review.fingerprint import compute_fingerprint, iter_changed_messages
from build_tools.catalogues.review.header_fields import (
    APPROVED_BY,
    DIGESTS,
    REVIEWED_BY,
    STATE,
    HeaderEntry,
    find_header_entry,
    get_header_field,
    replace_header_fields,
    rewrite_header,
)
from build_tools.catalogues.review.review_status import digest_message, is_reviewed, parse_header_status
from build_tools.catalogues.review.reviewer_names import explain_invalid_name
from build_tools.catalogues.review.signed_text import SignedText
from build_tools.errors import UserError, convert_to_finding
from build_tools.model import Place, ReviewState
from build_tools.paths import compute_digest
from build_tools.sanitizer.issue import quote_excerpt


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRequest:
    """Describe a requested review; `reserved_names` are the names of this program."""

    state: ReviewState
    reviewer: str
    day: date
    reserved_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PageReview:
    """Describe a page's review, unchanged if nothing of the page is translated.

    `messages` are covered; `skipped` are not, since they are not translated. `old` and `new` are
    the catalogue's bytes.
    """

    page: str
    path: Path
    file: str
    old_state: ReviewState
    new_state: ReviewState
    is_unchanged: bool
    messages: int
    skipped: int
    old: bytes
    new: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Subject:
    file: CatalogueFile
    po: bytes
    contents: CatalogueContents
    header: HeaderEntry
    status: HeaderStatus

    @property
    def is_empty(self) -> bool:
        """Return whether there are messages to translate, and none is translated."""
        return bool(self.contents.messages) and not self.translated

    @property
    def translated(self) -> tuple[Message, ...]:
        """Return the messages that a review covers: translated, and not fuzzy."""
        return tuple(one for one in self.contents.messages if one.state == "translated")


def prepare_reviews(
    files: Sequence[CatalogueFile], request: ReviewRequest, signed: SignedText | None = None
) -> tuple[PageReview, ...]:
    """Return the review of each catalogue, unchanged if nothing of it is translated; write nothing.

    `signed` is the text that a fingerprint stands for.

    Raises UserError: `catalogue/syntax` if gettext refuses a catalogue, `review/name` if the
    name is no person's, `review/order` if what is to be approved was not reviewed as it stands,
    `review/empty` if nothing is translated, `review/refused` if a message is not
    printed, `review/changed` if one is not as it was signed; the error holds all others.
    """
    catalogues = check_all_catalogues([(file.path, file.file) for file in files])
    subjects = [_read_review_subject(po, file) for po, file in zip(catalogues, files, strict=True)]
    due = [subject for subject in subjects if request.state == "draft" or not subject.is_empty]
    errors = _find_review_errors(due, request)
    if subjects and not due:
        remedy = "translate it first"
        errors.append(_make_review_error("empty", "nothing is translated", remedy, subjects[0]))
    if signed and not errors:
        errors += _find_changed_messages(subjects, signed)
    if errors:
        raise join_errors(errors)
    return tuple(_make_page_review(each, request, is_due=each in due) for each in subjects)


def record_reviews(reviews: Sequence[PageReview]) -> None:
    """Write each review into its catalogue, whole.

    Raises UserError, and writes nothing, if gettext would refuse a result or a catalogue is no longer what
    was read; and `catalogue/unwritten` if a catalogue cannot be written.
    """
    due = [review for review in reviews if review.new != review.old]
    for review in due:
        _require_same_contents(review)
    for review in due:
        if not is_unchanged(review.path, compute_digest(review.old)):
            raise make_changed_error(review.file, "review")
    for review in due:
        digest = compute_digest(review.old)
        change = FileChange(path=review.path, file=review.file, data=review.new, old_digest=digest)
        save_change(change, "review")


def _read_review_subject(catalogue: ValidCatalogue, file: CatalogueFile) -> _Subject:
    contents = read_contents(catalogue, file.file)
    return _Subject(
        file=file,
        po=catalogue.po,
        contents=contents,
        header=find_header_entry(catalogue.po, file.file),
        status=parse_header_status(contents.header),
    )


def _check_reviewer_name(subject: _Subject, request: ReviewRequest) -> Iterator[UserError]:
    """Yield an error if the reviewer's name is no person's."""
    is_machine = subject.status.origin == "machine"
    translator = get_header_field(subject.header.lines, "Last-Translator").partition("<")[0]
    reserved_names = (*request.reserved_names, *([translator] if is_machine else []))
    why = explain_invalid_name(request.reviewer, reserved_names)
    if why:
        whose = "a machine translated this" if is_machine else "a review has a reviewer"
        remedy = 'name the person who read it: --by "Ana Pérez"'
        named = f"“{request.reviewer}” {why}" if request.reviewer.strip() else "nobody is named"
        yield _make_review_error("name", f"{whose}, and {named}", remedy, subject)


def _find_review_errors(subjects: Sequence[_Subject], request: ReviewRequest) -> list[UserError]:
    """Return an error of the reviewer's name, once, else what is wrong with each catalogue."""
    if request.state == "draft":
        return []
    names = [error for subject in subjects for error in _check_reviewer_name(subject, request)]
    if names:
        return names[:1]
    errors = [error for subject in subjects for error in _find_refused_messages(subject)]
    if request.state == "approved":
        errors += [error for subject in subjects for error in _check_approval(subject)]
    return errors


def _find_refused_messages(subject: _Subject) -> Iterator[UserError]:
    """Yield an error for each translation that no reader sees, since the sanitizer refuses it."""
    for message in subject.translated:
        rejection = sanitizer.sanitize(message.msgid, message.msgstr).rejection
        if rejection:
            text = f"{rejection.message}: the source stands in its place, and the page cannot be reviewed"
            yield _make_review_error("refused", text, rejection.remedy, subject, message)


def _find_changed_messages(subjects: Sequence[_Subject], signed: SignedText) -> Iterator[UserError]:
    """Yield an error for each message that is not as it was signed."""
    by_page = {subject.file.page: subject for subject in subjects}
    current = {page: subject.contents.messages for page, subject in by_page.items()}
    if signed.pages is None:
        text = f"the text is not the one that was signed: its fingerprint is {compute_fingerprint(current)}"
        remedy = "let the proof of this text be signed, or record the one that was"
        yield _make_review_error("changed", text, remedy, subjects[0])
        return
    for page, message in iter_changed_messages(signed.pages, current):
        article = f" of {message.article}" if message.article else ""
        text = f"“{quote_excerpt(message.msgid)}”{article} is not as it was signed"
        remedy = "let it be read again, or record what was signed before"
        yield _make_review_error("changed", text, remedy, by_page[page], message)


def join_errors(errors: Sequence[UserError]) -> UserError:
    """Return the first of several errors, which holds the others as findings."""
    errors[0].findings = tuple(map(convert_to_finding, errors[1:]))
    return errors[0]


def _check_approval(subject: _Subject) -> Iterator[UserError]:
    remedy = "record that first, with --state reviewed"
    if subject.status.review == "draft":
        message = "it is a draft, and nobody has reviewed it"
        yield _make_review_error("order", message, remedy, subject)
    elif subject.status.digests:
        changed = [one for one in subject.translated if not is_reviewed(one, subject.status)]
        if changed:
            message = f"{len(changed)} of its messages changed since it was reviewed"
            remedy = f"read them again, then {remedy}"
            yield _make_review_error("order", message, remedy, subject, changed[0])


def _make_page_review(subject: _Subject, request: ReviewRequest, *, is_due: bool) -> PageReview:
    changes = _make_review_fields(subject, request) if is_due else {}
    new_state = request.state if is_due else subject.status.review
    count = len(subject.translated)
    return PageReview(
        page=subject.file.page,
        path=subject.file.path,
        file=subject.file.file,
        old_state=subject.status.review,
        new_state=new_state,
        is_unchanged=new_state != request.state,
        messages=count,
        skipped=len(subject.contents.messages) - count,
        old=subject.po,
        new=_write_review_header(subject, replace_header_fields(subject.header.lines, changes)),
    )


def _make_review_fields(subject: _Subject, request: ReviewRequest) -> Mapping[str, str | None]:
    """Return the fields of a header after a review; a field that is None is removed."""
    signed = f"{' '.join(request.reviewer.split())}, {request.day.isoformat()}"
    digests = " ".join(dict.fromkeys(map(digest_message, subject.translated))) or None
    if request.state == "draft":
        return {STATE: "draft", REVIEWED_BY: None, APPROVED_BY: None, DIGESTS: None}
    if request.state == "reviewed":
        return {STATE: "reviewed", REVIEWED_BY: signed, APPROVED_BY: None, DIGESTS: digests}
    reviewed_by = get_header_field(subject.header.lines, REVIEWED_BY) or None
    return {STATE: "approved", REVIEWED_BY: reviewed_by, APPROVED_BY: signed, DIGESTS: digests}


def _write_review_header(subject: _Subject, lines: Sequence[str]) -> bytes:
    if tuple(lines) == subject.header.lines:
        return subject.po
    try:
        return rewrite_header(subject.po, subject.header, lines)
    except UnicodeEncodeError as error:
        message = f"{subject.header.charset}, its charset, has no “{error.object[error.start]}”"
        file = subject.file.file
        remedy = f"write it in UTF-8: msgconv -t UTF-8 -o {file} {file}"
        raise _make_review_error("charset", message, remedy, subject) from error


def _require_same_contents(review: PageReview) -> None:
    """Raise UserError `review/other` if anything but the fields of the review would change."""
    old, new = (_read_comparable_contents(po, review) for po in (review.old, review.new))
    if old != new:
        raise UserError(
            "review/other",
            "the header cannot be written without a change of something else",
            remedy=f"write the file as gettext does: msgcat -o {review.file} {review.file}",
            place=Place(file=review.file, line=1),
            exit_code=1,
        )


def _read_comparable_contents(po: bytes, review: PageReview) -> CatalogueContents:
    """Return a catalogue's contents without its review and without line numbers."""
    contents = read_contents(check_catalogue_bytes(po, review.file), review.file)
    review_fields = {name.lower() for name in (STATE, REVIEWED_BY, APPROVED_BY, DIGESTS)}
    messages, unused, obsolete = (
        tuple(replace(message, line=None) for message in several)
        for several in (contents.messages, contents.unused, contents.obsolete)
    )
    header = {name: text for name, text in contents.header.items() if name not in review_fields}
    return CatalogueContents(header=header, messages=messages, unused=unused, obsolete=obsolete)


def _make_review_error(
    code: str, message: str, remedy: str, subject: _Subject, first_message: Message | None = None
) -> UserError:
    place = Place(file=subject.file.file, line=first_message.line if first_message else None)
    return UserError(f"review/{code}", message, remedy=remedy, place=place)
