"""Put the remarks that a reviewer wrote into a proof beside their messages, as comments of the .po."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache

from build_tools.catalogues.discovery import CatalogueFile
from build_tools.catalogues.gettext_programs import make_syntax_error
from build_tools.catalogues.po_model import Catalogue, Entry, FileChange
from build_tools.catalogues.po_parser import (
    UnreadableError,
    find_charset,
    parse_po_bytes,
    parse_previous_msgid,
)
from build_tools.catalogues.review.remark_names import compute_message_key, parse_remark_name
from build_tools.catalogues.size_limits import read_catalogue_bytes
from build_tools.errors import UserError
from build_tools.model import Finding, Place
from build_tools.paths import compute_digest
from build_tools.sanitizer.issue import quote_excerpt

REMARK_PREFIX = "reviewer: "
MAX_REMARK_LENGTH = 8_000
_LINE_ENDS = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewerRemark:
    """Hold what a reviewer says of a message of a page (`charter-agenda/right-1`).

    `key` is the digest of its msgid; `subject` names the message should no catalogue have it.
    """

    page: str
    key: str
    subject: str
    text: str

    @property
    def comments(self) -> tuple[str, ...]:
        """Return the comments that it becomes, what follows `#`."""
        lines = (
            _UNPRINTABLE.sub("", line).strip() for line in _LINE_ENDS.split(self.text[:MAX_REMARK_LENGTH])
        )
        return tuple(f" {REMARK_PREFIX}{line}" for line in lines if line)


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarksFile:
    """Hold the remarks of a file that a proof saved, with the language and publication of the proof."""

    language: str
    publication: str
    remarks: tuple[ReviewerRemark, ...]


def parse_remarks(data: bytes, file: str) -> RemarksFile:
    """Return the remarks of a file that the page of a proof saved.

    Raises UserError `remarks/file` if it is another.
    """
    try:
        content = json.loads(data)
        rows = [(row["page"], row["msgid"], row["remark"]) for row in content["remarks"]]
        names = (content["language"], content["publication"])
        if not all(isinstance(text, str) for row in (names, *rows) for text in row):
            raise TypeError
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        message = "this is no file of remarks that a proof saved"
        remedy = "name the file that the button below the proof saves, or its PDF, filled in"
        raise make_remarks_error(file, message, remedy) from error
    remarks = tuple(
        ReviewerRemark(
            page=page,
            key=compute_message_key(msgid),
            subject=f"“{quote_excerpt(msgid)}”",
            text=text,
        )
        for page, msgid, text in rows
    )
    return RemarksFile(language=names[0], publication=names[1], remarks=remarks)


def collect_field_remarks(fields: Iterable[tuple[str, str]], file: str) -> RemarksFile:
    """Return the remarks in the fields of a proof's PDF, by their names.

    Raises UserError `remarks/file` if the fields are those of another PDF, or of several proofs.
    """
    places = [(place, text) for name, text in fields if (place := parse_remark_name(name))]
    proofs = {(place.language, place.page.partition("/")[0]) for place, _ in places}
    if len(proofs) != 1:
        message = (
            "the fields of this PDF are of several proofs" if proofs else "this PDF has no field of a proof"
        )
        remedy = "fill in the PDF of one proof and save it; what is printed into a file has no fields"
        raise make_remarks_error(file, message, remedy)
    remarks = tuple(
        ReviewerRemark(
            page=place.page,
            key=place.key,
            subject=f"passage {place.number} of the proof",
            text=text,
        )
        for place, text in places
    )
    ((language, publication),) = proofs
    return RemarksFile(language=language, publication=publication, remarks=remarks)


def make_remarks_error(file: str, message: str, remedy: str) -> UserError:
    """Return the error of a file that has no remarks to read."""
    return UserError("remarks/file", message, remedy=remedy, place=Place(file=file))


def follow_moved_messages(
    files: Mapping[str, CatalogueFile], remarks: Iterable[ReviewerRemark]
) -> Iterator[ReviewerRemark]:
    """Yield the remarks; one whose page lacks its message, with the only other page that has it.

    Raises UserError `catalogue/syntax` if the catalogue of a page that a remark names cannot be read.
    """
    read_keys = cache(lambda page: _read_message_keys(files[page]))
    for remark in remarks:
        homes = [remark.page]
        if remark.page not in files or remark.key not in read_keys(remark.page):
            with suppress(UserError):  # one that is not meant may be broken
                homes = [page for page in files if remark.key in read_keys(page)]
        yield replace(remark, page=homes[0]) if len(homes) == 1 else remark


def _read_message_keys(file: CatalogueFile) -> frozenset[str]:
    catalogue = _parse_catalogue(read_catalogue_bytes(file.path, file.file), file.file)
    return frozenset(key for key, entry in _index_entries(catalogue).items() if not entry.is_obsolete)


def add_remarks(
    file: CatalogueFile, remarks: Iterable[ReviewerRemark]
) -> tuple[FileChange | None, tuple[Finding, ...]]:
    """Return a catalogue with remarks as comments, and a finding for each whose message it lacks.

    A message whose source has changed is found by the msgid that it had. Nothing else in the catalogue
    changes. Raises UserError `catalogue/syntax` if it cannot be read.
    """
    data = read_catalogue_bytes(file.path, file.file)
    catalogue = _parse_catalogue(data, file.file)
    entries, charset = _index_entries(catalogue), find_charset(data)
    lines = data.split(b"\n")
    findings: list[Finding] = []
    insertions: dict[int, list[bytes]] = {}
    for remark in remarks:
        entry = entries.get(remark.key)
        if entry is None or entry.is_obsolete:
            findings.append(_make_lost_remark(remark, entry, file.file))
            continue
        if len(remark.text) > MAX_REMARK_LENGTH:
            findings.append(_make_cut_remark(remark, entry, file.file))
        new = [comment for comment in remark.comments if comment not in entry.comments]
        encoded = [f"#{comment}".encode(charset, "replace") for comment in new]
        insertions.setdefault(_find_comment_line(lines, entry), []).extend(encoded)
    for number in sorted(insertions, reverse=True):
        end = b"\r" if lines[number].endswith(b"\r") else b""
        lines[number:number] = [line + end for line in dict.fromkeys(insertions[number])]
    after = b"\n".join(lines)
    if after == data:
        return None, tuple(findings)
    if _drop_comments(catalogue) != _drop_comments(_parse_catalogue(after, file.file)):
        remedy = f"write the file as gettext does: msgcat -o {file.file} {file.file}"
        raise make_syntax_error(file.file, 1, "a comment would change a message of this file", remedy)
    change = FileChange(path=file.path, file=file.file, data=after, old_digest=compute_digest(data))
    return change, tuple(findings)


def _parse_catalogue(data: bytes, file: str) -> Catalogue:
    try:
        return parse_po_bytes(data)
    except UnreadableError as error:
        raise make_syntax_error(file, error.line, error.fault) from error


def _find_comment_line(lines: Sequence[bytes], entry: Entry) -> int:
    """Return the index of the line before which a translator's comment of an entry is put."""
    first = entry.line - 1
    while first > 0 and lines[first - 1].lstrip().startswith(b"#") and not _is_obsolete(lines[first - 1]):
        first -= 1
    while re.match(rb"\s*#(?:\s|$)", lines[first]):
        first += 1
    return first


