"""Run GNU gettext's programs: check, compile and merge catalogues, and write them in the house's form."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

from build_tools.catalogues.size_limits import read_catalogue_bytes
from build_tools.errors import UserError
from build_tools.model import Place


def run_msgmerge(entries: str, template: str, scratch: Path, options: Sequence[str] = ()) -> bytes:
    """Return the catalogue that msgmerge makes of entries. Raises UserError `catalogue/update-failed`."""
    po, pot = scratch / "definitions.po", scratch / "template.pot"
    po.write_text(entries, encoding="utf-8", newline="")
    pot.write_text(template, encoding="utf-8", newline="")
    arguments = ("--previous", "--quiet", *options, "--output-file=-", str(po), str(pot))
    return run_gettext_program("msgmerge", arguments)


def run_msgcat(catalogue: bytes, options: Sequence[str]) -> bytes:
    """Return a catalogue as msgcat writes it with the options."""
    return run_gettext_program("msgcat", (*options, "--output-file=-", "-"), catalogue)


def find_gettext_program(name: str) -> str:
    """Return the path of one of gettext's programs. Raises UserError `catalogue/no-gettext`."""
    path = shutil.which(name)
    if path is None:
        raise UserError(
            "catalogue/no-gettext",
            f"{name} of GNU gettext is not installed",
            remedy="install gettext (apt-get install gettext)",
            exit_code=1,
        )
    return path


def run_gettext_program(name: str, arguments: Sequence[str], input_bytes: bytes = b"") -> bytes:
    """Return what one of gettext's programs writes. Raises as `run_msgmerge` does."""
    done = subprocess.run(
        [find_gettext_program(name), *arguments],
        input=input_bytes,
        capture_output=True,
        check=False,
        env={"LC_ALL": "C"},
    )
    if done.returncode:
        stderr = " ".join(done.stderr.decode("utf-8", "replace").split())
        raise UserError(
            "catalogue/update-failed",
            f"{name} would not write it: {stderr[:200]}",
            remedy="the file is left as it is; correct what is named, then update again",
            exit_code=1,
        )
    return done.stdout


MAX_PROCESSES = 8

_UNKNOWN_CHARSET = re.compile(r'^\S*msgfmt: present charset "(.+?)"', re.MULTILINE)
_REFERENCE_LINE = re.compile(rb"^[ \t]*#:.*$", re.MULTILINE)
_MSGFMT_ERROR = re.compile(r"^<stdin>:(\d+)(?::\d+)?: (?!warning)(.+)$", re.MULTILINE)


