"""Reviews, kept in the headers of catalogues: takes .po files and who read them, writes it there.

What is kept is the state, who and when, and a short digest of each message as it was reviewed:
a message whose digest is not there has changed since.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from build_tools.catalogues import fields
from build_tools.catalogues.fields import APPROVED_BY, DIGESTS, REVIEWED_BY, STATE
from build_tools.catalogues.found import Found
from build_tools.catalogues.header import Header, header, rewritten
from build_tools.catalogues.model import Head, Message
from build_tools.catalogues.reading import Contents, contents
from build_tools.catalogues.reviewing_names import not_a_person
from build_tools.catalogues.standing import digest_of, head, is_reviewed
from build_tools.catalogues.syntax import Accepted, accepted
from build_tools.errors import UserError
from build_tools.layout import safe_join, write_atomically
from build_tools.model import Place, ReviewState


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A review as it is asked for; `press` are the names that the press goes by."""

    state: ReviewState
    by: str
    day: date
    press: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A page's review before it is recorded.

    `messages` are covered; `left` are not, for they are not translated. `old` and `new` are the
    catalogue's bytes.
    """

    page: str
    path: Path
    file: str
    was: ReviewState
    now: ReviewState
    messages: int
    left: int
    old: bytes
    new: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """A catalogue that is to be reviewed: its bytes, its entries, and its header."""

    found: Found
    po: bytes
    holds: Contents
    header: Header
    head: Head

    @property
    def is_empty(self) -> bool:
        """Whether there is something to translate, and nothing of it is."""
        return bool(self.holds.messages) and not self.translated

    @property
    def translated(self) -> tuple[Message, ...]:
        """The messages that a review covers: translated, and not fuzzy."""
        return tuple(one for one in self.holds.messages if one.state == "translated")


def reviews(files: Sequence[Found], asked: Asked) -> tuple[Review, ...]:
    """Return the review of each catalogue; nothing is written.

    A page of which nothing is translated is left as it is.

    Raises Mendable: `catalogue/syntax` where gettext refuses a catalogue, `review/name` where
    the name is no person's, `review/order` where what is to be approved was not reviewed as it
    stands, `review/empty` where nothing is translated.
    """
    catalogues = accepted([(file.path, file.file) for file in files])
    sheets = [_sheet(each, file) for each, file in zip(catalogues, files, strict=True)]
    due = [sheet for sheet in sheets if asked.state == "draft" or not sheet.is_empty]
    refusals = [refused for sheet in due for refused in _refusals(sheet, asked)]
    if sheets and not due:
        refusals.append(_refused("empty", "nothing is translated", "translate it first", sheets[0]))
    if refusals:
        first, *rest = refusals
        raise first if not rest else _with(first, len(rest))
    return tuple(_review(sheet, asked if sheet in due else None) for sheet in sheets)


def record(made: Sequence[Review], scratch: Path) -> None:
    """Write each review into its catalogue, whole, after a look at it in `scratch`.

    Raises Mendable where gettext would refuse what was made, and writes nothing then; and
    `catalogue/unwritten` where a catalogue cannot be written.
    """
    due = [review for review in made if review.new != review.old]
    for at, review in enumerate(due):
        _compare(review, safe_join(scratch, f"{at}.po"))
    for review in due:
        try:
            write_atomically(review.path.resolve(), review.new)
        except OSError as error:
            raise UserError(
                "catalogue/unwritten",
                f"cannot be written: {error.strerror}",
                remedy="let it be written, then record the review",
                place=Place(file=review.file),
            ) from error


def _sheet(catalogue: Accepted, found: Found) -> _Sheet:
    holds = contents(catalogue, found.file)
    return _Sheet(
        found=found,
        po=catalogue.po,
        holds=holds,
        header=header(catalogue.po, found.file),
        head=head(holds.header),
    )


def _refusals(sheet: _Sheet, asked: Asked) -> Iterator[UserError]:
    if asked.state == "draft":
        return
    name = _name_fault(sheet, asked)
    if name:
        yield name
    elif asked.state == "approved":
        yield from _unready(sheet)


def _name_fault(sheet: _Sheet, asked: Asked) -> UserError | None:
    """Say that a name is no person's, or the one that a machine goes by in the header."""
    machine = sheet.head.origin == "machine"
    translator = fields.value(sheet.header.lines, "Last-Translator").partition("<")[0]
    others = (*asked.press, *([translator] if machine else []))
    why = not_a_person(asked.by, others)
    if not why:
        return None
    whose = "a machine translated this" if machine else "a review has a reviewer"
    remedy = 'name the person who read it: --by "Ana Pérez"'
    named = f"“{asked.by}” {why}" if asked.by.strip() else "nobody is named"
    return _refused("name", f"{whose}, and {named}", remedy, sheet)


