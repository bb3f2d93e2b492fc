"""`editions build`: what is out of date and why, what is recorded and reported."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import time
import tomllib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from build_tools.errors import UserError
from build_tools.model import CommandResult, Job, ProgressEvent, ReportRow, Target
from build_tools.paths import BuildFolder, Root
from build_tools.process import lock
from build_tools.tasks.build import run as task
from build_tools.tasks.options import OnEvent, Options, Selection

DATA = Path(__file__).parents[1] / "data" / "tasks"
CHANGES = tomllib.loads((DATA / "changes.toml").read_text("utf-8"))["case"]

MakeOrder = Callable[..., Options]
Building = Callable[..., CommandResult]


def statuses(result: CommandResult) -> dict[str, str]:
    """Return the status of each target by a short name."""
    return {
        f"{row.target.publication} {row.target.language} {row.target.format}": row.status
        for row in result.rows
    }


def list_built(result: CommandResult) -> set[str]:
    """Return the names of the built targets."""
    return {name for name, status in statuses(result).items() if status == "built"}


@pytest.fixture
def two(make_root: Any) -> Root:
    """Return a root of two publications; one includes a file of the other."""
    root: Root = make_root(
        {"a": ["en", "fr"], "b": ["en"]},
        acts={"a": "* reading take source/b/shared.txt\n"},
        more='formats = ["html", "epub"]',
    )
    write(root, {"source/b/shared.txt": "old", "source/b/extra.rst": "Extra\n=====\n"})
    write(root, {"locale/fr/LC_MESSAGES/a/index.po": "old"})
    return root


def write(root: Root, texts: dict[str, str]) -> None:
    """Write files of a root."""
    for name, text in texts.items():
        file = root.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def test_the_first_build_makes_everything(two: Root, build: Building) -> None:
    """A root without records is built completely, each job being new, with exit code 0."""
    result = build(two)
    assert set(statuses(result).values()) == {"built"}
    assert {row.reason for row in result.rows} == {"new"}
    assert (len(result.rows), result.exit_code) == (6, 0)


@pytest.mark.parametrize("case", CHANGES, ids=[case["name"] for case in CHANGES])
def test_what_changed_decides_what_is_due(two: Root, build: Building, order: MakeOrder, case: Any) -> None:
    """Exactly the editions that depend on a change are out of date, each with that reason."""
    build(two)
    write(two, case["write"])
    for name in case.get("gone", ()):
        (two.path / name).unlink()
    jobs = task.plan_build(order(two))
    formats = {job.target.format for job in jobs}
    found = {f"{job.target.publication} {job.target.language}": job.reason for job in jobs}
    assert found == case["due"]
    assert formats == ({"html", "epub"} if found else set())
    assert list_built(build(two)) == {f"{name} {f}" for name in found for f in ("html", "epub")}
    assert list_built(build(two)) == set()


@pytest.mark.parametrize(
    ("file", "formats", "reason"),
    [
        ("styles/base/tokens.css", {"html", "epub"}, "style changed: base/tokens.css"),
        ("styles/ebook/book.css", {"epub"}, "style added: ebook/book.css"),
        ("styles/screen/dark.css", {"html"}, "style added: screen/dark.css"),
        ("styles/scripts/han.css", {"html", "epub"}, "style added: scripts/han.css"),
        ("styles/print/page.css", set(), ""),
        ("build_tools/model.py", {"html", "epub"}, "tool changed: press"),
        ("build_tools/README.md", set(), ""),
        (
            "locale/fr/LC_MESSAGES/press.po",
            {"html", "epub"},
            "catalogue added: built-in press.po",
        ),
    ],
)
def test_what_changes_in_the_press_itself_is_an_input(
    two: Root, build: Building, press: Path, file: str, formats: set[str], reason: str
) -> None:
    """A style is an input of its formats, code of all, a manual of none."""
    build(two)
    (press / file).parent.mkdir(parents=True, exist_ok=True)
    (press / file).write_text("new")
    rows = [row for row in build(two).rows if row.status == "built"]
    assert {row.target.format for row in rows} == formats
    assert {row.reason for row in rows} == ({reason} if reason else set())
    if file.startswith("locale"):
        assert {row.target.language for row in rows} == {"fr"}


def test_a_fresh_row_has_all_that_a_built_one_has(two: Root, build: Building) -> None:
    """The row of a fresh edition has the same output and coverage as when it was built."""
    before, after = build(two), build(two)
    assert {row.status for row in after.rows} == {"fresh"}
    assert [(row.output, row.coverage) for row in after.rows] == [
        (row.output, row.coverage) for row in before.rows
    ]


def test_a_new_language_reaches_the_html_of_its_siblings_alone(make_root: Any, build: Building) -> None:
    """The language switch of pages has the new language; no PDF or EPUB of another changes."""
    root = make_root({"a": ["en", "fr"]})
    build(root)
    make_root({"a": ["en", "fr", "es"]})
    assert list_built(build(root)) == {"a en html", "a fr html", "a es html", "a es pdf", "a es epub"}


def test_a_format_that_is_offered_or_not_reaches_the_html_alone(make_root: Any, build: Building) -> None:
    """Pages link to the formats of the register; PDFs do not depend on them."""
    root = make_root({"a": ["en"]}, more='formats = ["html", "pdf"]')
    build(root)
    make_root({"a": ["en"]})
    assert list_built(build(root)) == {"a en html", "a en epub"}


def test_a_value_of_the_register_reaches_every_format(make_root: Any, build: Building) -> None:
    """A new version is printed in every format; what a release requires concerns translations alone."""
    root = make_root({"a": ["en"]}, more='version = "1"')
    build(root)
    make_root({"a": ["en"]}, more='version = "2"')
    assert {row.reason for row in build(root).rows} == {"register changed: a.version"}
    make_root({"a": ["en"]}, more='version = "2"\nrequires = "complete"')
    assert list_built(build(root)) == set()
    make_root({"a": ["en", "fr"]}, more='version = "2"')
    build(root)
    make_root({"a": ["en", "fr"]}, more='version = "2"\nrequires = "complete"')
    assert {name.split()[1] for name in list_built(build(root))} == {"fr"}


def test_the_epoch_dates_every_edition(make_root: Any, build: Building) -> None:
    """SOURCE_DATE_EPOCH overrides the register's date, and a new day causes a rebuild."""
    root = make_root({"a": ["en"]}, more="date = 2026-11-24")
    product = BuildFolder(root.path / "build").get_main_file(Target("a", "en", "epub"))
    build(root)
    assert product.read_text().split()[1] == "2026-11-24"
    result = build(root, epoch=date(2001, 2, 3))
    assert product.read_text().split()[1] == "2001-02-03"
    assert {row.reason for row in result.rows} == {"date changed: SOURCE_DATE_EPOCH"}


