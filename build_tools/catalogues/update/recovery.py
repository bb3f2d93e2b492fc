"""Find what other tools lost of a language's catalogues, in git's history.

For a message without translation, versions before HEAD are read too, unless a person emptied it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from build_tools.catalogues.git_history import FileVersion, GitHistory
from build_tools.catalogues.po_escapes import quote_po_string
from build_tools.catalogues.po_model import Catalogue, Entry, PoFile
from build_tools.catalogues.po_parser import UnreadableError, parse_po_bytes
from build_tools.catalogues.review.header_fields import PROGRAMS, REVIEW_PREFIXES, parse_header_fields
from build_tools.catalogues.update.translation_memory import StoredTranslation

BABEL_FIELD = "Generated-By"


@dataclass(frozen=True, slots=True, kw_only=True)
class LostContent:
    """Hold what a file lost, and the commit that has it; `header` is whole if the file was deleted."""

    fields: Mapping[str, str] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()
    commit: str = ""
    header: Entry | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoverableContent:
    """Hold a language's git history, and the lost content by the name of a file."""

    history: GitHistory
    changed_files: Mapping[str, LostContent]
    deleted_files: Mapping[str, LostContent]


def find_lost_content(
    history: GitHistory, files: Sequence[PoFile], skipped: Iterable[str]
) -> RecoverableContent:
    """Return what HEAD has of a language that its files lack; `skipped` files are left out."""
    current = {file.file: file for file in files}
    names = [name for name in history.head_blobs if name not in set(skipped)]
    blobs = history.read_blobs(history.head_blobs[name] for name in names)
    committed = {name: blobs.get(history.head_blobs[name], b"") for name in names}
    unchanged = {file.file for file in files if file.data == committed.get(file.file)}
    different = [name for name in names if name not in unchanged]
    babel_names = [file.file for file in files if BABEL_FIELD in file.catalogue.header.msgstr[0]]
    commits = history.list_versions([*different, *babel_names])
    lost, deleted = {}, {}
    for name in different:
        old = _parse_old_version(committed[name])
        commit = _format_commit(commits.get(name, ()))
        entries = tuple(entry for entry in old.entries if entry.is_translated)
        if name not in current:
            deleted[name] = LostContent(entries=entries, commit=commit, header=old.header)
            continue
        catalogue = current[name].catalogue
        keys = {entry.key for entry in catalogue.entries if entry.has_text}
        fields = _find_lost_fields(catalogue.header, old.header)
        missing = tuple(entry for entry in entries if entry.key not in keys)
        lost[name] = LostContent(fields=fields, entries=missing, commit=commit)
    for name in babel_names:
        known = lost.get(name, LostContent())
        if not known.fields:
            header = current[name].catalogue.header
            older = _find_older_fields(header, history, commits.get(name, ()))
            commit = known.commit or older.commit
            lost[name] = replace(known, fields=older.fields, commit=commit)
    return RecoverableContent(history=history, changed_files=lost, deleted_files=deleted)


def find_last_translations(
    recoverable: RecoverableContent, missing: Mapping[str, tuple[str, Sequence[str]]]
) -> dict[str, dict[str, StoredTranslation]]:
    """Return the last translation of msgids by page and msgid; `missing` has file and msgids of a page."""
    requests = {page: given for page, given in missing.items() if given[1]}
    versions = recoverable.history.list_versions([file for file, _ in requests.values()])
    blobs = recoverable.history.read_blobs(
        version.blob for several in versions.values() for version in several
    )
    return {
        page: dict(_iter_last_translations(page, file, msgids, versions.get(file, ()), blobs))
        for page, (file, msgids) in requests.items()
    }


def _iter_last_translations(
    page: str, file: str, msgids: Sequence[str], versions: Sequence[FileVersion], blobs: Mapping[str, bytes]
) -> Iterator[tuple[str, StoredTranslation]]:
    wanted = dict.fromkeys(msgids)
    newer: Catalogue | None = None
    for version in versions:
        data = blobs.get(version.blob, b"")
        catalogue = _parse_old_version(data if _has_msgid_text(data, wanted) else b"")
        translated = {entry.key: entry for entry in catalogue.entries if entry.is_translated}
        for msgid in [msgid for msgid in wanted if ("", msgid) in translated]:
            del wanted[msgid]
            entry = translated["", msgid]
            if not _is_emptied_by_person(entry, newer):
                commit = _format_commit([version])
                yield msgid, StoredTranslation(entry=entry, page=page, file=file, commit=commit)
        newer = catalogue
        if not wanted:
            return


def _has_msgid_text(data: bytes, msgids: Iterable[str]) -> bool:
    """Return whether an entry with a text may be there, without parsing the file."""
    if b"UTF-8" not in data.upper():
        return bool(data)
    flat = data.replace(b"\r", b"").replace(b'"\n#~ "', b"").replace(b'"\n"', b"")
    return any(f"msgid {quote_po_string(msgid)}".encode() in flat for msgid in msgids)


def _is_emptied_by_person(entry: Entry, newer: Catalogue | None) -> bool:
    """Return whether a person removed a text: its entry stayed, and no program wrote the file."""
    if newer is None or entry.is_obsolete or BABEL_FIELD in newer.header.msgstr[0]:
        return False
    newer_entry = newer.live_entries.get(entry.key)
    return newer_entry is not None and not newer_entry.has_text


def _find_lost_fields(current: Entry, committed: Entry) -> dict[str, str]:
    current_fields = parse_header_fields(current)
    has_review = any(name.startswith(REVIEW_PREFIXES) for name in current_fields)
    return {
        name: value
        for name, value in parse_header_fields(committed).items()
        if name not in current_fields
        and not name.startswith(PROGRAMS)
        and not (has_review and name.startswith(REVIEW_PREFIXES))
    }


def _find_older_fields(header: Entry, history: GitHistory, versions: Sequence[FileVersion]) -> LostContent:
    """Return what Babel removed from a header, if that was committed since."""
    blobs = history.read_blobs(version.blob for version in versions)
    for version in versions:
        data = blobs.get(version.blob, b"")
        if data and BABEL_FIELD.encode() not in data:
            fields = _find_lost_fields(header, _parse_old_version(data).header)
            return LostContent(fields=fields, commit=_format_commit([version]))
    return LostContent()


def _format_commit(versions: Sequence[FileVersion]) -> str:
    return f"{versions[0].commit[:10]} of {versions[0].date}" if versions else "HEAD"


def _parse_old_version(data: bytes) -> Catalogue:
    try:
        return parse_po_bytes(data)
    except UnreadableError:
        return Catalogue(header=Entry(msgid=""))
