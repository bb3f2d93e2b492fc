"""The command as a process: signals, pipes, terminals, folders without permission."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import pytest

from build_tools.paths import PROJECT_DIR

SIGN = "\x1b["
LONG = 30


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    """Return a pipe through which a running edition reports, as long as it is alive."""
    path = tmp_path / "alive"
    os.mkfifo(path)
    return path


@contextmanager
def heard(command: subprocess.Popen[str], pipe: Path) -> Iterator[IO[str]]:
    """Wait until an edition reports that it runs; if the command ends before, the test fails."""
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    there, _, _ = select.select([reading], [], [], LONG)
    assert there, command.communicate()
    os.set_blocking(reading, True)
    with os.fdopen(reading, encoding="utf-8") as alive:
        yield alive


def make_waiting_acts(pipe: Path, phase: str = "pdf") -> str:
    """Return acts of an edition that reports a phase and then waits forever."""
    never = pipe.with_name("never")
    os.mkfifo(never)
    return f"fr {phase} tell {pipe}\nfr {phase} wait {never}\n"


def leftovers(folder: Path) -> list[str]:
    """Return what a build should not leave: incomplete files and temporary folders."""
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*")]
    return [name for name in names if "work" in name or re.search(r"/\.[^p]|\.old", name)]


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("phase", ["reading", "pdf", "epub"])
def test_a_signal_ends_it_all(
    start: Any, make_root: Any, pipe: Path, stop: signal.Signals, phase: str
) -> None:
    """Three signals: exit code 130, one line of error, no process left, no incomplete file, no traceback."""
    root = make_root(acts={"a": make_waiting_acts(pipe, phase)})
    command = start("build", "--root", root.path, "-j", "2")
    with heard(command, pipe) as alive:
        assert alive.readline().strip().isdigit()
        command.send_signal(stop)
        # The pipe ends when no process has it open: the edition's process has ended.
        assert alive.read() == ""
    out, err = command.communicate(timeout=LONG)
    assert command.returncode == 130
    assert err == "interrupted: no process is left, and nothing half-made\n"
    assert all(" built " in line for line in out.splitlines())  # what had ended before
    assert leftovers(root.path / "build") == []


def test_what_a_worker_was_writing_is_removed(start: Any, make_root: Any, pipe: Path) -> None:
    """An edition that is ended while it writes into a cache leaves no half of a file there."""
    root = make_root(acts={"a": make_waiting_acts(pipe)})
    command = start("build", "--root", root.path, "-l", "fr")
    with heard(command, pipe) as alive:
        worker = alive.readline().strip()
        half = root.path / "build" / ".press" / "said" / f".0123456789ab.{worker}"
        half.parent.mkdir(exist_ok=True)
        half.write_text("half")
        command.send_signal(signal.SIGINT)
        assert alive.read() == ""
    assert command.wait(timeout=LONG) == 130
    assert not half.exists()


END = """
import os, signal, sys
from build_tools.cli import dispatch, main
cli = sys.modules[main.__module__]

def stop(*_):
    os.kill(os.getpid(), signal.SIGINT)
    for _ in range(1000):  # a handler runs between two steps
        pass

class Trap:
    def __del__(self):
        stop()

def wait():
    Trap()
    while True:
        pass
