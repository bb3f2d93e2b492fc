"""What GNU gettext says of catalogues: takes .po files, gives each as the .mo that it makes."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from build_tools.catalogues.programs import program
from build_tools.errors import UserError
from build_tools.model import Place

AT_ONCE = 8
MOST_BYTES = 16_000_000

_CONFLICT = re.compile(rb"^(?:<<<<<<<|>>>>>>>)(?: |\r?$)", re.MULTILINE)
_CHARSET = re.compile(r'^\S*msgfmt: present charset "(.+?)"', re.MULTILINE)
_SAID = re.compile(rb"charset=([\w.:-]+)")
_TOLD = re.compile(r"^<stdin>:(\d+)(?::\d+)?: (?!warning)(.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """A catalogue that gettext accepts: `po` its bytes, `mo` what msgfmt made of them."""

    po: bytes
    mo: bytes


def accepted(catalogues: Sequence[tuple[Path, str]]) -> Iterator[Accepted]:
    """Yield each catalogue, a path and the name that findings give it, as gettext reads it.

    Raises Mendable `catalogue/syntax` with file and line for the first that gettext refuses,
    and `catalogue/no-gettext` where msgfmt is not installed.
    """
    for each in judged(catalogues):
        if isinstance(each, UserError):
            raise each
        yield each


def judged(catalogues: Sequence[tuple[Path, str]]) -> Iterator[Accepted | UserError]:
    """Yield each catalogue as `accepted` does, in its place why gettext refuses it.

    Raises Mendable `catalogue/no-gettext` where msgfmt is not installed.
    """
    for first in range(0, len(catalogues), AT_ONCE):
        running = [_running(path, file) for path, file in catalogues[first : first + AT_ONCE]]
        yield from [each if isinstance(each, UserError) else _ended(each) for each in running]


def charset_of(po: bytes) -> str:
    """Return the charset that a catalogue, or its header, names; UTF-8 where it names none."""
    said = _SAID.search(po)
    return said[1].decode() if said else "utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Running:
    """A catalogue that msgfmt is at work on: its name and its bytes."""

    file: str
    po: bytes
    msgfmt: subprocess.Popen[bytes]


def _running(path: Path, file: str) -> _Running | UserError:
    try:
        po = _read(path, file)
    except UserError as error:
        return error
    return _Running(file=file, po=po, msgfmt=_started(path))


def _ended(running: _Running) -> Accepted | UserError:
    mo, told = running.msgfmt.communicate()
    if running.msgfmt.returncode:
        return _refused(running.file, running.po, told.decode("utf-8", "replace"))
    return Accepted(po=running.po, mo=mo)


def _read(path: Path, file: str) -> bytes:
    try:
        with path.open("rb") as stream:
            po = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise syntax(file, None, f"cannot be read: {error.strerror}", "let it be read") from error
    if len(po) > MOST_BYTES:
        raise syntax(file, 1, f"the catalogue is larger than {MOST_BYTES // 1_000_000} MB")
    for sign, message, remedy in _SIGNS:
        found = sign.search(po)
        if found:
            raise syntax(file, po.count(b"\n", 0, found.start()) + 1, message, remedy)
    return po


_SIGNS = (
    (
        re.compile(rb"\A\xef\xbb\xbf"),
        "the catalogue begins with a byte order mark",
        "save it as UTF-8 without BOM",
    ),
    (re.compile(rb"\0"), "the catalogue holds a NUL byte", "delete it, and save as UTF-8"),
    (_CONFLICT, "the catalogue has conflict markers of git", "choose one side and delete them"),
)


def _started(path: Path) -> subprocess.Popen[bytes]:
    msgfmt = program("msgfmt")
    with path.open("rb") as po:
        return subprocess.Popen(
            [msgfmt, "--check", "--output-file=-", "-"],
            stdin=po,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={"LC_ALL": "C"},
        )


def _refused(file: str, po: bytes, told: str) -> UserError:
    first = _TOLD.search(told)
    if first:
        said = first.group(2).rstrip(".")
        # gettext notices an open string where the next line begins.
        line = int(first.group(1)) - said.startswith("end-of-line")
        return syntax(file, line, said)
    charset = _CHARSET.search(told)
    if charset:
        line = po.count(b"\n", 0, po.find(b"charset=")) + 1
        remedy = "write charset=UTF-8, and save it as UTF-8"
        return syntax(file, line, f"no charset is called {charset[1]}", remedy)
    if not po.strip():
        return syntax(file, 1, "the catalogue is empty", "delete it, or begin it with msginit")
    return syntax(file, 1, "the catalogue has no header", _HEADER)


_HEADER = 'begin it with msgid "" and msgstr "Content-Type: text/plain; charset=UTF-8\\n"'


def syntax(file: str, line: int | None, message: str, remedy: str = "") -> UserError:
    """Return the error for a catalogue that cannot be read, at a line."""
    return UserError(
        "catalogue/syntax",
        message,
        remedy=remedy or "mend that line; `msgfmt -c` on the file shows whether it is well",
        place=Place(file=file, line=line),
        exit_code=1,
    )