def _unready(sheet: _Sheet) -> Iterator[UserError]:
    first = "record that first, with --state reviewed"
    if sheet.head.review == "draft":
        yield _refused("order", "it is a draft, and nobody has reviewed it", first, sheet)
    elif sheet.head.digests:
        changed = [one for one in sheet.translated if not is_reviewed(one, sheet.head)]
        if changed:
            many = f"{len(changed)} of its messages changed since it was reviewed"
            yield _refused("order", many, f"read them again, then {first}", sheet, changed[0])


def _review(sheet: _Sheet, asked: Asked | None) -> Review:
    """Return a page's review as it is asked for, or that it is left as it is."""
    changes = _fields(sheet, asked) if asked else {}
    return Review(
        page=sheet.found.page,
        path=sheet.found.path,
        file=sheet.found.file,
        was=sheet.head.review,
        now=asked.state if asked else sheet.head.review,
        messages=len(sheet.translated),
        left=len(sheet.holds.messages) - len(sheet.translated),
        old=sheet.po,
        new=_written(sheet, fields.changed(sheet.header.lines, changes)),
    )


def _fields(sheet: _Sheet, asked: Asked) -> Mapping[str, str | None]:
    """Return the fields of a header after a review; one that is None goes."""
    signed = f"{' '.join(asked.by.split())}, {asked.day.isoformat()}"
    digests = " ".join(dict.fromkeys(map(digest_of, sheet.translated))) or None
    if asked.state == "draft":
        return {STATE: "draft", REVIEWED_BY: None, APPROVED_BY: None, DIGESTS: None}
    if asked.state == "reviewed":
        return {STATE: "reviewed", REVIEWED_BY: signed, APPROVED_BY: None, DIGESTS: digests}
    reviewed = fields.value(sheet.header.lines, REVIEWED_BY) or None
    return {STATE: "approved", REVIEWED_BY: reviewed, APPROVED_BY: signed, DIGESTS: digests}


def _written(sheet: _Sheet, lines: Sequence[str]) -> bytes:
    if tuple(lines) == sheet.header.lines:
        return sheet.po
    try:
        return rewritten(sheet.po, sheet.header, lines)
    except UnicodeEncodeError as error:
        message = f"{sheet.header.charset}, its charset, has no “{error.object[error.start]}”"
        file = sheet.found.file
        remedy = f"write it in UTF-8: msgconv -t UTF-8 -o {file} {file}"
        raise _refused("charset", message, remedy, sheet) from error


def _compare(review: Review, made: Path) -> None:
    """Raise where anything but the fields of the review would be another."""
    made.write_bytes(review.new)
    was, now = (_holds(po, review) for po in ((review.path), made))
    if was != now:
        raise UserError(
            "review/other",
            "the header cannot be written without a change of something else",
            remedy=f"write the file as gettext does: msgcat -o {review.file} {review.file}",
            place=Place(file=review.file, line=1),
            exit_code=1,
        )


def _holds(path: Path, review: Review) -> Contents:
    """Return what a catalogue holds but for its review and the lines where it stands."""
    (catalogue,) = accepted([(path, review.file)])
    holds = contents(catalogue, review.file)
    ours = {name.lower() for name in (STATE, REVIEWED_BY, APPROVED_BY, DIGESTS)}
    return Contents(
        header={name: text for name, text in holds.header.items() if name not in ours},
        messages=_unplaced(holds.messages),
        unused=_unplaced(holds.unused),
        obsolete=_unplaced(holds.obsolete),
    )


def _unplaced(messages: Sequence[Message]) -> tuple[Message, ...]:
    return tuple(replace(message, line=None) for message in messages)


def _refused(
    what: str, message: str, remedy: str, sheet: _Sheet, at: Message | None = None
) -> UserError:
    place = Place(file=sheet.found.file, line=at.line if at else None)
    return UserError(f"review/{what}", message, remedy=remedy, place=place)


def _with(first: UserError, more: int) -> UserError:
    """Return a refusal that says that there are more of them."""
    message = f"{first.message} (nor can {more} more be recorded; nothing was written)"
    return UserError(first.code, message, remedy=first.remedy, place=first.place)
