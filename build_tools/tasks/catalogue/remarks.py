"""Run `editions catalogue remarks`: a reviewer's remarks become comments of the catalogues."""

from __future__ import annotations

import resource
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from build_tools.errors import UserError
from build_tools.model import CommandResult, Finding, Place
from build_tools.paths import Root
from build_tools.process.plain_file import read_plain_file
from build_tools.process.pool import run_all
from build_tools.process.scratch import make_scratch_folder
from build_tools.register import read_register, select_targets
from build_tools.tasks.catalogue.language_lock import hold_languages
from build_tools.tasks.options import Echo

if TYPE_CHECKING:
    from build_tools.catalogues.po_model import FileChange
    from build_tools.catalogues.review.remarks import RemarksFile

MAX_BYTES = 16_000_000
# Of the process that reads a stranger's PDF, which may unpack without end.
MAX_SECONDS, MAX_MEMORY = 30, 2_000_000_000
PDF_MARK = b"%PDF-"


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarksResult(CommandResult):
    """Hold the names of the catalogues that got remarks; those without a message are findings."""

    files: tuple[str, ...]


def add_remarks_file(root: Root, path: Path, on_wait: Echo) -> RemarksResult:
    """Write the remarks of a file beside their messages; one whose message is gone gives exit 1.

    It is what the page of a proof saved, or its PDF, filled in: the bytes tell. Raises UserError if it is
    neither, or a catalogue cannot be read or written.
    """
    from build_tools.catalogues.file_replacement import save_change
    from build_tools.catalogues.review import remarks as room

    try:
        data = read_plain_file(path, MAX_BYTES, file=str(path))
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror}"
        raise UserError("remarks/file", message, remedy="name the file that the proof saved") from error
    is_pdf = data.lstrip().startswith(PDF_MARK)
    content = _read_pdf_remarks(data, str(path)) if is_pdf else room.parse_remarks(data, str(path))
    select_targets(read_register(root), [content.publication], [content.language])
    with hold_languages(root, [content.language], on_wait):
        changes, findings = _collect_changes(root, content)
        for change in changes:
            save_change(change, "remarks")
    files = tuple(change.file for change in changes)
    return RemarksResult(files=files, findings=findings, exit_code=1 if findings else 0)


def _read_pdf_remarks(data: bytes, file: str) -> RemarksFile:
    """Return the remarks in a proof's PDF. Raises UserError `remarks/file`, `judges/lacking`."""
    from build_tools import validators
    from build_tools.catalogues.review import remarks as room

    if validators.find_missing_validators(["pikepdf"]):
        remedy = f"{validators.REMEDY} installs it; or fill in the page of the proof"
        raise UserError("judges/lacking", "this machine lacks pikepdf, which reads a PDF", remedy=remedy)
    try:
        with make_scratch_folder() as folder:
            (fields,) = run_all([partial(_read_fields, data)], workers=1, scratch=folder, names=[file])
    except UserError as error:  # no memory, or killed
        message = "this PDF takes too much time or memory to be read"
        raise room.make_remarks_error(file, message, "ask for the file that the page saves") from error
    if isinstance(fields, str):
        remedy = "open it, save it again without a password, and send that"
        raise room.make_remarks_error(file, f"this PDF cannot be read: {fields}", remedy)
    return room.collect_field_remarks(fields, file)


def _read_fields(data: bytes, _folder: Path) -> tuple[tuple[str, str], ...] | str:
    """Return the fields of a PDF, or what is wrong with it; of a process of its own."""
    from build_tools.inspection.pdf.form_fields import read_text_fields

    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    try:
        return read_text_fields(data)
    except ValueError as error:
        return str(error)


def _collect_changes(root: Root, content: RemarksFile) -> tuple[list[FileChange], tuple[Finding, ...]]:
    from build_tools.catalogues import discovery
    from build_tools.catalogues.review import remarks as room

    files = {
        file.page: file for file in discovery.find_catalogues(root, content.language, content.publication)
    }
    changes: list[FileChange] = []
    findings: list[Finding] = []
    remarks_by_page: dict[str, list[room.ReviewerRemark]] = {}
    written = (remark for remark in content.remarks if remark.text.strip())
    for remark in room.follow_moved_messages(files, written):
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
