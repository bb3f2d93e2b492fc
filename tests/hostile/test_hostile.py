"""Catalogues are untrusted input: the effect of hundreds of hostile ones, in every format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pytest
from lxml import html

from build_tools import register
from build_tools.model import Finding
from build_tools.paths import BuildFolder, compute_file_digest
from build_tools.tasks.build.inputs import Inputs
from tests.helpers.inspect import extract_words
from tests.hostile import corpus, disk, harm, rooting, watch
from tests.hostile.corpus import Case
from tests.hostile.rooting import CATALOGUES, Laid
from tests.hostile.watch import Watched

MESSAGES = corpus.messages()
WHOLE = corpus.catalogues()
USED = tuple(case for case in WHOLE if case.outcome == "used")
ALONE = tuple(case for case in WHOLE if case.outcome != "used")
SHEETS: tuple[Sequence[Case], ...] = (*corpus.grouped(MESSAGES), *([case] for case in USED))
# The limits of time and memory, relative to a harmless edition of the same pages.
MOST_WORK, MOST_MEMORY = 3.0, 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A root, the events of its build, its output folder, and the files around it before and after."""

    laid: Laid
    watched: Watched
    out: Path
    before: dict[str, str]
    after: dict[str, str]

    def page(self, publication: str, name: str) -> str:
        """Return a page of an edition as HTML."""
        file = self.out / f"editions/fr/{publication}/html/{name}.html"
        return file.read_text("utf-8")

    def errors(self, publication: str, page: str = "index") -> list[Finding]:
        """Return the errors found in the catalogue of a page."""
        file = f"{CATALOGUES}/{publication}/{page}.po"
        return [
            finding
            for finding in self.watched.result.findings
            if finding.severity == "error" and finding.place.file == file
        ]


def build(folder: Path, lay_out: Callable[[Path], Laid]) -> Built:
    """Write the cases and build them under observation."""
    laid, out = lay_out(folder / "there"), folder / "out"
    before = _around(laid)
    watched = watch.build(laid.root, BuildFolder(out))
    return Built(laid=laid, watched=watched, out=out, before=before, after=_around(laid))


def _around(laid: Laid) -> dict[str, str]:
    """Return every file in a root and around it, with its content."""
    there = laid.secret.parent
    return {
        str(path.relative_to(there)): compute_file_digest(path)
        for path in there.rglob("*")
        if path.is_file() and not path.is_symlink()
    }


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return every hostile message, header and UI string, built in every format."""
    return build(
        tmp_path_factory.mktemp("hostile"),
        lambda folder: rooting.lay_out(folder, SHEETS, words=corpus.words()),
    )


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return the same pages with harmless catalogues."""
    honest = [[corpus.honest(case) for case in sheet] for sheet in SHEETS]
    return build(tmp_path_factory.mktemp("clean"), lambda folder: rooting.lay_out(folder, honest))


