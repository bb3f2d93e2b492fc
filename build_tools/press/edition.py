"""Makes one edition inside its own process: takes a task, sends what became of each format."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from build_tools.layout import BuildFolder, Root, compute_file_digest, format_output_name
from build_tools.model import Coverage, Edition, Finding, Format, Output, ProgressEvent, Target
from build_tools.press import process, trouble
from build_tools.press.process import Send
from build_tools.press.proofing import with_passages
from build_tools.press.repoint import repointed
from build_tools.press.saying import leave
from build_tools.press.unset import unset

if TYPE_CHECKING:
    from build_tools.catalogues import EditionCatalogues
    from build_tools.charter.reading import Reading

Watch = Callable[[ProgressEvent | None], None]
Clock = Callable[[], float]
Finish = Callable[[Edition], Edition]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """An edition, the formats of it that are due, and whether a core is idle meanwhile."""

    edition: Edition
    formats: tuple[Format, ...]
    root: Root
    build: BuildFolder
    clock: Clock
    finish: Finish
    spare: bool = False

    @property
    def work(self) -> Path:
        """The folder that this edition alone is made in."""
        return self.build.get_work_folder(self.edition.publication.id, self.edition.language.tag)

    @property
    def messages(self) -> Path:
        """The folder of its compiled catalogues."""
        return self.work / "messages"

    @property
    def log(self) -> Path:
        """What the libraries said meanwhile."""
        return self.build.private / "log" / f"{self.edition.file_stem}.txt"

    @property
    def said(self) -> Path:
        """What its doctree says, in words, for checks."""
        return self.build.get_expected_text(self.edition.publication.id, self.edition.language.tag)

    def target(self, format: Format) -> Target:
        """Return the edition in a format."""
        return Target(self.edition.publication.id, self.edition.language.tag, format)

    def event(self, phase: str) -> ProgressEvent:
        """Return the event of a step."""
        return ProgressEvent(
            publication=self.edition.publication.id,
            language=self.edition.language.tag,
            phase=phase,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """The edition was read: what it covers, what was found, and the files that it took in."""

    coverage: Coverage
    findings: tuple[Finding, ...]
    dependencies: tuple[Path, ...]
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A format is written at `made` and waits to be moved into its place."""

    format: Format
    made: Path
    output: Output
    seconds: float
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """These formats will not come, for the reason that the finding tells; others go with it."""

    formats: tuple[Format, ...]
    finding: Finding
    others: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """An edition as it was read, and the catalogues that it was read with."""

    reading: Reading
    compiled: EditionCatalogues


def make(task: Task, send: Send) -> None:
    """Read the edition once and write every due format; send Event, Read, Written and Failed."""
    send(task.event("reading"))
    try:
        text, read = _read(task)
    except Exception as error:
        send(_failed(task, task.formats, error))
        return
    send(read)
    beside = _begin_beside(task, text, send)
    for format in task.formats:
        if beside is None or format != "pdf":
            send(task.event(format))
            write(task, text, format, send)
    if beside is not None:
        _finish_beside(task, beside, send)


def write(task: Task, text: Text, format: Format, send: Send) -> None:
    """Write one format and send Written, or Failed where it could not be."""
    from build_tools import catalogues, doctree

    began = task.clock()
    try:
        with doctree.collect_write_findings(text.reading, task.root) as said:
            made, output = _written(task, text.reading, format)
    except Exception as error:
        send(_failed(task, (format,), error))
        return
    seconds = task.clock() - began
    told = repointed(said, text.reading, text.compiled)
    found = tuple(catalogues.downgrade_allowed_findings(told, text.compiled.pages.values()))
    send(Written(format=format, made=made, output=output, seconds=seconds, findings=found))