"""
AT_THE_END = """
ignore_signals, stops = cli._ignore_signals, iter([stop])
cli._ignore_signals = lambda: [each() for each in stops] and None or ignore_signals()
"""


@pytest.mark.parametrize(
    "work",
    ["dispatch.run_command = lambda _: wait()", f"{AT_THE_END}dispatch.run_command = lambda _: 0"],
    ids=["in a destructor", "at the end"],
)
def test_a_signal_at_any_instant(work: str) -> None:
    """A signal where Python drops exceptions ends the command too; one at the very end is no traceback."""
    code = f"{END}{work}\nmain()\n"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=PROJECT_DIR,
        capture_output=True,
        text=True,
        timeout=LONG,
        check=False,
    )
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr == "interrupted: no process is left, and nothing half-made\n"


def test_an_edition_dies_with_a_press_that_was_killed(start: Any, make_root: Any, pipe: Path) -> None:
    """Even SIGKILL, which cannot be handled, leaves no process behind."""
    root = make_root(acts={"a": make_waiting_acts(pipe)})
    command = start("build", "--root", root.path)
    with heard(command, pipe) as alive:
        alive.readline()
        command.kill()
        assert alive.read() == ""


def test_a_signal_while_waiting_for_another_build(start: Any, make_root: Any, pipe: Path) -> None:
    """The second build waits and reports it; if it is interrupted, the first continues."""
    root = make_root(acts={"a": make_waiting_acts(pipe)})
    first = start("build", "--root", root.path)
    with heard(first, pipe) as alive:
        alive.readline()
        second = start("build", "--root", root.path)
        line = second.stderr.readline()
        assert line == f"another build is writing to {root.path / 'build'}; waiting\n"
        second.send_signal(signal.SIGINT)
        second.communicate(timeout=LONG)
        assert (second.returncode, first.poll()) == (130, None)


def test_a_build_waits_for_no_proof(start: Any, make_root: Any, pipe: Path) -> None:
    """While a proof is made the other formats are built, and neither forgets what the other recorded."""
    root = make_root(acts={"a": make_waiting_acts(pipe, "proof")})
    proof = start("build", "--root", root.path, "-f", "proof")
    with heard(proof, pipe) as alive:
        alive.readline()
        built = start("build", "--root", root.path)
        assert built.communicate(timeout=LONG) == (built.communicate()[0], "")
        assert (built.returncode, proof.poll()) == (0, None)
        with (pipe.with_name("never")).open("w"):
            pass
    assert proof.wait(timeout=LONG) == 0
    plan = start("build", "--root", root.path, "--why", *("-f", "html", "-f", "pdf", "-f", "proof"))
    assert plan.communicate(timeout=LONG) == ("", "")
    assert leftovers(root.path / "build") == []


def test_a_proof_waits_for_another_proof(start: Any, make_root: Any, pipe: Path) -> None:
    """So does a build that makes proofs among other formats."""
    root = make_root(acts={"a": make_waiting_acts(pipe, "proof")})
    first = start("build", "--root", root.path, "-f", "proof")
    with heard(first, pipe) as alive:
        alive.readline()
        second = start("build", "--root", root.path, "-f", "html", "-f", "proof")
        line = second.stderr.readline()
        assert line == f"another build is writing to {root.path / 'build'}; waiting\n"
        second.send_signal(signal.SIGINT)
        second.communicate(timeout=LONG)
        assert (second.returncode, first.poll()) == (130, None)


def test_what_a_killed_proof_left_is_swept_by_the_next(start: Any, make_root: Any, pipe: Path) -> None:
    """A build of other formats leaves the work of a proof alone."""
    root = make_root(acts={"a": make_waiting_acts(pipe, "proof")})
    proof = start("build", "--root", root.path, "-f", "proof")
    with heard(proof, pipe) as alive:
        alive.readline()
        proof.kill()
        assert alive.read() == ""
    assert leftovers(root.path / "build") != []
    (root.source / "a" / "acts.txt").write_text("")
    assert start("build", "--root", root.path, "-f", "proof").wait(timeout=LONG) == 0
    assert leftovers(root.path / "build") == []


@pytest.mark.parametrize(("acts", "code"), [("", 0), ("fr pdf mend it\n", 1)])
def test_a_closed_pipe_is_no_error(start: Any, make_root: Any, acts: str, code: int) -> None:
    """`editions build | head -0` reports no error and exits as the build did."""
    reads, writes = os.pipe()
    os.close(reads)
    root = make_root(acts={"a": acts})
    command = start("build", "--root", root.path, stdout=writes)
    os.close(writes)
    _, err = command.communicate(timeout=LONG)
    assert command.returncode == code
    assert "pipe" not in err.lower()


def test_an_edition_that_is_terminated_has_failed(start: Any, make_root: Any) -> None:
    """A signal to the process of one edition fails this edition, not the build."""
    command = start("build", "--root", make_root(acts={"a": "fr html terminate\n"}).path, "-j1")
    out, err = command.communicate(timeout=LONG)
    assert command.returncode == 1
    assert "the process that made a-fr was killed by signal 15" in err
    assert "3 built, 3 failed" in out


def test_a_pipe_gets_no_sign_of_a_terminal(start: Any, make_root: Any) -> None:
    """Output to a pipe has neither progress nor colours, whatever TERM is."""
    root = make_root(acts={"a": "fr pdf mend it\n"})
    command = start("build", "--root", root.path, env=environment(TERM="xterm-256color"))
    out, err = command.communicate(timeout=LONG)
    assert command.returncode == 1
    assert SIGN not in out + err
    assert "\r" not in out + err


def environment(**changes: str) -> dict[str, str]:
    """Return the environment of this process with changes, and no setting for colours."""
    from build_tools.paths import PROJECT_DIR

    kept = {name: value for name, value in os.environ.items() if "COLOR" not in name}
    return kept | {"PYTHONPATH": str(PROJECT_DIR), "COLUMNS": "100", **changes}


@pytest.fixture
def on_terminal(start: Any) -> Any:
    """Return a function that runs the command on a terminal and returns its output."""

    def run(*arguments: object, **changes: str) -> str:
        ours, theirs = pty.openpty()
        command = start(
            *arguments,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=environment(**{"TERM": "xterm-256color", **changes}),
        )
        os.close(theirs)
        shown = b"".join(iter(lambda: _read(ours), b""))
        command.wait(timeout=LONG)
        os.close(ours)
        return shown.decode("utf-8")

    return run


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # the other end is closed
        return b""


def test_a_terminal_shows_progress_and_a_table(on_terminal: Any, make_root: Any) -> None:
    """A terminal shows editions, phases and the time left, then a table in colours."""
    root = make_root(acts={"a": "fr pdf mend it\n"})
    shown = on_terminal("build", "--root", root.path)
    assert "0 of 2 editions" in shown
    assert "a en: reading" in shown
    assert re.search(r"\d:\d\d", shown)
    assert "publication" in shown
    assert "5 built, 1 failed, 1 error" in shown
    assert f"{SIGN}31m" in shown


def test_no_color_is_respected(on_terminal: Any, make_root: Any) -> None:
    """With NO_COLOR a terminal shows progress without any colour."""
    root = make_root(acts={"a": "fr pdf mend it\n"})
    shown = on_terminal("build", "--root", root.path, NO_COLOR="1")
    assert "of 2 editions" in shown
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]m", shown)


def test_a_dumb_terminal_gets_plain_lines(on_terminal: Any, make_root: Any) -> None:
    """If the cursor cannot be moved, there is no progress display."""
    shown = on_terminal("build", "--root", make_root().path, TERM="dumb")
    assert SIGN not in shown
    assert "6 built in" in shown


def test_quiet_is_silent_on_a_terminal_too(on_terminal: Any, make_root: Any) -> None:
    """With -q a successful build prints nothing."""
    assert on_terminal("build", "-q", "--root", make_root().path) == ""


@pytest.mark.parametrize("file", ["build", "build/.press", "build/editions"])
def test_a_file_in_the_way_is_a_line(start: Any, make_root: Any, file: str) -> None:
    """A file where a folder is needed is reported, never overwritten, without a traceback."""
    root = make_root()
    way = root.path / file
    way.parent.mkdir(exist_ok=True)
    way.write_text("mine")
    command = start("build", "--root", root.path)
    _, err = command.communicate(timeout=LONG)
    assert command.returncode in {1, 2}
    assert "Traceback" not in err
    assert re.match(r"(cli/output|build/in-the-way) .*file", err)
    assert way.read_text() == "mine"


def test_nothing_to_do_imports_nothing_heavy(start: Any, make_root: Any) -> None:
    """A build with nothing to do imports no Sphinx, no WeasyPrint, no rich."""
    root = make_root()
    start("build", "-q", "--root", root.path).communicate(timeout=LONG)
    command = start("build", "--root", root.path, env=environment(PYTHONPROFILEIMPORTTIME="1"))
    out, err = command.communicate(timeout=LONG)
    assert "6 fresh in" in out
    imported = {line.split("|")[-1].strip().split(".")[0] for line in err.splitlines()}
    heavy = {"sphinx", "docutils", "weasyprint", "rich", "multiprocessing"}
    assert "click" in imported
    assert imported & heavy == set()
    assert "babel.messages" not in err
    assert "fontTools.ttLib" not in err  # of fontTools only its table of scripts


@pytest.mark.parametrize("package", ["click", "sphinx", "weasyprint"])
def test_a_package_that_was_removed_is_a_line_and_2(package: str, make_root: Any) -> None:
    """An environment that lacks a package is one line with its remedy, and no traceback."""
    root = make_root({"a": ["en"]})
    code = f"import sys; sys.modules[{package!r}] = None\nfrom build_tools.cli import main; main()"
    words = [sys.executable, "-c", code, "--root", root.path, "build"]
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=PROJECT_DIR, timeout=60)
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("cli/environment ")
    assert package in line
    assert line.endswith(" — rm -r .venv, then start ./editions again")
