"""Stand-ins for the slow parts, so that a test of the runner needs no Sphinx.

What a stand-in does is written in `source/<publication>/acts.txt`, one act per line:
`LANGUAGE PHASE ACT [ARGUMENT]`. `python stand_ins.py build …` is the command with them.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
import types
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import build_tools
from build_tools.errors import UserError
from build_tools.model import (
    WHOLE_PROOF,
    Coverage,
    Edition,
    Finding,
    Input,
    Language,
    Place,
    ProofSelection,
    ReviewStatus,
    UiStrings,
)
from build_tools.model.expected_text import ExpectedText
from build_tools.paths import Root, compute_digest, format_output_name, iter_files

PAGES = 3


@dataclass(frozen=True, kw_only=True)
class Reading:
    """The part of a reading that the runner and the stand-ins use."""

    edition: Edition
    passages: tuple[object, ...] = ()
    terms: tuple[object, ...] = ()
    fingerprints: Mapping[str, str] = field(default_factory=dict)
    meanings: Mapping[str, object] = field(default_factory=dict)
    proof: ProofSelection = WHOLE_PROOF
    reviewers: Mapping[str, str] = field(default_factory=dict)
    ui_strings: UiStrings
    root: Root
    text: str
    characters: frozenset[str]
    messages: tuple[tuple[str, str], ...]
    message_outcomes: tuple[()]
    findings: tuple[Finding, ...]
    dependencies: tuple[Path, ...]


@dataclass(frozen=True, kw_only=True)
class Compiled:
    """The part of compiled catalogues that the runner uses."""

    folder: Path
    review_status: ReviewStatus
    findings: tuple[Finding, ...]
    pages: Mapping[str, object] = field(default_factory=dict)

    def get_message(self, page: str, msgid: str) -> None:
        """Return no message."""

    def locate_message(self, page: str, msgid: str) -> Place:
        """Return no place."""
        return Place()


def compile_edition(edition: Edition, root: Root, into: Path) -> Compiled:
    """Return a review status with the revision day of acts.txt."""
    into.mkdir(parents=True)
    days = [argument for act, argument in acts(edition, root, "catalogue") if act == "revised"]
    revised = date.fromisoformat(days[0]) if days else None
    return Compiled(folder=into, review_status=ReviewStatus(revision_date=revised), findings=())


def reviewed(compiled: Compiled, messages: list[tuple[str, str]]) -> ReviewStatus:
    """Count words of pages that are named with their publication, as catalogues name them."""
    words = sum(len(text.split()) for page, text in messages if page == "a/index")
    return replace(compiled.review_status, coverage=Coverage(words=words, translated=words))


def settled(reading: Reading, standing: ReviewStatus) -> Reading:
    """Return a reading whose edition has this review status."""
    return replace(reading, edition=replace(reading.edition, review_status=standing))


def read(edition: Edition, root: Root, *, messages: Path, ui_strings: UiStrings, work: Path) -> Reading:
    """Return all the sources of an edition as one text, after its acts."""
    found, dependencies = [], []
    for act, argument in acts(edition, root, "reading"):
        if act in {"note", "warning"}:
            place = Place(file=f"source/{edition.publication.id}/index.rst", line=1)
            severity: Any = act
            found.append(Finding(code="test/said", severity=severity, message=argument, place=place))
        elif act == "take":
            dependencies.append((root.path / argument).resolve())
        else:
            perform(act, argument, edition)
    own = root.get_source_folder(edition.publication.id)
    text = "".join(file.read_text() for file in iter_files(own) if file.suffix == ".rst")
    return Reading(
        edition=edition,
        ui_strings=ui_strings,
        root=root,
        text=text,
        characters=frozenset(),
        messages=(("index", "one two"),),
        message_outcomes=(),
        findings=tuple(found),
        dependencies=tuple(dependencies),
    )


def transcript(reading: Reading) -> ExpectedText:
    """Return an expected text without words."""
    nothing: Any = dict.fromkeys(("blocks", "links", "note_references", "notes", "anchors", "contents"), ())
    return ExpectedText(title=reading.text, pages=("index",), **nothing)


@contextmanager
def writing(reading: Reading, root: Root) -> Iterator[list[Finding]]:
    """Record the findings that acts.txt gives for the writing of any format."""
    found: list[Finding] = []
    yield found
    for act, argument in acts(reading.edition, root, "writing"):
        assert act == "find"
        found.append(Finding(code="test/found", severity="warning", message=argument))


def write_html(reading: Reading, folder: Path, *, cache: Path) -> None:
    """Write two pages and a style."""
    _perform_all(reading, "html")
    (folder / "html").mkdir()
    (folder / "html" / "index.html").write_text(_said(reading))
    (folder / "html" / "more.html").write_text("more")
    (folder / "html" / "page.css").write_text("a { }")


def write_proof(reading: Reading, folder: Path, *, cache: Path) -> None:
    """Write a page."""
    _perform_all(reading, "proof")
    (folder / "proof").mkdir()
    (folder / "proof" / "index.html").write_text(_said(reading))


def write_pdf(reading: Reading, folder: Path, *, cache: Path) -> int:
    """Write a file and report its number of pages."""
    _write_file(reading, folder, "pdf")
    return PAGES


def write_epub(reading: Reading, folder: Path, *, cache: Path) -> None:
    """Write a file."""
    _write_file(reading, folder, "epub")


def _write_file(reading: Reading, folder: Path, format: Any) -> None:
    edition = reading.edition
    _perform_all(reading, format)
    name = format_output_name(edition.publication.id, edition.language.tag, format)
    (folder / name).write_text(_said(reading))


def _said(reading: Reading) -> str:
    edition = reading.edition
    return f"{edition.language.tag} {edition.date} {os.getpid():010} {reading.text}"


def _perform_all(reading: Reading, phase: str) -> None:
    for act, argument in acts(reading.edition, reading.root, phase):
        perform(act, argument, reading.edition)


def acts(edition: Edition, root: Root, phase: str) -> Iterator[tuple[str, str]]:
    """Yield the acts of an edition in a phase."""
    script = root.get_source_folder(edition.publication.id) / "acts.txt"
    for line in script.read_text().splitlines() if script.is_file() else ():
        tag, when, act, *argument = line.split(maxsplit=3)
        if tag in {edition.language.tag, "*"} and when == phase:
            yield act, "".join(argument)


def perform(act: str, argument: str, edition: Edition) -> None:
    """Perform an act."""
    PERFORM[act](argument, edition)


def _mend(argument: str, edition: Edition) -> None:
    place = Place(file="source/a/index.rst", line=7)
    raise UserError("test/broken", "the page is broken", remedy=argument, place=place, exit_code=1)


def _crash(argument: str, edition: Edition) -> None:
    raise ValueError(argument)


def _kill(argument: str, edition: Edition) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _terminate(argument: str, edition: Edition) -> None:
    os.kill(os.getpid(), signal.SIGTERM)


def _full(argument: str, edition: Edition) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), argument)


def _say(argument: str, edition: Edition) -> None:
    sys.stdout.write(argument)
    sys.stderr.write(argument)
    os.write(2, argument.encode())


def _log(argument: str, edition: Edition) -> None:
    with Path(argument).open("a") as stream:
        stream.write(f"{edition.publication.id} {edition.language.tag}\n")


def _tell(argument: str, edition: Edition) -> None:
    # Kept open on purpose: its reader notices when this process ends.
    held.append(os.open(argument, os.O_WRONLY))
    os.write(held[-1], f"{os.getpid()}\n".encode())


def _wait(argument: str, edition: Edition) -> None:
    Path(argument).read_bytes()


def _put(argument: str, edition: Edition) -> None:
    path, _, text = argument.partition(" ")
    Path(path).write_text(text)


def _add(argument: str, edition: Edition) -> None:
    with Path(argument).open("a") as stream:
        stream.write("more\n")


def _copy(argument: str, edition: Edition) -> None:
    old, new = argument.split()
    Path(new).write_text(Path(old).read_text())


def _spoil(argument: str, edition: Edition) -> None:
    _add(argument, edition)
    raise ValueError(argument)


def _once(argument: str, edition: Edition) -> None:
    marker, act, more = argument.split(maxsplit=2)
    if not Path(marker).exists():
        Path(marker).touch()
        perform(act, more, edition)


held: list[int] = []
PERFORM: Mapping[str, Callable[[str, Edition], None]] = {
    "mend": _mend,
    "crash": _crash,
    "kill": _kill,
    "terminate": _terminate,
    "full": _full,
    "say": _say,
    "log": _log,
    "tell": _tell,
    "wait": _wait,
    "put": _put,
    "add": _add,
    "copy": _copy,
    "spoil": _spoil,
    "once": _once,
}


@dataclass(frozen=True, kw_only=True)
class Family:
    """The part of a font family that the imprint uses."""

    name: str
    borrowed: bool = False


@dataclass(frozen=True, kw_only=True)
class Faces:
    """The part of an edition's fonts that the runner uses."""

    text: tuple[Family, ...]
    furniture: tuple[Family, ...] = ()


