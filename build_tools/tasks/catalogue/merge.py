"""Run `editions catalogue merge`: git's merge driver for catalogues."""

from __future__ import annotations

from codecs import BOM_UTF8
from pathlib import Path
from typing import TYPE_CHECKING

from build_tools.errors import UserError
from build_tools.model import CommandResult, Finding, Place
from build_tools.paths import PROJECT_DIR, Root, write_atomically
from build_tools.process.plain_file import read_plain_file

if TYPE_CHECKING:
    from build_tools.catalogues.po_model import Catalogue


def merge_catalogue_files(base: Path, ours: Path, theirs: Path, name: str) -> CommandResult:
    """Merge two versions of a catalogue into the file `ours`; a message that both changed gives exit 1.

    `name` is that of the catalogue in findings. Raises UserError, exit 1, if one of them cannot be read; git
    has then merged their lines, with its conflict markers.
    """
    from build_tools.catalogues import git_driver, three_way_merge

    try:
        before = _read_version(ours, name)
        catalogues = [_parse_version(data, name) for data in (_read_version(base, name), before)]
        other = _parse_version(_read_version(theirs, name), name)
        merged = three_way_merge.merge_catalogues(catalogues[0], catalogues[1], other)
    except UserError:
        git_driver.write_line_merge(base, ours, theirs)
        raise
    has_crlf = before.count(b"\r\n") * 2 > before.count(b"\n")
    data = merged.po.replace(b"\n", b"\r\n") if has_crlf else merged.po
    try:
        write_atomically(ours.resolve(), data)
    except OSError as error:
        message = f"{ours} cannot be written: {error.strerror}"
        raise UserError("merge/unwritten", message, remedy="let it be written", exit_code=1) from error
    findings = tuple(_make_conflict_finding(entry.line, entry.msgid, name) for entry in merged.conflicts)
    return CommandResult(findings=findings, exit_code=1 if findings else 0)


def install_driver(root: Root) -> tuple[str, ...]:
    """Set up git to merge the catalogues of a root with this program; return a line for what was set."""
    from build_tools.catalogues import git_driver

    return git_driver.install_merge_driver(root.path, PROJECT_DIR / "editions")


def _read_version(path: Path, name: str) -> bytes:
    from build_tools.catalogues.size_limits import MAX_FILE_BYTES

    try:
        return read_plain_file(path, MAX_FILE_BYTES, file=name)
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror}"
        raise UserError("merge/unreadable", message, remedy="name three files: BASE OURS THEIRS") from error


def _parse_version(data: bytes, name: str) -> Catalogue:
    from build_tools.catalogues.gettext_programs import make_syntax_error
    from build_tools.catalogues.po_parser import UnreadableError, parse_po_bytes

    try:
        return parse_po_bytes(data.removeprefix(BOM_UTF8))  # which an editor added, and gettext refuses
    except UnreadableError as error:
        remedy = "resolve the lines that git marked, then git add"
        raise make_syntax_error(name, error.line, error.fault, remedy) from error


def _make_conflict_finding(line: int, msgid: str, name: str) -> Finding:
    from build_tools.sanitizer.issue import quote_excerpt

    return Finding(
        code="merge/conflict",
        severity="error",
        message=f"both sides changed “{quote_excerpt(msgid)}”: ours is there as"
        " fuzzy, theirs as a comment — choose, delete the comment and fuzzy, then git add",
        place=Place(file=name, line=line, message_id=msgid),
    )
