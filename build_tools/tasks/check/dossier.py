"""Write the dossier: a page for each edition about its checks, which a city may publish.

It says which validator tested which clause of which standard, and has the accessibility statement in the form
of Commission Implementing Decision (EU) 2018/1523 for a city to complete.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from build_tools import checks
from build_tools.checks import Check
from build_tools.errors import UserError
from build_tools.inspection.text.expected import read_expected_text
from build_tools.model import (
    FORMATS,
    Assessment,
    CheckResult,
    Edition,
    Language,
    LocalizedText,
    Output,
    Register,
    ReportRow,
    Target,
    list_published_formats,
)
from build_tools.paths import (
    BuildFolder,
    Root,
    compute_digest,
    compute_file_digest,
    iter_files,
    relativize_path,
    write_atomically,
)
from build_tools.register import format_long_date
from build_tools.tasks.build.inputs import Inputs

if TYPE_CHECKING:
    from build_tools.model.expected_text import ExpectedText


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLine:
    """Hold a check and its result: a line of the table."""

    check: Check
    verdict: CheckResult

    @property
    def state(self) -> str:
        """Return the state: `clean`, `found` (violations), `noted` (only notes) or `not-run`."""
        if not self.verdict.time:
            return "not-run"
        return "found" if self.count else "noted" if self.verdict.findings else "clean"

    @property
    def count(self) -> int:
        """Return the number of findings without the notes."""
        return sum(one.severity != "note" for one in self.verdict.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatPart:
    """Hold an edition in a format; `sha256` of a folder is that of the list of all its files with theirs."""

    row: ReportRow
    href: str
    size: int
    sha256: str
    lines: tuple[CheckLine, ...]
    assessment: Assessment | None = None

    @property
    def format(self) -> str:
        """Return its format."""
        return self.row.target.format

    def number(self, state: str) -> int:
        """Return how many of its checks ended in a state."""
        return sum(line.state == state for line in self.lines)

    @property
    def notes(self) -> tuple[str, ...]:
        """Return the notes that concern a reader's access to the text; those on type do not."""
        lines = (line for line in self.lines if not line.check.code.startswith("type/"))
        findings = (one for line in lines for one in line.verdict.findings)
        return tuple(dict.fromkeys(one.message for one in findings if one.severity == "note"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Hold an edition, its title, the lines of its imprint, and each of its formats."""

    edition: Edition
    title: LocalizedText
    imprint: tuple[LocalizedText, ...]
    parts: tuple[FormatPart, ...]

    @property
    def when(self) -> str:
        """Return the day of the newest result, `2026-11-25`; empty if no check was run."""
        days = (line.verdict.time for part in self.parts for line in part.lines)
        return max(days, default="")[:10]

    def number(self, state: str) -> int:
        """Return how many of all its checks ended in a state."""
        return sum(part.number(state) for part in self.parts)


def write_dossiers(
    results: Mapping[Target, tuple[CheckResult, ...]],
    rows: Iterable[ReportRow],
    register: Register,
    root: Root,
    build: BuildFolder,
) -> None:
    """Write the dossier of each edition that was checked, whole, and the index of all of them."""
    from build_tools.render import templates

    inputs = Inputs(register=register, root=root, build=build)
    rows_by_name: dict[tuple[str, str], list[ReportRow]] = {}
    for row in rows:
        if row.target in results and FORMATS[row.target.format].is_published:
            name = (row.target.publication, row.target.language)
            rows_by_name.setdefault(name, []).append(row)
    dossiers = []
    for name, own in rows_by_name.items():
        edition = inputs.load_edition(*name)
        parts = tuple(_make_format_part(row, results[row.target], edition, build) for row in own)
        expected_text = read_expected_text(build.get_expected_text(*name))
        title, imprint = _read_front_matter(expected_text, edition)
        dossiers.append(Dossier(edition=edition, title=title, imprint=imprint, parts=parts))
    for dossier in dossiers:
        _write_dossier(build, dossier, root)
    index = templates.render_page("dossier", "index.html", dossiers=tuple(dossiers), labels=_list_labels())
    write_atomically(build.dossiers / "index.html", index.encode())


def _make_format_part(
    row: ReportRow, results: Iterable[CheckResult], edition: Edition, build: BuildFolder
) -> FormatPart:
    result_of = {result.code: result for result in results}
    known = (check for check in checks.CHECKS if check.code in result_of)
    size, sha256 = _measure_output(build.get_output(row.target), row.output)
    return FormatPart(
        row=row,
        href=f"../../{row.output.path if row.output else ''}",
        size=size,
        sha256=sha256,
        lines=tuple(CheckLine(check=check, verdict=result_of[check.code]) for check in known),
        assessment=edition.publication.find_assessment(row.target.language, row.target.format),
    )


def _measure_output(path: Path, output: Output | None) -> tuple[int, str]:
    """Return size and digest of a file; for a folder, of all its files and of their sha256sum list."""
    if output and not path.is_dir():
        return output.size, output.sha256
    names = {relativize_path(file, path): file for file in iter_files(path)}
    rows = (f"{compute_file_digest(names[name])}  {name}\n" for name in sorted(names))
    return sum(file.stat().st_size for file in names.values()), compute_digest("".join(rows))


def _read_front_matter(
    expected_text: ExpectedText | None, edition: Edition
) -> tuple[LocalizedText, tuple[LocalizedText, ...]]:
    tag = edition.language.tag
    if expected_text is None:
        return LocalizedText(text=edition.publication.id, language="und"), ()
    lines = (
        one for one in expected_text.blocks if one.part in ("imprint", "statement") and one.kind != "title"
    )
    imprint = tuple(LocalizedText(text=one.text, language=one.language or tag) for one in lines)
    return LocalizedText(text=expected_text.title, language=tag), imprint


def _write_dossier(build: BuildFolder, dossier: Dossier, root: Root) -> None:
    from build_tools import catalogues
    from build_tools.render import templates

    edition = dossier.edition
    try:
        ui_strings = catalogues.load_ui_strings(edition.language, root)
    except UserError:  # reported where an edition in that language is built
        ui_strings = catalogues.load_ui_strings(edition.source, root)
    page = templates.render_page(
        "dossier",
        "dossier.html",
        dossier=dossier,
        edition=edition,
        labels=_list_labels(),
        day=partial(_format_day, edition.language),
        _=templates.TemplateStrings(ui_strings, edition.language.tag),
    )
    write_atomically(build.get_dossier(edition.publication.id, edition.language.tag), page.encode())


def _list_labels() -> Mapping[str, str]:
    return {name: FORMATS[name].label for name in list_published_formats()}


def _format_day(language: Language, when: date | str) -> str:
    """Return a day as readers of a language write it, from a date or a moment in UTC."""
    return format_long_date(date.fromisoformat(f"{when}"[:10]), language)
