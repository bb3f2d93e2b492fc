"""A plan run in worker processes: the result of every edition, whatever happens to another."""

from __future__ import annotations

import multiprocessing
import os
import select
import time
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from build_tools import register
from build_tools.model import Finding, Job, ProgressEvent, ReportRow, Target
from build_tools.paths import BuildFolder, Root, compute_file_digest
from build_tools.runner import scheduler
from build_tools.runner.scheduler import RunOutcome

FORMATS: tuple[str, ...] = ("html", "pdf", "epub")

pytestmark = pytest.mark.usefixtures("stand_ins")


class Watched:
    """Collect the events of a run; stop it when a pipe reports, or after a timeout."""

    def __init__(self, stop_when: int | None = None) -> None:
        self.events: list[ProgressEvent | None] = []
        self.kept: list[ReportRow] = []
        self.dependencies: dict[tuple[str, str], tuple[Path, ...]] = {}
        self.stop_when = stop_when

    def watch(self, event: ProgressEvent | None) -> None:
        """Receive an event."""
        self.events.append(event)
        if self.stop_when is not None and select.select([self.stop_when], [], [], 0)[0]:
            raise KeyboardInterrupt
        assert self.events[-40:] != [None] * 40, "nothing has happened for long"

    def keep(self, row: ReportRow, dependencies: tuple[Path, ...], _: tuple[Finding, ...]) -> None:
        """Receive a row as it ends."""
        if row.output is None:
            return
        self.kept.append(row)
        self.dependencies[row.target.publication, row.target.language] = dependencies


def run(
    root: Root,
    *,
    formats: Iterable[str] = FORMATS,
    workers: int = 2,
    watched: Watched | None = None,
    day: date | None = None,
    **options: Any,
) -> RunOutcome:
    """Run every edition of a root."""
    listed = register.read_register(root)
    names = [(p.id, tag) for p in listed.publications for tag in p.languages]
    editions = {name: register.make_edition(listed, *name) for name in names}
    jobs = [Job(target=Target(*name, f), reason="new") for name in names for f in formats]
    seen = watched or Watched()
    return scheduler.run_jobs(
        jobs,
        editions={name: replace(edition, date=day) for name, edition in editions.items()},
        root=root,
        build=build_of(root),
        workers=workers,
        clock=time.monotonic,
        on_event=seen.watch,
        record_row=seen.keep,
        localize_edition=options.pop("finish", lambda edition: edition),
        **options,
    )


def build_of(root: Root) -> BuildFolder:
    """Return the build folder of a root."""
    return BuildFolder(root.path / "build")


def statuses(outcome: RunOutcome) -> dict[str, str]:
    """Return the status of each target by a short name."""
    return {f"{r.target.language} {r.target.format}": r.status for r in outcome.rows}


def findings(outcome: RunOutcome) -> list[Finding]:
    """Return what was found in all editions."""
    return [finding for found in outcome.findings_by_edition.values() for finding in found]


def says(root: Root, language: str, format: str) -> str:
    """Return the content of a finished edition of publication `a`."""
    return build_of(root).get_main_file(Target("a", language, format)).read_text()


def pid(root: Root, language: str, format: str) -> str:
    """Return the process id that wrote a finished edition."""
    return says(root, language, format).split()[2]


def test_every_edition_stands_in_its_place_with_its_digest(make_root: Any) -> None:
    """A built row has a file of the build folder, its digest, size and pages."""
    root = make_root()
    outcome = run(root)
    assert set(statuses(outcome).values()) == {"built"}
    for row in outcome.rows:
        assert row.output is not None
        file = build_of(root).path / row.output.path
        assert (compute_file_digest(file), file.stat().st_size) == (
            row.output.sha256,
            row.output.size,
        )
        assert row.output.pages == (3 if row.target.format == "pdf" else None)
        assert row.coverage.words == 2
        assert row.seconds > 0
    assert (build_of(root).get_edition_folder("a", "fr") / "html" / "more.html").is_file()


def test_rows_come_in_the_order_of_the_jobs(make_root: Any) -> None:
    """Rows have the order of the plan, whichever edition ends first."""
    outcome = run(make_root(), weights={("a", "fr"): 9.0})
    assert list(statuses(outcome)) == [f"{tag} {f}" for tag in ("en", "fr") for f in FORMATS]


def test_an_edition_is_made_in_a_process_of_its_own(make_root: Any) -> None:
    """No process builds two editions, so no language leaks from one into another."""
    root = make_root({"a": ["en", "fr", "es"]})
    run(root, formats=["html", "epub"])
    pids = {pid(root, tag, "html") for tag in ("en", "fr", "es")}
    assert len(pids | {str(os.getpid())}) == 4
    assert pid(root, "en", "html") == pid(root, "en", "epub")


