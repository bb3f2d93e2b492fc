"""Run `editions catalogue remarks`: a reviewer's remarks become comments of the catalogues."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from build_tools.errors import UserError
from build_tools.model import CommandResult, Finding, Place
from build_tools.paths import Root
from build_tools.process.plain_file import read_plain_file
from build_tools.register import read_register, select_targets
from build_tools.tasks.catalogue.language_lock import hold_languages
from build_tools.tasks.options import Echo

if TYPE_CHECKING:
    from build_tools.catalogues.po_model import FileChange
    from build_tools.catalogues.review.remarks import RemarksFile

MAX_BYTES = 16_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarksResult(CommandResult):
    """Hold the names of the catalogues that got remarks; those without a message are findings."""

    files: tuple[str, ...]


def add_remarks_file(root: Root, path: Path, on_wait: Echo) -> RemarksResult:
    """Write the remarks of a file beside their messages; one whose message is gone gives exit 1.

    Raises UserError if the file is none of a proof, or a catalogue cannot be read or written.
    """
    from build_tools.catalogues.file_replacement import save_change
    from build_tools.catalogues.review import remarks as room

    try:
        data = read_plain_file(path, MAX_BYTES, file=str(path))
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror}"
        raise UserError("remarks/file", message, remedy="name the file that the proof saved") from error
    content = room.parse_remarks(data, str(path))
    select_targets(read_register(root), [content.publication], [content.language])
    with hold_languages(root, [content.language], on_wait):
        changes, findings = _collect_changes(root, content)
        for change in changes:
            save_change(change, "remarks")
    files = tuple(change.file for change in changes)
    return RemarksResult(files=files, findings=findings, exit_code=1 if findings else 0)


def _collect_changes(root: Root, content: RemarksFile) -> tuple[list[FileChange], tuple[Finding, ...]]:
    from build_tools.catalogues import discovery
    from build_tools.catalogues.review import remarks as room

    files = {
        file.page: file for file in discovery.find_catalogues(root, content.language, content.publication)
    }
    changes: list[FileChange] = []
    findings: list[Finding] = []
    remarks_by_page: dict[str, list[room.ReviewerRemark]] = {}
    for remark in content.remarks:
        if remark.text.strip():
            remarks_by_page.setdefault(remark.page, []).append(remark)
    for page, remarks in remarks_by_page.items():
        if page not in files:
            message = f"there is no catalogue of a page {page} — find the place of its {len(remarks)} remarks"
            place = Place(file=root.relativize(root.locale))
            findings.append(Finding(code="remarks/no-page", severity="error", message=message, place=place))
            continue
        change, lost = room.add_remarks(files[page], remarks)
        changes += [change] if change else []
        findings += lost
    return changes, tuple(findings)
