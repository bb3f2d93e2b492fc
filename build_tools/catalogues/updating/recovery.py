"""What other tools lost of a language's catalogues: takes its history, gives what is to come back.

HEAD's version of a file is asked first: what it has and the file lacks is lost. For a message
that is missing, older versions are asked too, unless a person emptied it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from build_tools.catalogues.updating.headers import PROGRAMS, REVIEWS, fields
from build_tools.catalogues.updating.history import History, Version
from build_tools.catalogues.updating.memory import Origin
from build_tools.catalogues.updating.model import Catalogue, Entry, File
from build_tools.catalogues.updating.parsing import UnreadableError, parsed
from build_tools.catalogues.updating.printing import quoted

BY_BABEL = "Generated-By"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """What a file lost: fields of its header, entries, and the commit that has them.

    `header` is the whole of it, where the file itself is gone.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()
    commit: str = ""
    header: Entry | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A language's history beside its files: `lost` and `gone` are by the name of a file."""

    history: History
    lost: Mapping[str, Lost]
    gone: Mapping[str, Lost]


def past(history: History, files: Sequence[File], refused: Iterable[str]) -> Past:
    """Return what HEAD has of a language that its files lack; `refused` are files left alone."""
    here = {file.file: file for file in files}
    names = [name for name in history.head if name not in set(refused)]
    blobs = history.contents(history.head[name] for name in names)
    was = {name: blobs.get(history.head[name], b"") for name in names}
    other = [name for name in names if name not in here or here[name].data != was[name]]
    of_babel = [file.file for file in files if BY_BABEL in file.catalogue.header.texts[0]]
    commits = history.versions([*other, *of_babel])
    lost, gone = {}, {}
    for name in other:
        held = _read(was[name])
        commit = _named(commits.get(name, ()))
        if name not in here:
            sure = tuple(entry for entry in held.entries if entry.is_translated)
            gone[name] = Lost(entries=sure, commit=commit, header=held.header)
        else:
            lost[name] = _lost(here[name].catalogue, held, commit)
    for name in of_babel:
        if not lost.get(name, Lost()).fields:
            older = _older_fields(here[name].catalogue.header, history, commits.get(name, ()))
            before = lost.get(name, Lost())
            lost[name] = Lost(
                fields=older.fields, entries=before.entries, commit=before.commit or older.commit
            )
    return Past(history=history, lost=lost, gone=gone)


def last(
    past: Past, missing: Mapping[str, tuple[str, Sequence[str]]]
) -> dict[str, dict[str, Origin]]:
    """Return the last translation of missing msgids by page, then msgid.

    `missing` has for each page the name of its file and the msgids.
    """
    named = {page: given for page, given in missing.items() if given[1]}
    versions = past.history.versions([file for file, _ in named.values()])
    blobs = past.history.contents(
        version.blob for several in versions.values() for version in several
    )
    return {
        page: dict(_last(page, file, msgids, versions.get(file, ()), blobs))
        for page, (file, msgids) in named.items()
    }


def _last(
    page: str,
    file: str,
    msgids: Sequence[str],
    versions: Sequence[Version],
    blobs: Mapping[str, bytes],
) -> Iterator[tuple[str, Origin]]:
    wanted = dict.fromkeys(msgids)
    newer: Catalogue | None = None
    for version in versions:
        data = blobs.get(version.blob, b"")
        held = _read(data) if _may_hold(data, wanted) else Catalogue(header=Entry(msgid=""))
        sure = {entry.key: entry for entry in held.entries if entry.is_translated}
        for msgid in [msgid for msgid in wanted if ("", msgid) in sure]:
            del wanted[msgid]
            entry = sure["", msgid]
            if not _emptied(entry, newer):
                yield msgid, Origin(entry=entry, page=page, file=file, commit=_named([version]))
        newer = held
        if not wanted:
            return


def _may_hold(data: bytes, msgids: Iterable[str]) -> bool:
    """Say whether an entry with a text may be there, without reading all of it."""
    flat = data.replace(b"\r", b"").replace(b'"\n#~ "', b"").replace(b'"\n"', b"")
    return any(f"msgid {quoted(msgid)}".encode() in flat for msgid in msgids)


def _emptied(entry: Entry, newer: Catalogue | None) -> bool:
    """Say whether a person took a text away: its place stayed, and no program wrote the file."""
    if newer is None or entry.obsolete or BY_BABEL in newer.header.texts[0]:
        return False
    after = newer.live.get(entry.key)
    return after is not None and not after.has_text


def _lost(now: Catalogue, held: Catalogue, commit: str) -> Lost:
    here = {entry.key for entry in now.entries if entry.has_text}
    entries = tuple(e for e in held.entries if e.is_translated and e.key not in here)
    return Lost(fields=_fields(now.header, held.header), entries=entries, commit=commit)


def _fields(now: Entry, held: Entry) -> dict[str, str]:
    here = fields(now)
    reviewed = any(name.startswith(REVIEWS) for name in here)
    return {
        name: value
        for name, value in fields(held).items()
        if name not in here
        and not name.startswith(PROGRAMS)
        and not (reviewed and name.startswith(REVIEWS))
    }


def _older_fields(now: Entry, history: History, versions: Sequence[Version]) -> Lost:
    """Return what Babel left out of a header, if that was committed since."""
    blobs = history.contents(version.blob for version in versions)
    for version in versions:
        data = blobs.get(version.blob, b"")
        if data and BY_BABEL.encode() not in data:
            return Lost(fields=_fields(now, _read(data).header), commit=_named([version]))
    return Lost()


def _named(versions: Sequence[Version]) -> str:
    return f"{versions[0].commit[:10]} of {versions[0].date}" if versions else "HEAD"


def _read(data: bytes) -> Catalogue:
    try:
        return parsed(data.decode("utf-8").replace("\r\n", "\n"))
    except (UnicodeDecodeError, UnreadableError):
        return Catalogue(header=Entry(msgid=""))
