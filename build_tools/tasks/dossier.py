"""The dossier: takes what checks said of editions, gives a page each that a city may publish.

`dossier/<language>/<publication>.html` says which judge of which version tested which clause of
which standard, with what result, when and on which bytes; it has the accessibility statement in
the form of Commission Implementing Decision (EU) 2018/1523 for a city to complete, and what no
machine can judge, as a list for a person. `dossier/index.html` leads to all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from build_tools import checks, register
from build_tools.checks import Check
from build_tools.errors import UserError
from build_tools.layout import (
    BuildFolder,
    Root,
    compute_digest,
    compute_file_digest,
    iter_files,
    relativize_path,
    write_atomically,
)
from build_tools.model import (
    Assessment,
    CheckResult,
    Edition,
    Format,
    Language,
    LocalizedText,
    Output,
    Register,
    ReportRow,
    Target,
)
from build_tools.seeing.words_transcript import transcript
from build_tools.tasks.inputs import Inputs

if TYPE_CHECKING:
    from build_tools.model.transcript import ExpectedText

FORMATS: tuple[Format, ...] = ("html", "pdf", "epub")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A check and what it said: a line of the table. `finding` is the first that it found."""

    check: Check
    verdict: CheckResult

    @property
    def state(self) -> str:
        """What it found: nothing (`clean`), faults (`found`), notes (`noted`); or `not-run`."""
        if not self.verdict.time:
            return "not-run"
        return "found" if self.count else "noted" if self.verdict.findings else "clean"

    @property
    def count(self) -> int:
        """How many findings there are, notes apart."""
        return sum(one.severity != "note" for one in self.verdict.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """An edition in a format: its row, where its file lies from the dossier, and its lines.

    `sha256` is that of its file; of pages, that of the list of all files with theirs.
    """

    row: ReportRow
    href: str
    size: int
    sha256: str
    lines: tuple[Line, ...]
    assessment: Assessment | None = None

    @property
    def format(self) -> str:
        """Its format."""
        return self.row.target.format

    def number(self, state: str) -> int:
        """Return how many of its checks ended in a state."""
        return sum(line.state == state for line in self.lines)

    @property
    def notes(self) -> tuple[str, ...]:
        """What was found that is no fault, but keeps someone from a part: type is no such thing."""
        lines = (line for line in self.lines if not line.check.code.startswith("type/"))
        found = (one for line in lines for one in line.verdict.findings)
        return tuple(dict.fromkeys(one.message for one in found if one.severity == "note"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """An edition, its title, the lines of its imprint, and each of its formats."""

    edition: Edition
    title: LocalizedText
    imprint: tuple[LocalizedText, ...]
    parts: tuple[Part, ...]

    @property
    def when(self) -> str:
        """The day of the newest verdict, `2026-11-25`; empty where no check was run."""
        days = (line.verdict.time for part in self.parts for line in part.lines)
        return max(days, default="")[:10]

    def number(self, state: str) -> int:
        """Return how many of all its checks ended in a state."""
        return sum(part.number(state) for part in self.parts)


def write(
    verdicts: Mapping[Target, tuple[CheckResult, ...]],
    rows: Iterable[ReportRow],
    listed: Register,
    root: Root,
    build: BuildFolder,
) -> None:
    """Write the dossier of each edition that was checked, whole, and the index of all of them."""
    inputs = Inputs(register=listed, root=root, build=build)
    built = [row for row in rows if row.target in verdicts and row.target.format in FORMATS]
    names = dict.fromkeys((row.target.publication, row.target.language) for row in built)
    made = []
    for name in names:
        edition = inputs.edition(*name)
        own = [row for row in built if (row.target.publication, row.target.language) == name]
        parts = tuple(_part(row, verdicts[row.target], edition, build) for row in own)
        title, imprint = _front(transcript(build.get_expected_text(*name)), edition)
        made.append(Dossier(edition=edition, title=title, imprint=imprint, parts=parts))
    for dossier in made:
        _put(build, dossier, root)
    _index(build, made)


def _part(
    row: ReportRow, verdicts: Iterable[CheckResult], edition: Edition, build: BuildFolder
) -> Part:
    said = {verdict.code: verdict for verdict in verdicts}
    lines = tuple(Line(check=c, verdict=said[c.code]) for c in checks.CHECKS if c.code in said)
    output = row.output
    looked = edition.publication.find_assessment(row.target.language, row.target.format)
    size, sha256 = _measured(build.get_output(row.target), output)
    return Part(
        row=row,
        href=f"../../{output.path if output else ''}",
        size=size,
        sha256=sha256,
        lines=lines,
        assessment=looked,
    )


def _measured(whole: Path, output: Output | None) -> tuple[int, str]:
    """Return size and digest of a file; of a folder, of all in it and of sha256sum's list of it."""
    if output and not whole.is_dir():
        return output.size, output.sha256
    names = {relativize_path(file, whole): file for file in iter_files(whole)}
    rows = (f"{compute_file_digest(names[name])}  {name}\n" for name in sorted(names))
    return sum(file.stat().st_size for file in names.values()), compute_digest("".join(rows))


def _front(
    said: ExpectedText | None, edition: Edition
) -> tuple[LocalizedText, tuple[LocalizedText, ...]]:
    """Return an edition's title and the lines of its imprint, as the press has left them."""
    tag = edition.language.tag
    if said is None:
        return LocalizedText(text=edition.publication.id, language="und"), ()
    lines = (one for one in said.blocks if one.part == "imprint" and one.kind != "title")
    imprint = tuple(LocalizedText(text=one.text, language=one.language or tag) for one in lines)
    return LocalizedText(text=said.title, language=tag), imprint


def _put(build: BuildFolder, dossier: Dossier, root: Root) -> None:
    from build_tools import catalogues
    from build_tools.charter import templates

    edition = dossier.edition
    try:
        words = catalogues.load_ui_strings(edition.language, root)
    except UserError:  # told where an edition in that language is built
        words = catalogues.load_ui_strings(edition.source, root)
    page = templates.page(
        "dossier",
        "dossier.html",
        dossier=dossier,
        edition=edition,
        day=partial(_day, edition.language),
        _=templates.Speaker(words, edition.language.tag),
    )
    write_atomically(build.get_dossier(edition.publication.id, edition.language.tag), page.encode())


def _day(language: Language, when: date | str) -> str:
    """Return a day as readers of a language write it: of a date, or of a moment in UTC."""
    return register.format_long_date(date.fromisoformat(f"{when}"[:10]), language)


def _index(build: BuildFolder, made: Iterable[Dossier]) -> None:
    """Write the index: the dossiers of this call, and those that stand beside them."""
    from build_tools.charter import templates

    page = templates.page("dossier", "index.html", dossiers=tuple(made))
    write_atomically(build.dossiers / "index.html", page.encode())
