"""The command line: help, exit codes, output and its streams."""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
import pytest

from build_tools import __version__, checks
from build_tools.cli import console, dispatch, progress
from build_tools.cli.dispatch import editions
from build_tools.errors import UserError
from build_tools.tasks.build import run as task

LINKED, BUILD = "editions/{}/a/html/index.html: build/linked-missing", "run editions build for them"
USAGE = tomllib.loads((Path(__file__).parents[1] / "data" / "cli" / "usage.toml").read_text("utf-8"))["case"]


def walk(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield every command below one, with the words that call it."""
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from walk(below, (*path, name))


COMMANDS = dict(walk(editions, ("editions",)))
IDS = [" ".join(path) for path in COMMANDS]


@pytest.fixture
def run(stand_ins: object, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a function that runs a command in this process, with stand-ins."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)

    def call(*arguments: object) -> int:
        return dispatch.run_command([str(argument) for argument in arguments])

    return call


@pytest.mark.parametrize("path", COMMANDS, ids=IDS)
def test_every_help_fits_a_screen(path: tuple[str, ...], run: Any, capsys: Any) -> None:
    """The help of each command has at most 50 lines; what is longer, an option lists."""
    run(*path[1:], "--help")
    assert len(capsys.readouterr().out.splitlines()) <= 50


@pytest.mark.parametrize("path", COMMANDS, ids=IDS)
def test_every_help_has_an_example(path: tuple[str, ...], run: Any, capsys: Any) -> None:
    """The help of each command has a description, all its options, and an example."""
    assert run(*path[1:], "--help") == 0
    text = capsys.readouterr().out
    assert f"Usage: {' '.join(path)} " in text
    assert "Example:" in text
    example = text.split("Example:")[1].split("\n\n")[0]
    assert any(line.strip().startswith(" ".join(path)) for line in example.splitlines())
    for option in COMMANDS[path].params:
        for word in option.opts if isinstance(option, click.Option) else ():
            assert word in text


@pytest.mark.parametrize("path", COMMANDS, ids=IDS)
def test_the_example_of_every_help_is_understood(path: tuple[str, ...]) -> None:
    """Each example uses a command and options that exist."""
    for line in (COMMANDS[path].help or "").splitlines():
        words = line.split()
        if words[:1] != ["editions"]:
            continue
        context = editions.make_context("editions", words[1:])
        _, command, rest = editions.resolve_command(context, context._protected_args + context.args)
        assert command is not None
        command.make_context(command.name, rest, parent=context)


@pytest.mark.parametrize("path", COMMANDS, ids=IDS)
def test_options_that_are_shared_read_the_same(path: tuple[str, ...]) -> None:
    """Every command has --root and -q; an option that takes the same reads the same everywhere."""
    options = {p.opts[-1]: p for p in COMMANDS[path].params if isinstance(p, click.Option)}
    assert {"--root", "--quiet"} <= set(options)
    for name, option in options.items():
        for other in COMMANDS.values():
            for twin in other.params:
                if isinstance(twin, click.Option) and (twin.opts[-1], twin.metavar) == (name, option.metavar):
                    assert twin.help == option.help


def test_the_version_is_said(run: Any, capsys: Any) -> None:
    """--version prints one line and exits with 0."""
    assert run("--version") == 0
    assert capsys.readouterr().out == f"editions {__version__}\n"


@pytest.mark.parametrize("case", USAGE, ids=[case["words"] for case in USAGE])
def test_a_wrong_command_is_a_line_and_2(run: Any, capsys: Any, case: dict[str, str]) -> None:
    """A misspelt command is reported with the nearest known one, and with how to get help."""
    assert run(*case["words"].split()) == 2
    assert capsys.readouterr() == ("", f"{case['says']}\n")


def test_no_command_shows_the_commands(run: Any, capsys: Any) -> None:
    """Without arguments the commands are listed, and the exit code shows that nothing was done."""
    assert run() == 2
    assert "Commands:\n  build " in capsys.readouterr().err


def test_a_root_that_is_none_is_a_line_with_its_remedy(run: Any, capsys: Any, tmp_path: Path) -> None:
    """The error of the register is on stderr once, with exit code 2."""
    assert run("build", "--root", tmp_path / "no") == 2
    err = capsys.readouterr().err
    assert err.startswith("source/publications.toml: register/no-file ")
    assert err.count("\n") == 1


@pytest.mark.parametrize("before", [True, False])
def test_root_and_quiet_stand_before_or_after(run: Any, capsys: Any, make_root: Any, before: bool) -> None:
    """`editions --root X -q build` and `editions build --root X -q` are the same command."""
    common = ["--root", make_root().path, "-q"]
    assert run(*(common if before else []), "build", *([] if before else common)) == 0
    assert capsys.readouterr() == ("", "")


def test_a_folder_is_named_from_where_one_stands(
    run: Any, make_root: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A relative root, build folder and report are relative to the current directory."""
    root = make_root()
    monkeypatch.chdir(root.path.parent)
    assert run("build", "-q", "--root", root.path.name, "-o", "out", "--report", "r.json") == 0
    assert (root.path.parent / "out" / "report.json").is_file()
    assert (root.path.parent / "r.json").is_file()


@pytest.mark.parametrize("options", [(), ("-v",)])
def test_a_build_prints_a_line_for_each_edition(
    options: tuple[str, ...], run: Any, capsys: Any, make_root: Any
) -> None:
    """In a pipe: a line as each ends, in columns, then the totals; once more each that is fresh."""
    root = make_root({"a": ["en"]})
    assert run("build", "--root", root.path, *options) == 0
    out, err = capsys.readouterr()
    *lines, total = out.splitlines()
    assert sorted(lines) == [
        "a  en  epub  built                 1 kB",
        "a  en  html  built                 1 kB",
        "a  en  pdf   built     3 pages     1 kB",
    ]
    assert re.sub(r"\d+\.\d s", "N s", total) == "3 built in N s"
    assert err == ""
    assert run("build", "--root", root.path, "-f", "html") == 0
    assert capsys.readouterr().out.splitlines()[0] == "a  en  html  fresh                 1 kB"


def test_lines_come_while_others_are_built(run: Any, make_root: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """What has ended is printed before the next edition begins, not at the end."""
    root = make_root({"a": ["en", "fr"]})
    printed: list[str] = []
    monkeypatch.setattr(console, "echo", printed.append)
    seen: list[int] = []
    monkeypatch.setattr(progress, "show_progress_bar", _count_lines(printed, seen))
    assert run("build", "--root", root.path, "-f", "html", "-j", "1") == 0
    assert seen == [1, 2]


def _count_lines(printed: list[str], seen: list[int]) -> Any:
    """Return a display that notes how many lines there are when an edition is done."""

    @contextmanager
    def show(_jobs: object) -> Iterator[Any]:
        yield lambda event: seen.append(len(printed)) if event and event.phase == "done" else None

    return show


def test_warnings_are_repeated_and_may_be_refused(run: Any, capsys: Any, make_root: Any) -> None:
    """A fresh edition has its warnings still; --strict ends in 1 for them, and the report says so."""
    root = make_root({"a": ["en"]}, acts={"a": "en reading warning odd\n"})
    for options, code in ((), 0), ((), 0), (("--strict",), 1):
        assert run("build", "--root", root.path, *options) == code
        assert capsys.readouterr().err == "source/a/index.rst:1: test/said odd\n"
        report = json.loads((root.path / "build/report.json").read_text("utf-8"))
        assert report["exit"] == code


def test_files_that_pages_link_to_are_named(run: Any, capsys: Any, make_root: Any) -> None:
    """A build of pages alone says in one line what they link to and is not there; the whole build nothing."""
    root = make_root({"a": ["en", "fr"]})
    assert run("build", "--root", root.path, "-l", "fr", "-f", "html") == 0
    files = "editions/en/a/html/index.html, editions/fr/a/a-fr.pdf, editions/fr/a/a-fr.epub"
    line = f"{LINKED.format('fr')} pages link to 3 files that are not built: {files} — {BUILD}"
    assert line in capsys.readouterr().out.splitlines()
    assert run("build", "--root", root.path) == 0
    assert "linked-missing" not in capsys.readouterr().out


def test_findings_are_told_on_stderr(run: Any, capsys: Any, make_root: Any) -> None:
    """An error and a warning are a line each, FILE:LINE: CODE message; notes are counted."""
    acts = "fr reading warning odd\nfr reading note one\nfr pdf mend write it\n"
    root = make_root({"a": ["en", "fr"]}, acts={"a": acts})
    assert run("build", "--root", root.path) == 1
    out, err = capsys.readouterr()
    assert err.splitlines() == [
        "source/a/index.rst:1: test/said odd",
        "source/a/index.rst:7: test/broken the page is broken — write it",
    ]
    assert (
        f"{LINKED.format('fr')} pages link to a file that is not built: editions/fr/a/a-fr.pdf — {BUILD}"
        in out
    )
    assert out.splitlines()[-1].startswith("5 built, 1 failed, 1 warning, 2 notes, 1 error in")


def test_quiet_says_nothing_but_errors(run: Any, capsys: Any, make_root: Any) -> None:
    """With -q warnings and the table are not printed; errors are."""
    acts = "fr reading warning odd\nfr pdf mend write it\n"
    root = make_root({"a": ["en", "fr"]}, acts={"a": acts})
    assert run("build", "-q", "--root", root.path) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "source/a/index.rst:7: test/broken the page is broken — write it\n"


def test_why_prints_the_plan(run: Any, capsys: Any, make_root: Any) -> None:
    """Each job is a line with its reason; without jobs there is no output, and nothing is built."""
    root = make_root({"a": ["en"]})
    assert run("build", "--why", "--root", root.path) == 0
    assert capsys.readouterr().out == "a en html  new\na en pdf  new\na en epub  new\n"
    run("build", "-q", "--root", root.path)
    (root.source / "a" / "index.rst").write_text("New\n===\n")
    assert run("build", "--why", "--root", root.path, "-f", "pdf") == 0
    assert capsys.readouterr().out == "a en pdf  source changed: a/index.rst\n"
    run("build", "-q", "--root", root.path)
    assert run("build", "--why", "--root", root.path) == 0
    assert capsys.readouterr() == ("", "")


def test_a_check_ends_in_a_line(
    run: Any, capsys: Any, make_root: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last line counts what was checked and the errors; the errors are on stderr."""
    few = tuple(one for one in checks.CHECKS if one.code in {"epub/structure", "html/dead-link"})
    monkeypatch.setattr(checks, "CHECKS", few)
    root = make_root({"a": ["en"]})
    run("build", "-q", "--root", root.path)
    assert run("check", "-f", "html", "-f", "epub", "--root", root.path) == 1
    out, err = capsys.readouterr()
    assert out == "2 of 2 checked: 1 error\n"
    assert err.startswith("build/editions/en/a/a-en.epub: epub/structure ")
    assert run("check", "-f", "html", "--root", root.path) == 0
    assert capsys.readouterr().out == "1 of 1 checked: nothing found\n"
    (root.path / "build" / "editions" / "en" / "a" / "a-en.epub").unlink()
    assert run("check", "-f", "html", "-f", "epub", "--root", root.path) == 1
    out, err = capsys.readouterr()
    assert out == "not built: a en epub\n1 of 2 checked: 1 error\n"
    assert err.startswith(
        "build/editions/en/a/html/index.html: check/linked-missing its pages link to a file"
    )


@pytest.mark.parametrize("value", ["tomorrow", "1e9", "99999999999999999"])
def test_an_epoch_that_is_no_time_is_refused(
    run: Any, capsys: Any, make_root: Any, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    """SOURCE_DATE_EPOCH is read once, and an error in it is reported with its remedy."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    assert run("build", "--root", make_root().path) == 2
    assert capsys.readouterr().err == (
        f"cli/source-date-epoch SOURCE_DATE_EPOCH is {value!r}, which is no time"
        " — set it to seconds since 1970, or not at all\n"
    )


def test_the_epoch_dates_the_editions(run: Any, make_root: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Editions have the day of SOURCE_DATE_EPOCH, in UTC."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86399")
    root = make_root({"a": ["en"]})
    assert run("build", "-q", "--root", root.path) == 0
    book = root.path / "build/editions/en/a/a-en.epub"
    assert book.read_text().split()[1] == "1970-01-01"


def test_what_nobody_foresaw_is_a_line_and_1(
    run: Any, capsys: Any, make_root: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An internal error prints no traceback; it is written to a file that the message names."""

    def fault(*arguments: object, **options: object) -> None:
        raise ZeroDivisionError("odd")

    monkeypatch.setattr(task, "build_editions", fault)
    root = make_root()
    assert run("build", "--root", root.path) == 1
    err = capsys.readouterr().err
    story = root.path / "build" / ".press" / "trouble" / "command.txt"
    assert err.startswith("press/internal ZeroDivisionError: odd (build_tools/cli/commands/build.py:")
    assert err.endswith(f"its traceback is in {story}\n")
    assert err.count("\n") == 1
    assert "Traceback" in story.read_text()


@pytest.mark.parametrize("code", [1, 2])
def test_an_error_for_a_person_carries_its_exit_code(
    run: Any, capsys: Any, make_root: Any, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    """A UserError is one line on stderr and sets the exit code."""

    def fault(*arguments: object, **options: object) -> None:
        raise UserError("a/b", "what is wrong", remedy="what to do", exit_code=code)

    monkeypatch.setattr(task, "build_editions", fault)
    assert run("build", "--root", make_root().path) == code
    assert capsys.readouterr() == ("", "a/b what is wrong — what to do\n")


@pytest.fixture
def locked() -> Iterator[Path]:
    """Return a folder that everyone may enter and only its owner may write to."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.mark.skipif(os.geteuid() != 0, reason="needs a user of fewer rights to become")
def test_a_folder_without_rights_is_a_line_and_2(run: Any, capsys: Any, locked: Path, make_root: Any) -> None:
    """A build folder without write permission is reported with its remedy, before any work."""
    made = make_root()
    run("build", "-q", "--root", made.path)
    shutil.copytree(made.source, locked / "source")
    os.seteuid(65534)
    try:
        code = run("build", "--root", locked)
    finally:
        os.seteuid(0)
    assert code == 2
    assert capsys.readouterr() == (
        "",
        "build/read-only build: you may not use it — change its rights or name another\n",
    )
    assert [path.name for path in locked.iterdir()] == ["source"]


@pytest.mark.parametrize("option", ["--root", "-o", "--report"])
@pytest.mark.parametrize("kind", ["name", "path", "loop"])
def test_a_path_that_no_disk_takes_is_a_line(
    run: Any, capsys: Any, make_root: Any, tmp_path: Path, option: str, kind: str
) -> None:
    """A name of 300 letters, a path beyond the system's limit, a link to itself: one line, exit code 2."""
    paths = {"name": tmp_path / ("x" * 300), "path": tmp_path / ("x/" * 3000), "loop": tmp_path / "loop"}
    paths["loop"].symlink_to("loop")
    assert run("build", "--root", make_root().path, option, paths[kind]) == 2
    err = capsys.readouterr().err
    words = "Too many levels of symbolic links" if kind == "loop" else "File name too long"
    assert f": {words}, choose another — see editions build --help" in err
    assert err.startswith(f"cli/usage Invalid value for '{option}")
    assert (err.count("\n"), len(err) < 250) == (1, True)
