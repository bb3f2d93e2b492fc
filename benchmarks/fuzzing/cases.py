"""Define the kinds of cases: hostile translations, harmed inputs, odd files, kills, saves meanwhile."""

from __future__ import annotations

import filecmp
import os
import re
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from benchmarks.fuzzing import catalogues, commands, harms, oracle
from benchmarks.fuzzing.catalogues import TokenSource
from benchmarks.fuzzing.commands import Run
from benchmarks.fuzzing.roots import RootPlan

Faults = Iterator[str]


@dataclass(slots=True, kw_only=True)
class Case:
    """Hold a case: its random numbers, its folder, the root that it made, the commands that it ran."""

    random: Random
    folder: Path
    plan: RootPlan
    runs: list[Run] = field(default_factory=list)

    @property
    def root(self) -> Path:
        """Return the folder of its root."""
        return self.folder / "root"

    @property
    def report(self) -> Path:
        """Return the report of its last command."""
        return self.folder / "work" / "report.json"

    def add_catalogues(self, *, hostility: float) -> RootPlan:
        """Add catalogues to the root; a share of the messages is hostile."""
        catalogues.add_catalogues(self.plan, self.random, TokenSource(), hostility=hostility)
        return self.plan

    def write_files(self) -> None:
        """Write what was planned."""
        for name, data in self.plan.files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        (self.folder / "work").mkdir(exist_ok=True)

    def name_command(self, *words: str) -> tuple[str, ...]:
        """Return the words of a command on this root."""
        return (*words, "--root", str(self.root))

    def run(self, *words: str) -> Faults:
        """Run a command and yield its faults, and what it wrote where it may not."""
        before = oracle.take_snapshot(self.folder)
        run = commands.run_command(self.name_command(*words), self.folder / "work")
        self.runs.append(run)
        yield from oracle.judge_run(run)
        may_change = "root/locale/" if words[:2] in {("catalogue", "update"), ("catalogue", "review")} else ""
        yield from oracle.judge_files(before, oracle.take_snapshot(self.folder), may_change)

    def build(self, output: Path | None = None) -> Faults:
        """Build in html and judge the pages too."""
        output = output or self.root / "build"
        self.report.unlink(missing_ok=True)
        yield from self.run("build", "-f", "html", "--report", str(self.report), "-o", str(output))
        report = oracle.read_report(self.report)
        if report["exit"] in {0, 1}:
            yield from oracle.judge_words(self.root, output, report)
            yield from oracle.judge_markup(output, report, self.plan.languages[0])


def fuzz_translations(case: Case) -> Faults:
    """Build hostile translations, some of which are harmed files too, then check, count or update them."""
    plan = case.add_catalogues(hostility=case.random.choice((0.05, 0.2, 0.5)))
    names = [name for name in plan.files if name.endswith(".po")]
    for name in names if case.random.random() < 0.3 else ():
        if case.random.random() < 0.5:
            plan.files[name] = catalogues.harm_bytes(case.random, plan.files[name])
    case.write_files()
    yield from case.build()
    yield from case.run(*case.random.choice(OTHER_COMMANDS), "--report", str(case.report))
    if case.random.random() < 0.3:
        yield from _update_and_build(case)


def _update_and_build(case: Case) -> Faults:
    """Update, build again: no word that was on a page is lost untold."""
    yield from case.run("catalogue", "update")
    yield from case.build()


def fuzz_inputs(case: Case) -> Faults:
    """Run the commands on harmed registers, pages, pictures, conf.py, glossaries."""
    plan = case.add_catalogues(hostility=0.0)
    harms.harm_input(case.random, plan)
    case.write_files()
    yield from case.build()
    yield from case.run(*case.random.choice(COMMANDS))


def fuzz_odd_files(case: Case) -> Faults:
    """Run the commands where pipes, devices, loops and odd names are in the place of inputs."""
    plan = case.add_catalogues(hostility=0.0)
    case.write_files()
    harms.put_odd_files(case.random, case.root, plan)
    yield from case.build()
    yield from case.run(*case.random.choice(COMMANDS))


OTHER_COMMANDS = (("catalogue", "check"), ("catalogue", "check"), ("catalogue", "update", "--dry-run"))
REVIEW = ("catalogue", "review", "fr", "pact", "--state", "reviewed", "--by", "A <b>")
COMMANDS = (
    *(("catalogue", "check"), ("catalogue", "status", "--json"), ("catalogue", "update")),
    *(("build", "--why"), ("catalogue", "status"), REVIEW),
)
STOPS = (signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT)