@pytest.fixture(scope="module")
def apart(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return the catalogues that may fail an edition, each in its own edition."""
    tricks = tuple(disk.tricks())
    return build(
        tmp_path_factory.mktemp("apart"),
        lambda folder: rooting.lay_out(folder, (), alone=ALONE, tricks=tricks),
    )


def test_there_are_enough() -> None:
    """There are far more than a hundred and twenty catalogues, and no case twice."""
    assert len(SHEETS) + len(ALONE) + len(tuple(disk.tricks())) > 150
    assert len(MESSAGES) > 450
    assert len({case.name for case in (*MESSAGES, *WHOLE)}) == len(MESSAGES) + len(WHOLE)


def test_an_honest_catalogue_is_told_nothing(clean: Built) -> None:
    """The same pages with correct translations have no error, so all errors come from the cases."""
    assert [one for one in clean.watched.result.findings if one.severity == "error"] == []
    assert {row.status for row in clean.watched.result.rows} == {"built"}


def test_no_secret_is_read(hostile: Built, apart: Built, clean: Built) -> None:
    """An edition reads only its own pages and catalogues, and what a harmless build reads."""
    for built in (hostile, apart):
        own = (str(built.laid.root.path), str(built.out))
        assert built.watched.strays(own, clean.watched) == []


def test_a_check_follows_no_link(apart: Built) -> None:
    """Every file that `catalogue check` compares with its last run is in the root."""
    root = apart.laid.root
    looked = Inputs(
        register=register.read_register(root), root=root, build=BuildFolder(apart.out), epoch=None
    )
    names = [one.name for one in looked.collect_text_inputs("fr") if one.kind == "catalogue"]
    assert [name for name in names if "/more/" in name] == []
    assert f"{CATALOGUES.removeprefix('locale/')}/alone-1/index.po" in names


def test_nothing_is_written_elsewhere(hostile: Built, apart: Built) -> None:
    """Only the build folder changes; no temporary file is left, and no file around it differs."""
    for built in (hostile, apart):
        assert built.watched.elsewhere(built.out) == []
        assert built.after == built.before


def test_nothing_is_started_or_called(hostile: Built, apart: Built, clean: Built) -> None:
    """No program is started and no socket opened that a harmless build does not need."""
    for built in (hostile, apart):
        assert built.watched.programs <= clean.watched.programs
        assert built.watched.calls <= clean.watched.calls


def test_no_format_holds_harm(hostile: Built, apart: Built) -> None:
    """No script, handler, frame, form, foreign address, action or secret; every part is well-formed."""
    for built in (hostile, apart):
        assert {row.status for row in hostile.watched.result.rows} == {"built"}
        assert harm.found(built.out / "editions") == []


def test_what_is_refused_is_told_and_the_source_stands(hostile: Built) -> None:
    """Each rejected message is an error at its line of the .po; its page shows the source."""
    wrong = []
    for page, case, line in _placed(hostile):
        error_lines = [one.place.line for one in hostile.errors("hostile", page)]
        if case.outcome == "refused":
            stands = _said(case.shown) in _text(hostile.page("hostile", page))
            wrong += [case.name] if line not in error_lines or not stands else []
    assert wrong == []


def test_what_is_words_is_shown_as_words(hostile: Built) -> None:
    """Text that only looks like code is shown unchanged, and is no error but for the marks that are seen."""
    wrong = []
    for page, case, line in _placed(hostile):
        errors = hostile.errors("hostile", page)
        error_lines = [one.place.line for one in errors if one.code != "catalogue/shown-mark"]
        if case.outcome == "kept":
            stands = _said(case.msgstr) in _text(hostile.page("hostile", page))
            wrong += [case.name] if line in error_lines or not stands else []
    assert wrong == []


def _placed(built: Built) -> Iterator[tuple[str, Case, int]]:
    """Yield each message with the name of its page and its line in the .po."""
    for number, sheet in built.laid.sheets.items():
        for case, line in zip(sheet, built.laid.lines[number], strict=True):
            if not case.whole:
                yield f"p{number}", case, line


@lru_cache
def _text(page: str) -> str:
    """Return all text of a page, including names and alternatives."""
    tree = html.fromstring(page)
    called = (value for element in tree.iter() for value in element.attrib.values())
    return _said("\n".join([tree.text_content(), *map(str, called)]))


def _said(text: str) -> str:
    return "".join(extract_words(text))


def test_every_neighbour_is_translated(hostile: Built) -> None:
    """A rejected message does not affect the other messages of its catalogue."""
    wrong = [
        sheet[0].name
        for number, sheet in hostile.laid.sheets.items()
        if f"Le voisin de {number} reste." not in hostile.page("hostile", f"p{number}")
    ]
    assert wrong == []


def test_letters_written_as_numbers_hide_nothing(hostile: Built) -> None:
    """Messages are checked as gettext reads them, however they are escaped in the file."""
    for number, sheet in hostile.laid.sheets.items():
        if sheet[0].refused:
            (error,) = hostile.errors("hostile", f"p{number}")
            assert error.code.startswith("catalogue/refused-")


def test_words_of_the_design_are_words(hostile: Built) -> None:
    """A harmful UI string is reported and not used; the others are on every page as text."""
    reported = {
        finding.place.message_id
        for finding in hostile.watched.result.findings
        if finding.code == "catalogue/design-word"
    }
    assert reported == {word.msgid for word in corpus.words() if not word.kept}
    assert "\n" not in "".join(one.message for one in hostile.watched.result.findings)


@pytest.mark.parametrize("case", ALONE, ids=lambda case: case.name)
def test_what_gettext_cannot_read_fails_its_edition(case: Case, apart: Built) -> None:
    """It is reported with its line, nothing of the catalogue is used, and it is no internal error."""
    (name,) = (name for name, one in apart.laid.alone.items() if one is case)
    (row,) = (one for one in apart.watched.result.rows if one.target.publication == name)
    errors = apart.errors(name)
    if case.outcome == "fails":
        assert row.status == "failed"
        assert [(one.code, one.place.line) for one in errors] == [("catalogue/syntax", case.line)]
    assert {one.code for one in errors} <= {"catalogue/syntax"}


@pytest.mark.parametrize("trick", disk.tricks(), ids=lambda trick: trick.name)
def test_what_is_no_catalogue_is_none(trick: disk.Trick, apart: Built) -> None:
    """A link, a pipe or a folder fails its edition with an error; an unusual name does no harm."""
    (name,) = (name for name, one in apart.laid.tricks.items() if one.name == trick.name)
    (row,) = (one for one in apart.watched.result.rows if one.target.publication == name)
    findings = [one for one in apart.watched.result.findings if one.publication == name]
    codes = {one.code for one in findings if one.severity == "error"}
    assert row.status == ("failed" if trick.code else "built")
    if trick.code:
        assert codes == {f"catalogue/{trick.code}"}
    else:
        assert codes <= {"catalogue/no-page"}
        assert "EVIL" not in apart.page(name, "index")


@pytest.mark.parametrize("name", ["locale/fr", CATALOGUES, f"{CATALOGUES}/press.po"])
def test_a_room_of_catalogues_that_leads_outside_is_refused(name: str, tmp_path: Path) -> None:
    """A folder that links outside the root is reported and not read, and fails its language alone."""
    laid = rooting.lay_out(tmp_path / "there", ())
    outside, place = tmp_path / "outside", laid.root.path / name
    place.rename(outside)
    place.symlink_to(outside)
    watched = watch.build(laid.root, BuildFolder(tmp_path / "out"), ("html",))
    failed = {row.target.language for row in watched.result.rows if row.status == "failed"}
    assert failed == {"fr"}
    assert "layout/outside" in {one.code for one in watched.result.findings}
    assert [one for one in (*watched.looked, *watched.read) if one.startswith(str(outside))] == []


def test_time_and_memory_are_bounded(hostile: Built, clean: Built) -> None:
    """Bombs need about as much time and memory as harmless messages."""
    assert hostile.watched.work < MOST_WORK * clean.watched.work
    assert hostile.watched.memory < MOST_MEMORY * clean.watched.memory