def test_an_idle_core_writes_the_pdf_beside_the_rest(make_root: Any) -> None:
    """With fewer editions than workers the PDF has its own process, otherwise not."""
    root = make_root({"a": ["en"]})
    run(root, workers=2)
    assert pid(root, "en", "pdf") != pid(root, "en", "html")
    run(root, workers=1)
    assert pid(root, "en", "pdf") == pid(root, "en", "html")


def test_editions_are_made_at_the_same_time(make_root: Any, tmp_path: Path) -> None:
    """Two workers build two editions in parallel: here each waits for the other."""
    os.mkfifo(tmp_path / "pipe")
    acts = f"en reading tell {tmp_path / 'pipe'}\nfr reading wait {tmp_path / 'pipe'}\n"
    outcome = run(make_root(acts={"a": acts}))
    assert set(statuses(outcome).values()) == {"built"}


def test_one_worker_makes_one_edition_at_a_time(make_root: Any, tmp_path: Path) -> None:
    """With one worker an edition is finished before the next begins."""
    log = tmp_path / "log"
    root = make_root(acts={"a": f"* reading log {log}\n* epub log {log}\n"})
    run(root, workers=1)
    assert log.read_text().split("\n") == ["a en", "a en", "a fr", "a fr", ""]


def test_the_longest_edition_is_begun_first(make_root: Any, tmp_path: Path) -> None:
    """The edition that took longest before starts first, so that it does not run alone at the end."""
    log = tmp_path / "log"
    root = make_root({"a": ["en", "fr", "es"]}, acts={"a": f"* reading log {log}\n"})
    run(root, workers=1, weights={("a", "es"): 30.0, ("a", "fr"): 9.0})
    assert log.read_text().split("\n") == ["a es", "a fr", "a en", ""]


def test_scripts_are_begun_in_turn(make_root: Any, tmp_path: Path) -> None:
    """Without earlier times, editions of one script wait for the fonts that the first subsets."""
    log = tmp_path / "log"
    root = make_root({"a": ["en", "fr", "ar"]}, acts={"a": f"* reading log {log}\n"})
    run(root, workers=1)
    assert log.read_text().split("\n") == ["a en", "a ar", "a fr", ""]


def test_a_failed_edition_stops_no_other(make_root: Any) -> None:
    """An edition that cannot be read fails in every format, with its place and remedy."""
    outcome = run(make_root(acts={"a": "fr reading mend write it again\n"}))
    assert statuses(outcome) == {
        f"{tag} {f}": "failed" if tag == "fr" else "built" for tag in ("en", "fr") for f in FORMATS
    }
    (finding,) = findings(outcome)
    assert (finding.code, finding.severity) == ("test/broken", "error")
    assert finding.message == "the page is broken — write it again"
    assert (finding.place.line, finding.language, finding.format) == (7, "fr", "")


def test_a_failed_format_loses_no_other(make_root: Any) -> None:
    """An error of one format costs one row and names the format."""
    outcome = run(make_root({"a": ["en"]}, acts={"a": "en pdf mend shorten it\n"}), workers=1)
    assert statuses(outcome) == {"en html": "built", "en pdf": "failed", "en epub": "built"}
    assert [finding.format for finding in findings(outcome)] == ["pdf"]


def test_a_fault_of_the_press_is_a_line_and_a_file(make_root: Any, capfd: Any) -> None:
    """An internal error is one line with our last frame; its traceback is in a file."""
    root = make_root({"a": ["en"]}, acts={"a": "en epub crash a strange thing\n"})
    (finding,) = findings(run(root))
    assert finding.code == "press/internal"
    assert "ValueError: a strange thing (build_tools/runner/worker.py:" in finding.message
    story = build_of(root).private / "trouble" / "a-en-epub.txt"
    assert str(story) in finding.message
    assert "Traceback (most recent call last)" in story.read_text()
    assert capfd.readouterr() == ("", "")


def test_what_libraries_print_goes_into_a_log(make_root: Any, capfd: Any) -> None:
    """No output of an edition's process reaches the terminal."""
    root = make_root({"a": ["en"]}, acts={"a": "en html say a warning of a library\n"})
    run(root)
    assert capfd.readouterr() == ("", "")
    assert (build_of(root).private / "log" / "editions" / "a-en.txt").read_text().count("a warning") == 3


@pytest.mark.parametrize("phase", ["reading", "epub"])
def test_a_killed_process_is_a_failed_edition(make_root: Any, phase: str) -> None:
    """A process killed by the kernel is a failed edition; its finished formats stay."""
    outcome = run(make_root(acts={"a": f"fr {phase} kill\n"}), workers=1)
    found = statuses(outcome)
    assert found["fr epub"] == "failed"
    assert found["fr html"] == ("failed" if phase == "reading" else "built")
    assert found["en epub"] == "built"
    (finding,) = findings(outcome)
    assert finding.code == "press/killed"
    assert finding.message == (
        "the process that made a-fr was killed by signal 9, as happens when memory runs out"
        " — build fewer editions at a time, with -j 1"
    )