_HEADER_REMEDY = 'begin it with msgid "" and msgstr "Content-Type: text/plain; charset=UTF-8\\n"'
_BAD_BYTES = (
    (rb"\A\xef\xbb\xbf", "begins with a byte order mark", "save it as UTF-8 without BOM"),
    (rb"\0", "holds a NUL byte", "delete it, and save as UTF-8"),
    (
        rb"(?m:^(?:<<<<<<<|>>>>>>>)(?: |\r?$))",
        "has conflict markers of git",
        "choose one side and delete them",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidCatalogue:
    """Hold a catalogue that gettext accepts: `po` its bytes, `mo` what msgfmt made of them."""

    po: bytes
    mo: bytes


def check_all_catalogues(catalogues: Sequence[tuple[Path, str]]) -> Iterator[ValidCatalogue]:
    """Yield each catalogue, a path and its name in findings, as gettext reads it.

    Raises UserError `catalogue/syntax` for the first that gettext refuses, and `catalogue/no-gettext`.
    """
    for outcome in check_each_catalogue(catalogues):
        if isinstance(outcome, UserError):
            raise outcome
        yield outcome


def check_each_catalogue(catalogues: Sequence[tuple[Path, str]]) -> Iterator[ValidCatalogue | UserError]:
    """Yield each catalogue as `check_all_catalogues` does, or the error that gettext reports."""
    for first in range(0, len(catalogues), MAX_PROCESSES):
        batch = catalogues[first : first + MAX_PROCESSES]
        running = [_start_check(path, file) for path, file in batch]
        yield from [
            run if isinstance(run, UserError) else _finish_check(file, *run)
            for run, (_, file) in zip(running, batch, strict=True)
        ]


def check_catalogue_bytes(po: bytes, file: str) -> ValidCatalogue:
    """Return a catalogue as gettext reads it. Raises UserError as `check_all_catalogues` does."""
    _refuse_bad_bytes(po, file)
    outcome = _finish_check(file, po, _start_msgfmt(po))
    if isinstance(outcome, UserError):
        raise outcome
    return outcome


def _start_check(path: Path, file: str) -> tuple[bytes, subprocess.Popen[bytes]] | UserError:
    """Return a catalogue's bytes and the msgfmt that checks them."""
    try:
        po = read_catalogue_bytes(path, file)
        _refuse_bad_bytes(po, file)
    except UserError as error:
        return error
    return po, _start_msgfmt(po)


def _start_msgfmt(po: bytes) -> subprocess.Popen[bytes]:
    # gettext compares each reference with all of the same message, and a .mo has none.
    po = _REFERENCE_LINE.sub(b"#", po)
    program = [find_gettext_program("msgfmt"), "--check", "--output-file=-", "-"]
    pipe = subprocess.PIPE
    # Not from the file: another may have been saved in its place since.
    with TemporaryFile() as stdin:
        stdin.write(po)
        stdin.seek(0)
        return subprocess.Popen(program, stdin=stdin, stdout=pipe, stderr=pipe, env={"LC_ALL": "C"})


def _finish_check(file: str, po: bytes, msgfmt: subprocess.Popen[bytes]) -> ValidCatalogue | UserError:
    mo, stderr = msgfmt.communicate()
    if msgfmt.returncode:
        return _make_msgfmt_error(file, po, stderr.decode("utf-8", "replace"))
    return ValidCatalogue(po=po, mo=mo)


def _refuse_bad_bytes(po: bytes, file: str) -> None:
    for pattern, fault, remedy in _BAD_BYTES:
        match = re.search(pattern, po)
        if match:
            line = po.count(b"\n", 0, match.start()) + 1
            raise make_syntax_error(file, line, f"the catalogue {fault}", remedy)


def _make_msgfmt_error(file: str, po: bytes, stderr: str) -> UserError:
    first = _MSGFMT_ERROR.search(stderr)
    if first:
        message = first.group(2).rstrip(".")
        # gettext notices an open string where the next line begins.
        line = int(first.group(1)) - message.startswith("end-of-line")
        return make_syntax_error(file, line, message)
    charset = _UNKNOWN_CHARSET.search(stderr)
    if charset:
        line = po.count(b"\n", 0, po.find(f"charset={charset[1]}".encode())) + 1
        remedy = "write charset=UTF-8, and save it as UTF-8"
        return make_syntax_error(file, line, f"no charset is called {charset[1]}", remedy)
    if not po.strip():
        return make_syntax_error(file, 1, "the catalogue is empty", "delete it, or begin it with msginit")
    return make_syntax_error(file, 1, "the catalogue has no header", _HEADER_REMEDY)


def make_syntax_error(file: str, line: int | None, message: str, remedy: str = "") -> UserError:
    """Return the error for a catalogue that cannot be read, at a line."""
    return UserError(
        "catalogue/syntax",
        message,
        remedy=remedy or "correct that line; `msgfmt -c` on the file shows what is wrong",
        place=Place(file=file, line=line),
        exit_code=1,
    )


# How every catalogue is written: a line of a text for each line of a string, however long.
WRAP_OPTIONS = ("--no-wrap",)
_STRING_LINE = re.compile(rb'^(?:#[~|]+ ?)*[ \t]*(?:msg\w+(?:\[\d+\])?[ \t]*)?"(.*)"[ \t]*\r?$')
_CONTINUED_LINE = re.compile(rb'^(?:#[~|]+ ?)*[ \t]*"')


def is_wrapped(po: bytes) -> bool:
    """Return whether a program broke a text of a catalogue where no line of it ends."""
    is_open = False
    for line in po.split(b"\n"):
        if is_open and _CONTINUED_LINE.match(line):
            return True
        match = _STRING_LINE.match(line)
        is_open = bool(match and match[1] and not match[1].endswith(b"\\n"))
    return False