def fuzz_kills(case: Case) -> Faults:
    """Stop a build or an update at a random instant; the next one is done, and nothing is left."""
    plan = case.add_catalogues(hostility=0.0)
    case.write_files()
    words = case.random.choice((("build", "-f", "html"), ("catalogue", "update")))
    for _ in range(3):
        if words[0] == "build":
            _change_word(case, plan)
        process = commands.start_command(case.name_command(*words), case.folder / "work")
        time.sleep(case.random.uniform(0, 1.5))
        stop = case.random.choice(STOPS)
        os.kill(process, stop)
        run = commands.finish_command(
            case.name_command(*words), process, case.folder / "work", was_stopped=True
        )
        case.runs.append(run)
        yield from oracle.judge_run(run)
    yield from case.run(*words)
    if case.runs[-1].code != 0:
        yield f"after a kill the next command ends with {case.runs[-1].code}: {case.runs[-1].err[:300]}"
    yield from oracle.find_leftovers(case.root)
    yield from case.build()
    yield from _compare_with_new_build(case)


def _change_word(case: Case, plan: RootPlan) -> None:
    name = case.random.choice([name for name in plan.files if name.endswith((".po", ".rst"))])
    data = (case.root / name).read_bytes()
    (case.root / name).write_bytes(re.sub(rb"kw(\d)", rb"kw9", data, count=1))


def fuzz_saves(case: Case) -> Faults:
    """Save new words while a build or an update runs; afterwards all of them are there."""
    plan = case.add_catalogues(hostility=0.0)
    case.write_files()
    is_update = case.random.random() < 0.5
    words = ("catalogue", "update") if is_update else ("build", "-f", "html")
    if is_update:  # a page has a new sentence, so that files change
        for name in [name for name in plan.files if name.endswith(".rst")]:
            (case.root / name).write_bytes(plan.files[name] + b"\nA new sentence.\n")
    process = commands.start_command(case.name_command(*words), case.folder / "work")
    saved = dict(_save_words(case, plan))
    run = commands.finish_command(case.name_command(*words), process, case.folder / "work")
    case.runs.append(run)
    yield from oracle.judge_run(run)
    for name, tokens in saved.items():
        lost = tokens - set(oracle.TOKEN.findall((case.root / name).read_bytes()))
        if lost:
            yield f"{name}: what was saved is lost: {sorted(lost)[:3]}"
    yield from case.build()
    yield from _compare_with_new_build(case)


def _save_words(case: Case, plan: RootPlan) -> Iterator[tuple[str, set[bytes]]]:
    """Save catalogues with new words, as editors do; yield them."""
    names = [name for name in plan.files if name.endswith(".po")]
    for number, name in enumerate(case.random.sample(names, min(3, len(names))), 1):
        time.sleep(case.random.uniform(0, 0.8))
        path = case.root / name
        data = re.sub(rb"kw0", b"kw%d" % number, path.read_bytes())
        if case.random.random() < 0.5:
            path.write_bytes(data)
        else:
            path.with_suffix(".tmp").write_bytes(data)
            path.with_suffix(".tmp").replace(path)
        yield name, set(oracle.TOKEN.findall(data))


def _compare_with_new_build(case: Case) -> Faults:
    """Yield each page of what counts as fresh that a build from nothing makes in another way."""
    again = case.folder / "again"
    shutil.rmtree(again, ignore_errors=True)
    yield from case.build(again)
    built = case.root / "build" / "editions"
    for path in sorted((again / "editions").rglob("*")):
        twin = built / path.relative_to(again / "editions")
        if path.is_file() and not (twin.is_file() and filecmp.cmp(path, twin, shallow=False)):
            yield f"{twin.relative_to(case.root)} counts as fresh, and is not what a build from nothing makes"
            return


Kind = Callable[[Case], Faults]
KINDS: tuple[Kind, ...] = (
    *(fuzz_translations,) * 10,
    *(fuzz_inputs,) * 5,
    *(fuzz_odd_files,) * 2,
    *(fuzz_kills,) * 2,
    *(fuzz_saves,) * 2,
)