def test_a_killed_pdf_costs_the_pdf(make_root: Any) -> None:
    """If the PDF has its own process, killing it affects no other format."""
    outcome = run(make_root({"a": ["en"]}, acts={"a": "en pdf kill\n"}), workers=2)
    assert statuses(outcome) == {"en html": "built", "en pdf": "failed", "en epub": "built"}
    assert [finding.code for finding in findings(outcome)] == ["press/killed"]


def test_a_full_disk_is_said_in_a_line(make_root: Any) -> None:
    """A full disk fails an edition with exit code 1 and a remedy, without a traceback."""
    root = make_root({"a": ["en"]}, acts={"a": "en pdf full page.pdf\n"})
    (finding,) = findings(run(root))
    assert finding.code == "build/disk-full"
    assert finding.message == "page.pdf: there is no room left — make room, then build again"


def test_a_file_in_the_way_of_a_folder_is_said(make_root: Any) -> None:
    """A file in place of an edition's folder fails that edition and is not changed."""
    root = make_root()
    way = build_of(root).path / "editions" / "fr"
    way.parent.mkdir(parents=True)
    way.write_text("mine")
    outcome = run(root)
    assert {name for name, status in statuses(outcome).items() if status == "failed"} == {
        "fr html",
        "fr pdf",
        "fr epub",
    }
    assert {finding.code for finding in findings(outcome)} == {"build/in-the-way"}
    assert way.read_text() == "mine"


def test_nothing_half_made_is_left(make_root: Any) -> None:
    """After a run with failures the temporary folder is deleted and no other file is left."""
    root = make_root(acts={"a": "fr epub kill\nen pdf mend it\n"})
    run(root, workers=1)
    assert not (build_of(root).private / "work").exists()
    names = {path.name for path in (build_of(root).path / "editions").rglob("*")}
    pages = {"html", "index.html", "more.html", "page.css"}
    assert names == {"en", "fr", "a", *pages, "a-en.epub", "a-fr.pdf"}


def test_an_interruption_ends_every_process(make_root: Any, tmp_path: Path) -> None:
    """KeyboardInterrupt is raised after all processes have ended and incomplete files are deleted."""
    for name in ("alive", "never"):
        os.mkfifo(tmp_path / name)
    acts = f"fr pdf tell {tmp_path / 'alive'}\nfr pdf wait {tmp_path / 'never'}\n"
    root = make_root({"a": ["fr"]}, acts={"a": acts})
    alive = os.open(tmp_path / "alive", os.O_RDONLY | os.O_NONBLOCK)
    watched = Watched(stop_when=alive)
    with pytest.raises(KeyboardInterrupt):
        run(root, watched=watched)
    os.read(alive, 100)
    # The pipe ends when no process can write to it any more.
    assert select.select([alive], [], [], 10)[0]
    assert os.read(alive, 100) == b""
    os.close(alive)
    assert multiprocessing.active_children() == []
    assert not (build_of(root).private / "work").exists()
    assert not build_of(root).get_output(Target("a", "fr", "pdf")).exists()


def test_what_a_reading_found_comes_back(make_root: Any) -> None:
    """Findings and included files of a reading are part of the outcome."""
    root = make_root({"a": ["en"]}, acts={"a": "en reading note look\nen reading take shared.txt\n"})
    watched = Watched()
    outcome = run(root, watched=watched)
    assert [finding.message for finding in findings(outcome)] == ["look"]
    assert watched.dependencies == {("a", "en"): ((root.path / "shared.txt").resolve(),)}


@pytest.mark.parametrize(("day", "expected"), [(None, "2026-05-04"), (date(2020, 2, 3), "2020-02-03")])
def test_an_edition_without_a_date_bears_that_of_its_catalogues(
    make_root: Any, day: date | None, expected: str
) -> None:
    """A given date is used; otherwise the newest revision of the catalogues."""
    root = make_root({"a": ["en"]}, acts={"a": "en catalogue revised 2026-05-04\n"})
    run(root, day=day)
    assert says(root, "en", "epub").split()[1] == expected


def test_each_step_is_told_as_it_happens(make_root: Any) -> None:
    """A watcher receives reading, every format and done, in that order."""
    watched = Watched()
    run(make_root({"a": ["en"]}), watched=watched, workers=1)
    phases = [event.phase for event in watched.events if event]
    assert phases == ["reading", "html", "pdf", "epub", "done"]
    assert [row.target.format for row in watched.kept] == ["html", "pdf", "epub"]


def test_an_edition_that_was_there_stays_when_a_new_one_fails(make_root: Any) -> None:
    """A product is replaced by a complete one or not at all."""
    root = make_root({"a": ["en"]})
    run(root)
    before = says(root, "en", "html")
    (root.source / "a" / "acts.txt").write_text("en html crash no\n")
    run(root)
    assert says(root, "en", "html") == before