def test_force_builds_what_is_fresh(two: Root, build: Building) -> None:
    """A forced build builds everything again, with that reason."""
    build(two)
    result = build(two, force=True)
    assert {(row.status, row.reason) for row in result.rows} == {("built", "forced")}


def test_a_selection_builds_no_more(two: Root, build: Building) -> None:
    """What was not selected is neither built nor reported, and stays out of date."""
    chosen = Selection(publications=("a",), languages=("fr",), formats=("epub",))
    assert statuses(build(two, selection=chosen)) == {"a fr epub": "built"}
    assert len(list_built(build(two))) == 5


@pytest.mark.parametrize(
    "spoilt", ["a/html/index.html", "a/html/more.html", "a/html/page.css", "a/a-en.epub"]
)
@pytest.mark.parametrize("how", ["gone", "cut", "other", "other, with the old time"])
def test_an_output_that_was_touched_is_made_again(two: Root, build: Building, spoilt: str, how: str) -> None:
    """A missing, shorter or changed file of an edition causes its format to be built again."""
    build(two)
    file = two.path / "build" / "editions" / "en" / spoilt
    data, at = file.read_bytes(), file.stat()
    file.unlink() if how == "gone" else file.write_bytes(data[1:] + b"!" * how.startswith("other"))
    if how.endswith("time"):
        os.utime(file, ns=(at.st_atime_ns, at.st_mtime_ns))
    name = f"a en {'epub' if spoilt.endswith('epub') else 'html'}"
    assert list_built(build(two)) == {name}
    assert len(file.read_bytes()) == len(data)


def test_a_copied_build_folder_is_fresh(two: Root, build: Building) -> None:
    """Outputs with the same bytes are as they were built, whatever their times and inodes."""
    build(two)
    folder = two.path / "build"
    shutil.copytree(folder, two.path / "copy")
    shutil.rmtree(folder)
    (two.path / "copy").rename(folder)
    assert list_built(build(two)) == set()


def test_a_file_too_many_is_taken_away(two: Root, build: Building) -> None:
    """An additional file in a folder of pages is deleted."""
    build(two)
    extra = two.path / "build" / "editions" / "en" / "a" / "html" / "old.html"
    extra.write_text("old")
    assert list_built(build(two)) == {"a en html"}
    assert not extra.exists()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"shape": 0}', '{"shape": 1, "inputs": [[]]}'])
