"""Make one edition in a worker process: read it, write its formats, send a message for each."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from build_tools.model import (
    FORMATS,
    Edition,
    Finding,
    Output,
    ProgressEvent,
    ProofSelection,
    ReviewStatus,
    Target,
    UiStrings,
)
from build_tools.paths import BuildFolder, Root, describe_output, format_output_name
from build_tools.process import child, os_errors
from build_tools.process.child import Send
from build_tools.runner.add_passages import add_passages, report_unchanged_text
from build_tools.runner.edition_findings import relocate_warnings, report_missing_glyphs
from build_tools.runner.expected_text_file import write_expected_text
from build_tools.runner.release_demands import report_unmet_demands

if TYPE_CHECKING:
    from build_tools.catalogues import EditionCatalogues
    from build_tools.reader.reading import Reading

OnEvent = Callable[[ProgressEvent | None], None]
Clock = Callable[[], float]
LocalizeEdition = Callable[[Edition], Edition]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionJob:
    """Describe an edition, its formats that are due, and whether a core is idle meanwhile.

    `proof` is what its proof holds.
    """

    edition: Edition
    formats: tuple[str, ...]
    root: Root
    build: BuildFolder
    clock: Clock
    localize_edition: LocalizeEdition
    proof: ProofSelection = field(default_factory=ProofSelection)
    has_idle_core: bool = False

    @property
    def work_folder(self) -> Path:
        """Return the folder that this edition alone is made in."""
        return self.build.get_work_folder(self.edition.publication.id, self.edition.language.tag)

    @property
    def log_file(self) -> Path:
        """Return the file for the output of libraries."""
        return self.build.private / "log" / self.build.lane / f"{self.edition.file_stem}.txt"

    def get_target(self, format: str) -> Target:
        """Return the target of a format."""
        return Target(self.edition.publication.id, self.edition.language.tag, format)

    def make_finding(self, error: BaseException, format: str = "") -> Finding:
        """Return an error as the finding that fails the edition, or one format of it."""
        return os_errors.convert_exception(
            error,
            self.build,
            self.root.path,
            publication=self.edition.publication.id,
            language=self.edition.language.tag,
            format=format,
        )

    def make_event(self, phase: str) -> ProgressEvent:
        """Return the event of a step."""
        return ProgressEvent(
            publication=self.edition.publication.id, language=self.edition.language.tag, phase=phase
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadMessage:
    """Report that the edition was read: its review status, findings, and the files it was read from."""

    review_status: ReviewStatus
    findings: tuple[Finding, ...]
    dependencies: tuple[Path, ...]
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteMessage:
    """Report that a format was written at `path` and can be moved into its place."""

    format: str
    path: Path
    output: Output
    seconds: float
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FailureMessage:
    """Report formats that failed, with the finding that says why, and other findings."""

    formats: tuple[str, ...]
    finding: Finding
    others: tuple[Finding, ...] = ()


def run_job(job: EditionJob, send: Send) -> None:
    """Read the edition once and write each due format; send events and messages."""
    send(job.make_event("reading"))
    try:
        reading, compiled, message = _read_job(job)
    except BaseException as error:  # a root's own code may raise anything
        send(_make_failure(job, job.formats, error))
        return
    send(message)
    slow = _find_slow_format(job)
    process = None
    if slow:
        send(job.make_event(slow))
        work = partial(_write_format, job, reading, compiled, slow)
        process = child.start_child(work, log=job.log_file, leads_group=False)
    for format in job.formats:
        if format != slow:
            send(job.make_event(format))
            _write_format(job, reading, compiled, format, send)
    if process is not None:
        slow_message, code = process.receive(), process.wait()
        killed = os_errors.make_killed_error(job.edition.file_stem, code)
        send(slow_message or _make_failure(job, (slow,), killed))


def _write_format(
    job: EditionJob, reading: Reading, compiled: EditionCatalogues, format: str, send: Send
) -> None:
    """Write one format and send a WriteMessage, or a FailureMessage where that fails."""
    from build_tools import catalogues, reader

    start = job.clock()
    try:
        with reader.collect_write_findings(reading, job.root) as sphinx_findings:
            path, output = _write_output(job, reading, format)
    except BaseException as error:
        send(_make_failure(job, (format,), error))
        return
    seconds = job.clock() - start
    relocated = relocate_warnings(sphinx_findings, reading, compiled)
    findings = tuple(catalogues.downgrade_allowed_findings(relocated, compiled.pages.values()))
    send(WriteMessage(format=format, path=path, output=output, seconds=seconds, findings=findings))


def _read_job(job: EditionJob) -> tuple[Reading, EditionCatalogues, ReadMessage]:
    from build_tools import catalogues, reader
    from build_tools.sphinx_ext.text import spacing

    start = job.clock()
    edition, compiled = _compile_catalogues(job)
    loaded_strings = catalogues.load_ui_strings(edition.language, job.root)
    all_strings = spacing.set_ui_string_spaces(loaded_strings, edition.language)
    ui_strings = catalogues.leave_out_finding_meanings(all_strings)
    reading = reader.read_edition(
        edition,
        job.root,
        messages=catalogues.write_sphinx_strings(ui_strings, edition.language, job.work_folder / "messages"),
        ui_strings=ui_strings,
        work=job.work_folder / "reading",
    )
    messages = [(f"{edition.publication.id}/{page}", text) for page, text in reading.messages]
    reading = reader.apply_review_status(reading, catalogues.measure_review_status(compiled, messages))
    message = ReadMessage(
        review_status=reading.edition.review_status,
        findings=tuple(_iter_job_findings(job, reading, compiled, all_strings)),
        dependencies=reading.dependencies,
        seconds=job.clock() - start,
    )
    if any(FORMATS[name].compares_source for name in job.formats):
        reading = add_passages(reading, compiled, job.root, message.findings, job.proof)
        reading = replace(reading, meanings=catalogues.translate_finding_meanings(all_strings))
        message = replace(message, findings=(*message.findings, *report_unchanged_text(reading)))
    # A proof alone leaves the formats, and what they are compared with, as they are.
    if any(FORMATS[name].is_published for name in job.formats):
        file = job.build.get_expected_text(edition.publication.id, edition.language.tag)
        write_expected_text(reading, compiled, job.root, file)
    return reading, compiled, message


def _iter_job_findings(
    job: EditionJob, reading: Reading, compiled: EditionCatalogues, ui_strings: UiStrings
) -> Iterator[Finding]:
    from build_tools import catalogues

    edition = reading.edition
    yield from ui_strings.findings
    for finding in catalogues.check_ui_strings(edition.language, ui_strings, job.root):
        yield replace(finding, severity="note")
    findings = (
        *compiled.findings,
        *catalogues.lint_characters(compiled.pages.values(), edition),
        *catalogues.find_lost_text(compiled, reading.message_outcomes, edition),
        *catalogues.find_shown_marks(compiled, reading.message_outcomes, edition),
        *catalogues.find_unlisted_messages(compiled, reading.message_outcomes, edition),
        *relocate_warnings(reading.findings, reading, compiled),
    )
    told = catalogues.drop_repeated_marks(findings)
    yield from catalogues.downgrade_allowed_findings(told, compiled.pages.values())
    yield from report_missing_glyphs(reading, compiled, job.root)
    yield from report_unmet_demands(edition)


def _compile_catalogues(job: EditionJob) -> tuple[Edition, EditionCatalogues]:
    """Compile the catalogues, which give the review status and, without another, the date."""
    from build_tools import catalogues
    from build_tools.render import root_partials

    shutil.rmtree(job.work_folder, ignore_errors=True)
    job.work_folder.mkdir(parents=True)
    # WeasyPrint leaves a folder behind where a process ends as this one does.
    tempfile.tempdir = str(job.work_folder)
    compiled = catalogues.compile_edition(job.edition, job.root, job.work_folder / "messages")
    date = job.edition.date or compiled.review_status.revision_date
    edition = replace(job.edition, review_status=compiled.review_status, date=date)
    localized = job.localize_edition(edition)
    colophon = root_partials.render_colophon(job.root, localized)
    has_drawn_cover = not job.root.list_style_pictures(("cover",))
    return replace(localized, colophon=colophon, has_drawn_cover=has_drawn_cover), compiled


def _write_output(job: EditionJob, reading: Reading, format: str) -> tuple[Path, Output]:
    from build_tools import formats

    folder = job.work_folder / "made" / FORMATS[format].slug
    folder.mkdir(parents=True)
    pages = formats.load_writer(format)(reading, folder, cache=job.build.fonts)
    target = job.get_target(format)
    path = folder / format_output_name(target.publication, target.language, format)
    main_file = job.build.relativize(job.build.get_main_file(target))
    return path, describe_output(path, main_file, pages)


def _find_slow_format(job: EditionJob) -> str:
    """Return the format to write in a process of its own; empty unless a core is idle."""
    if not job.has_idle_core or len(job.formats) == 1:
        return ""
    return next((name for name in job.formats if FORMATS[name].is_slow), "")


def _make_failure(job: EditionJob, formats: tuple[str, ...], error: BaseException) -> FailureMessage:
    finding = job.make_finding(error, formats[0] if len(formats) == 1 else "")
    return FailureMessage(formats=formats, finding=finding, others=getattr(error, "findings", ()))