def _read(task: Task) -> tuple[Text, Read]:
    from build_tools import catalogues, doctree
    from build_tools.charter import spaces

    began = task.clock()
    edition, compiled = _compiled(task)
    words = spaces.set_ui_string_spaces(
        catalogues.load_ui_strings(edition.language, task.root), edition.language
    )
    reading = doctree.read_edition(
        edition,
        task.root,
        messages=catalogues.write_sphinx_strings(words, edition.language, task.messages),
        ui_strings=words,
        work=task.work / "reading",
    )
    messages = [(f"{edition.publication.id}/{page}", text) for page, text in reading.messages]
    reading = doctree.apply_review_status(
        reading, catalogues.measure_review_status(compiled, messages)
    )
    read = Read(
        coverage=reading.edition.review_status.coverage,
        findings=tuple(_found(task, reading, compiled)),
        dependencies=reading.dependencies,
        seconds=task.clock() - began,
    )
    if "proof" in task.formats:
        reading = with_passages(reading, compiled, task.root, read.findings)
    leave(reading, compiled, task.root, task.said)
    return Text(reading=reading, compiled=compiled), read


def _found(task: Task, reading: Reading, compiled: EditionCatalogues) -> Iterator[Finding]:
    """Yield what was found so far: in the words of the design, in catalogues, in the reading."""
    from build_tools import catalogues

    edition = reading.edition
    yield from reading.ui_strings.findings
    told = (
        *compiled.findings,
        *catalogues.find_lost_text(compiled, reading.message_outcomes, edition),
        *catalogues.find_unlisted_messages(compiled, reading.message_outcomes, edition),
        *repointed(reading.findings, reading, compiled),
    )
    yield from catalogues.downgrade_allowed_findings(told, compiled.pages.values())
    yield from unset(reading, compiled, task.root)


def _compiled(task: Task) -> tuple[Edition, EditionCatalogues]:
    """Compile an edition's catalogues; they say how it stands and, if nothing else, its date."""
    from build_tools import catalogues

    shutil.rmtree(task.work, ignore_errors=True)
    task.work.mkdir(parents=True)
    # WeasyPrint leaves a folder behind where a process ends as this one does.
    tempfile.tempdir = str(task.work)
    compiled = catalogues.compile_edition(task.edition, task.root, task.messages)
    date = task.edition.date or compiled.review_status.revision_date
    return task.finish(replace(task.edition, standing=compiled.review_status, date=date)), compiled


def _written(task: Task, reading: Reading, format: Format) -> tuple[Path, Output]:
    from build_tools import formats

    folder = task.work / "made" / format
    folder.mkdir(parents=True)
    pages = formats.WRITERS[format](reading, folder, cache=task.build.fonts)
    target = task.target(format)
    made = folder / format_output_name(target.publication, target.language, format)
    product = task.build.get_main_file(target)
    file = made / product.name if made.is_dir() else made
    output = Output(
        path=task.build.relativize(product),
        sha256=compute_file_digest(file),
        size=file.stat().st_size,
        pages=pages,
    )
    return made, output


def _begin_beside(task: Task, text: Text, send: Send) -> process.Child | None:
    """Write the pdf, which takes as long as all else, in a process of its own if a core idles."""
    if not task.spare or "pdf" not in task.formats or len(task.formats) == 1:
        return None
    send(task.event("pdf"))
    work = partial(write, task, text, "pdf")
    return process.start(work, log=task.log, leads=False)


def _finish_beside(task: Task, beside: process.Child, send: Send) -> None:
    message = beside.receive()
    code = beside.end()
    send(message or _failed(task, ("pdf",), killed(task.edition, code)))


def _failed(task: Task, formats: tuple[Format, ...], error: BaseException) -> Failed:
    found = trouble.finding(
        error,
        task.build,
        task.root.path,
        publication=task.edition.publication.id,
        language=task.edition.language.tag,
        format=formats[0] if len(formats) == 1 else "",
    )
    return Failed(formats=formats, finding=found, others=getattr(error, "others", ()))


def killed(edition: Edition, code: int) -> BaseException:
    """Return the error of a process that ended without a word."""
    from build_tools.errors import UserError

    how = f"was killed by signal {-code}" if code < 0 else f"ended with {code}"
    return UserError(
        "press/killed",
        f"the process that made {edition.file_stem} {how}, as happens when memory runs out",
        remedy="build fewer editions at a time, with -j 1",
        exit_code=1,
    )