def test_records_that_cannot_be_read_are_as_none(two: Root, build: Building, text: str) -> None:
    """A broken or foreign records file causes a build, never an error."""
    build(two)
    BuildFolder(two.path / "build").records.write_text(text)
    assert {row.reason for row in build(two).rows} == {"new"}


def test_a_build_with_nothing_to_do_sweeps_what_killed_ones_left(two: Root, build: Building) -> None:
    """Half-written files, old folders and work folders of dead processes are gone after the next build."""
    build(two)
    folder = two.path / "build"
    before = sorted(path for path in folder.rglob("*") if path.name != "report.json")
    (folder / "editions/en/a/html").rename(folder / "editions/en/a/.html.999999999.old")
    for name in (".0123456789ab.999999999", ".press/.0123456789ab.999999999", ".press/work/a-en/made/x"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("half")
    (folder / "editions/fr/a/.html.999999999.old").mkdir()
    assert list_built(build(two)) == set()
    assert sorted(path for path in folder.rglob("*") if path.name != "report.json") == before


def test_a_failed_edition_stays_due(make_root: Any, build: Building) -> None:
    """A failure gives exit code 1 and a finding; it is built again until it succeeds."""
    root = make_root(acts={"a": "fr reading mend it\n"})
    first, second = build(root), build(root)
    assert (first.exit_code, second.exit_code) == (1, 1)
    assert {name for name, status in statuses(second).items() if status == "failed"} == {
        "a fr html",
        "a fr pdf",
        "a fr epub",
    }
    assert {status for name, status in statuses(second).items() if " en " in name} == {"fresh"}
    assert [finding.code for finding in second.findings] == ["test/broken", "build/linked-missing"]
    (root.source / "a" / "acts.txt").write_text("")
    assert build(root).exit_code == 0


def test_a_language_without_a_face_fails_before_it_is_built(make_root: Any, build: Building) -> None:
    """A missing font is one finding per edition, and the other languages are built."""
    root = make_root({"a": ["en", "bo"]})
    result = build(root)
    assert {status for name, status in statuses(result).items() if " bo " in name} == {"failed"}
    assert {status for name, status in statuses(result).items() if " en " in name} == {"built"}
    finding, linked = result.findings
    assert linked.code == "build/linked-missing"
    assert (finding.code, finding.language, result.exit_code) == ("fonts/missing", "bo", 1)
    assert finding.message == "no face for Tibt is on this machine — get one"


def test_a_build_that_is_stopped_keeps_what_was_finished(make_root: Any, build: Building) -> None:
    """After an interruption the finished editions are fresh, the others new."""
    root = make_root()

    @contextmanager
    def impatient(jobs: tuple[Job, ...]) -> Iterator[OnEvent]:
        def watch(event: ProgressEvent | ReportRow | None) -> None:
            if isinstance(event, ProgressEvent) and event.phase == "done":
                raise KeyboardInterrupt

        yield watch

    with pytest.raises(KeyboardInterrupt):
        build(root, show=impatient, workers=1)
    assert list_built(build(root)) == {"a fr html", "a fr pdf", "a fr epub"}


@pytest.mark.parametrize(
    ("old", "new", "gone"),
    [
        ("languages = ['en', 'fr']", "languages = ['en']", {"fr/a/html", "fr/a/a-fr.epub"}),
        ('["html", "epub"]', '["html"]', {"en/a/a-en.epub", "fr/a/a-fr.epub", "en/b/b-en.epub"}),
        ("[publications.b]", "[publications.c]", {"en/b/html", "en/b/b-en.epub"}),
    ],
)
def test_what_left_the_register_is_removed(
    two: Root, build: Building, old: str, new: str, gone: set[str]
) -> None:
    """It is told once; other editions stay, and no empty folder is left."""
    build(two)
    write(two, {"build/editions/notes.txt": "mine"})
    if new.endswith("c]"):
        (two.source / "b").rename(two.source / "c")
        write(two, {"source/a/acts.txt": ""})
    register = two.register.read_text("utf-8")
    assert old in register
    two.register.write_text(register.replace(old, new), "utf-8")
    editions = two.path / "build" / "editions"
    before = {path.relative_to(editions).as_posix() for path in editions.glob("*/*/*")}
    result = build(two)
    removed = {one.place.file for one in result.findings if one.code == "build/left"}
    assert removed == {f"editions/{name}" for name in gone}
    after = {path.relative_to(editions).as_posix() for path in editions.glob("*/*/*")}
    assert before - after == gone
    assert [path for path in editions.rglob("*") if path.is_dir() and not any(path.iterdir())] == []
    assert (editions / "notes.txt").read_text() == "mine"
    assert [one for one in build(two).findings if one.code == "build/left"] == []


def test_what_somebody_changed_stays(two: Root, build: Building) -> None:
    """An edition that left the register and was edited is named, and left."""
    build(two)
    page = two.path / "build/editions/fr/a/html/index.html"
    page.write_text("mine")
    text = two.register.read_text("utf-8").replace("languages = ['en', 'fr']", "languages = ['en']")
    two.register.write_text(text, "utf-8")
    left = {one.place.file: one.severity for one in build(two).findings if one.code == "build/left"}
    assert left == {"editions/fr/a/html": "warning", "editions/fr/a/a-fr.epub": "note"}
    assert page.read_text() == "mine"


def test_a_folder_of_two_roots_keeps_the_editions_of_both(make_root: Any, build: Building) -> None:
    """A build removes what its own root left alone, not what another wrote into the same folder."""
    first = make_root({"a": ["en"]})
    second = Root(first.path.with_name("second"))
    shutil.copytree(first.path, second.path)
    (second.source / "a").rename(second.source / "b")
    second.register.write_text(second.register.read_text("utf-8").replace("publications.a", "publications.b"))
    shared = BuildFolder(first.path / "build")
    build(first, build=shared)
    assert build(second, build=shared).findings == ()
    assert (shared.path / "editions/en/a/html/index.html").is_file()


def test_why_changes_nothing(two: Root, order: MakeOrder, stand_ins: object) -> None:
    """`--why` leaves no file behind."""
    assert len(task.plan_build(order(two))) == 6
    assert not (two.path / "build").exists()


def report_of(root: Root) -> Any:
    """Return the report of the last command."""
    return json.loads((root.path / "build" / "report.json").read_text("utf-8"))


def test_the_report_has_the_shape_of_the_contract(make_root: Any, build: Building) -> None:
    """The report has exactly the fields that the contract names."""
    root = make_root({"a": ["en"]}, acts={"a": "en epub mend it\nen reading note café\n"})
    build(root)
    report = report_of(root)
    assert set(report) == {"command", "seconds", "exit", "editions", "findings"}
    assert (report["command"], report["exit"]) == ("build", 1)
    pdf = next(row for row in report["editions"] if row["format"] == "pdf")
    digest, seconds = pdf.pop("sha256"), pdf.pop("seconds")
    assert (len(digest), seconds >= 0, report["seconds"] > 0) == (64, True, True)
    assert pdf == {
        "publication": "a",
        "language": "en",
        "format": "pdf",
        "status": "built",
        "reason": "new",
        "path": "editions/en/a/a-en.pdf",
        "pages": 3,
        "bytes": (root.path / "build/editions/en/a/a-en.pdf").stat().st_size,
        "coverage": {"words": 2, "translated": 2, "fuzzy": 0, "missing": 0},
    }
    epub = next(row for row in report["editions"] if row["format"] == "epub")
    assert {key for key, value in epub.items() if value is None} == {
        "path",
        "sha256",
        "bytes",
        "pages",
    }
    note = next(finding for finding in report["findings"] if finding["severity"] == "note")
    assert note == {
        "code": "test/said",
        "severity": "note",
        "message": "café",
        "publication": None,
        "language": None,
        "format": None,
        "place": {"file": "source/a/index.rst", "line": 1, "message_id": None, "article": None},
    }


def test_a_folder_is_reported_with_all_its_files(two: Root, build: Building) -> None:
    """The row of an html edition has each of its files; fresh editions repeat it."""
    for status in ("built", "fresh"):
        build(two)
        rows = [row for row in report_of(two)["editions"] if row["format"] == "html"]
        assert {row["status"] for row in rows} == {status}
        for row in rows:
            home = (two.path / "build" / row["path"]).parent
            found = {file.relative_to(two.path / "build").as_posix(): file for file in home.rglob("*.*")}
            assert {file["path"] for file in row["files"]} == found.keys()
            assert row["path"] in found
            for file in row["files"]:
                data = found[file["path"]].read_bytes()
                assert (file["bytes"], file["sha256"]) == (len(data), sha256(data).hexdigest())


def test_a_report_goes_where_it_is_asked_for_too(two: Root, build: Building) -> None:
    """`--report FILE` has the same text as the report in the build folder."""
    build(two, report=two.path / "elsewhere" / "r.json")
    assert (two.path / "elsewhere" / "r.json").read_bytes() == (
        two.path / "build" / "report.json"
    ).read_bytes()


def test_what_is_no_file_takes_a_report_and_stays(two: Root, build: Building) -> None:
    """A pipe such as /dev/stdout is written to, a link is followed: neither is replaced."""
    pipe, link, file = (two.path / name for name in ("pipe", "link", "r.json"))
    os.mkfifo(pipe)
    link.symlink_to(file)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        build(two, report=pipe)
        received = os.read(reader, 1 << 16)
    finally:
        os.close(reader)
    build(two, report=link)
    assert received.startswith(b"{")
    assert pipe.is_fifo()
    assert link.is_symlink()
    assert json.loads(file.read_bytes())["command"] == "build"


def test_a_wrong_register_is_reported_too(two: Root, build: Building) -> None:
    """A build that cannot begin still writes its report, with the finding that stopped it."""
    two.register.write_text("[publications.a]\nlanguagse = []\n")
    with pytest.raises(UserError) as caught:
        build(two)
    report = report_of(two)
    assert (report["exit"], report["editions"]) == (2, [])
    (finding,) = report["findings"]
    assert (finding["code"], finding["severity"]) == (caught.value.code, "error")
    assert finding["place"]["file"] == "source/publications.toml"
    assert finding["place"]["line"] == 2


@pytest.mark.parametrize(
    "place", [".", "..", "source", "source/a", "locale/fr", "source/../source/new", "file"]
)
def test_a_build_never_writes_to_what_is_not_its_own(two: Root, build: Building, place: str) -> None:
    """The root, its sources, its catalogues and a file are rejected as build folders."""
    (two.path / "file").write_text("mine")
    before = sorted(two.path.rglob("*"))
    with pytest.raises(UserError) as caught:
        build(two, build=BuildFolder(two.path / place))
    assert (caught.value.code, caught.value.exit_code) == ("cli/output", 2)
    assert sorted(two.path.rglob("*")) == before


def test_a_link_into_the_sources_is_refused(two: Root, build: Building, tmp_path: Path) -> None:
    """A build folder is checked by its real path, not its name."""
    (tmp_path / "link").symlink_to(two.source)
    with pytest.raises(UserError, match="source/"):
        build(two, build=BuildFolder(tmp_path / "link"))


def test_a_report_that_cannot_be_written_is_said(two: Root, build: Building) -> None:
    """A folder in place of the report is one error with its remedy."""
    (two.path / "build" / "report.json").mkdir(parents=True)
    with pytest.raises(UserError) as caught:
        build(two)
    line = f"build/in-the-way {two.path}/build/report.json: a folder is where a file must be"
    assert str(caught.value) == f"{line} — move the folder away"


def _hold(build: BuildFolder, pipe: Any) -> None:
    """Lock a build folder until the other command has waited for a while."""
    with lock.hold_build_folder(build, lambda _line: None):
        pipe.send("held")
        pipe.recv()
        overtaken = pipe.poll(0.5)
        pipe.send("overtaken" if overtaken else "alone")


def test_a_second_build_says_so_and_waits(two: Root, order: MakeOrder, stand_ins: object) -> None:
    """If another build has the lock, one line reports it; then this one continues."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    other = context.Process(target=_hold, args=(BuildFolder(two.path / "build"), theirs))
    other.start()
    assert ours.recv() == "held"
    messages = []

    def say(line: str) -> None:
        messages.append(line)
        ours.send("I wait")

    result = task.build_editions(order(two), clock=time.monotonic, show=_silent, echo=say)
    ours.send("I have built")
    other.join()
    assert ours.recv() == "alone"
    assert messages == [f"another build is writing to {two.path / 'build'}; waiting"]
    assert set(statuses(result).values()) == {"built"}


def _silent(jobs: tuple[Job, ...]) -> AbstractContextManager[OnEvent]:
    return nullcontext(lambda _event: None)


def test_an_empty_register_stops_the_command(make_root: Any, build: Building) -> None:
    """A root without publications is reported with exit code 2."""
    root = make_root()
    root.register.write_text("")
    with pytest.raises(UserError) as caught:
        build(root)
    assert caught.value.exit_code == 2


def test_a_root_with_spaces_and_other_scripts_is_built(
    make_root: Any, build: Building, tmp_path: Path
) -> None:
    """Any folder name works."""
    root = make_root()
    moved = tmp_path / "مدينة 도시 l'été"
    root.path.rename(moved)
    assert set(statuses(build(Root(moved))).values()) == {"built"}