def _is_obsolete(line: bytes) -> bool:
    return line.lstrip().startswith(b"#~")


def _drop_comments(catalogue: Catalogue) -> list[tuple[object, ...]]:
    return [
        (
            one.key,
            one.msgid_plural,
            one.msgstr,
            one.flags,
            one.references,
            one.previous_msgid,
            one.is_obsolete,
        )
        for one in (catalogue.header, *catalogue.entries)
    ]


def _index_entries(catalogue: Catalogue) -> Mapping[str, Entry]:
    """Return the entries by the key of their msgid; of what is gone, by that of the former one."""
    own = {compute_message_key(one.msgid): one for one in catalogue.live_entries.values() if not one.msgctxt}
    changed = {compute_message_key(_read_previous_msgid(one)): one for one in own.values() if one.is_fuzzy}
    obsolete = {compute_message_key(one.msgid): one for one in catalogue.obsolete_entries}
    return {**obsolete, **changed, **own}


def _read_previous_msgid(entry: Entry) -> str:
    try:
        return parse_previous_msgid(entry)
    except UnreadableError:
        return ""


def _make_cut_remark(remark: ReviewerRemark, entry: Entry, file: str) -> Finding:
    return Finding(
        code="remarks/cut",
        severity="warning",
        message=f"the remark on {remark.subject} is cut after {MAX_REMARK_LENGTH} characters"
        " — read its end in the file that came back",
        place=Place(file=file, line=entry.line, message_id=entry.msgid),
    )


def _make_lost_remark(remark: ReviewerRemark, obsolete: Entry | None, file: str) -> Finding:
    subject = f"“{quote_excerpt(obsolete.msgid)}”" if obsolete else remark.subject
    words = " ".join(remark.text.split())
    return Finding(
        code="remarks/no-message",
        severity="error",
        message=f"{subject} is no message of this page; the remark on it: {words} — find its place",
        place=Place(file=file, message_id=obsolete.msgid if obsolete else ""),
    )