def faces(language: Language, others: tuple[Language, ...] = ()) -> Faces:
    """Return a font for each script; there is none for Tibetan."""
    if language.script == "Tibt":
        raise UserError("fonts/missing", "no face for Tibt is on this machine", remedy="get one")
    scripts = dict.fromkeys(each.script for each in (language, *others))
    return Faces(text=tuple(Family(name=script) for script in scripts))


def files_of(faces: Faces) -> tuple[str, ...]:
    """Return a file for each font."""
    return tuple(family.name for family in faces.text)


def digests(paths: tuple[str, ...], cache: Path) -> tuple[Input, ...]:
    """Return an input for each font."""
    return tuple(Input(kind="font", name=path, digest=compute_digest(path)) for path in paths)


ROOMS: Mapping[str, Mapping[str, object]] = {
    "catalogues": {
        "check_ui_strings": lambda _language, _ui_strings, _root: (),
        "compile_edition": compile_edition,
        "drop_repeated_marks": lambda findings: findings,
        "make_remark_name": lambda _language, _page, _number, _msgid: "",
        "find_review_change": lambda _page, _msgid, _reviewed: None,
        "translate_finding_meanings": lambda _ui_strings: {},
        "load_ui_strings": lambda _language, _root: UiStrings(language="en"),
        "preload_rules": lambda: None,
        "leave_out_finding_meanings": lambda ui_strings: ui_strings,
        "write_sphinx_strings": lambda _words, _language, into: into,
        "downgrade_allowed_findings": lambda findings, _pages: findings,
        "find_unlisted_messages": lambda _compiled, _arrivals, _edition: (),
        "lint_characters": lambda _pages, _edition: (),
        "find_shown_marks": lambda _compiled, _outcomes, _edition: (),
        "compute_page_fingerprints": lambda _pages: {},
        "lint_pages": lambda _pages, _edition, _terms: (),
        "read_glossary_terms": lambda _root, _source, _language: (),
        "find_lost_text": lambda _compiled, _arrivals, _edition: (),
        "measure_review_status": reviewed,
    },
    "reader": {
        "preload_extensions": lambda: None,
        "read_edition": read,
        "apply_review_status": settled,
        "collect_write_findings": writing,
    },
    "expected_text": {"collect_expected_text": transcript},
    "formats": {
        "load_writer": {
            "html": write_html,
            "pdf": write_pdf,
            "epub": write_epub,
            "proof": write_proof,
        }.__getitem__,
    },
    "fonts": {
        "select_fonts": faces,
        "list_font_files": files_of,
        "compute_font_inputs": digests,
        "find_missing_glyphs": lambda _faces, _characters: frozenset(),
    },
}


def install(put: Callable[[str, types.ModuleType], None]) -> None:
    """Replace each slow part with a stand-in."""
    for room, names in ROOMS.items():
        module = types.ModuleType(f"build_tools.{room}")
        for name, value in names.items():
            setattr(module, name, value)
        put(room, module)


def _for_good(room: str, module: types.ModuleType) -> None:
    sys.modules[module.__name__] = module
    setattr(build_tools, room, module)


if __name__ == "__main__":
    install(_for_good)
    from build_tools.cli import main

    main()
