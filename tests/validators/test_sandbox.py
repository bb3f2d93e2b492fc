"""Running validators: a failing one gives one clear line, and leaves nothing behind."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from build_tools.errors import UserError
from build_tools.paths import PROJECT_DIR
from build_tools.process.scratch import make_scratch_folder
from build_tools.validators import MessagesByFile, ValidatorMessage, sandbox
from tests.validators.fakes import file, program

ONE = {"rule": "r", "severity": "error", "message": "m"}


def validate_with(paths: list[Path], command: list[str], patience: float = 30) -> MessagesByFile:
    """Validate files with a command."""
    with make_scratch_folder() as folder:
        named = sandbox.link_files(folder, paths)
        box = sandbox.Sandbox("Judge", folder, patience)
        ended = sandbox.run_in_sandbox(box, [*command, *named])
        return sandbox.read_messages(box, ended, named)


def writes(folder: Path, said: object) -> list[str]:
    """Return a command that writes this about its files."""
    text = json.dumps(said)
    return [str(program(folder, "judge", f"cat >messages.json <<'END'\n{text}\nEND"))]


def test_what_is_said_comes_back_by_file(tmp_path: Path, temporary: Path) -> None:
    """Each file has its messages, or none; no temporary file is left."""
    one, two = file(tmp_path, "1.pdf"), file(tmp_path, "2.pdf")
    messages = {"00000.pdf": [ONE | {"where": "page 3", "line": 7, "clause": "c"}], "00001.pdf": []}
    assert validate_with([one, two], writes(tmp_path, messages)) == {
        one: (ValidatorMessage(rule="r", severity="error", message="m", where="page 3", line=7, clause="c"),),
        two: (),
    }
    assert not [*temporary.iterdir()]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("echo the wheel came off >&2; exit 7", "ended with 7 (the wheel came off)"),
        ("exit 1", "ended with 1 (it printed nothing)"),
        ("kill -9 $$", "ended with -9"),
        ("true", "wrote no messages that can be parsed"),
        ("echo junk >messages.json", "wrote no messages that can be parsed"),
        ("echo '[1]' >messages.json", "wrote no messages that can be parsed"),
        ("echo '{\"00000.pdf\": [{}]}' >messages.json", "wrote no messages that can be parsed"),
        ('echo \'{"00000.pdf": [{"more": 1}]}\' >messages.json', "wrote no messages that can be parsed"),
        ("echo '{\"00000.pdf\": []}' >messages.json", "validated 1 of 2 files"),
        ("echo '{}' >messages.json", "validated 0 of 2 files"),
    ],
)
def test_a_judge_that_fails(tmp_path: Path, temporary: Path, body: str, words: str) -> None:
    """Any failure of a validator is an error in one line, with a remedy; nothing counts as passed."""
    paths = [file(tmp_path, "1.pdf"), file(tmp_path, "2.pdf")]
    with pytest.raises(UserError) as caught:
        validate_with(paths, [str(program(tmp_path, "judge", body))])
    assert (caught.value.code, caught.value.exit_code) == ("check/judge-failed", 1)
    assert words in caught.value.message
    assert caught.value.remedy
    assert "\n" not in str(caught.value)
    assert not [*temporary.iterdir()]


def test_a_judge_that_is_not_there(tmp_path: Path, temporary: Path) -> None:
    """A program that does not start is an error, directly or through a wrapper."""
    with pytest.raises(UserError, match=r"Judge (ended|does not start)"):
        validate_with([file(tmp_path)], [str(tmp_path / "absent")])
    assert not [*temporary.iterdir()]


def test_a_judge_that_never_ends(tmp_path: Path, temporary: Path) -> None:
    """A validator is stopped after a timeout, with all its child processes."""
    mark = tmp_path / "started"
    slow = program(tmp_path, "judge", f'sleep 600 & echo $! >"{mark}"; wait')
    with pytest.raises(UserError, match="had not ended after 1 seconds"):
        validate_with([file(tmp_path)], [str(slow)], patience=1)
    wait_for(int(mark.read_text()))
    assert not [*temporary.iterdir()]


NAMES = ["-v.pdf", "a b'c.pdf", "도시:의 권리.pdf", "a\nb.pdf", "x.p;df", "no ending"]


@pytest.mark.parametrize("name", NAMES)
def test_a_judge_sees_plain_names(tmp_path: Path, name: str) -> None:
    """A validator gets plain file names: no name can be an option or have unusual characters."""
    path = file(tmp_path, name)
    says = program(tmp_path, "judge", 'cat "$1" >&2; echo "$1" >&2; exit 9')
    with make_scratch_folder() as folder:
        named = sandbox.link_files(folder, [path])
        ended = sandbox.run_in_sandbox(sandbox.Sandbox("Judge", folder, 30), [str(says), *named])
    assert ended.err.startswith("something00000")
    assert ended.err.strip().isascii()


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """A missing file is an error: some validators would ignore it."""
    with (
        make_scratch_folder() as folder,
        pytest.raises(UserError, match=r"cannot find gone\.pdf"),
    ):
        sandbox.link_files(folder, [tmp_path / "gone.pdf"])


def test_a_judge_knows_nothing_of_us(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Our locale, home folder and Java options are not passed on."""
    for name in ("LC_ALL", "HOME", "JAVA_TOOL_OPTIONS", "NODE_OPTIONS", "DISPLAY"):
        monkeypatch.setenv(name, "ours")
    with make_scratch_folder() as folder:
        ended = sandbox.run_in_sandbox(sandbox.Sandbox("Judge", folder, 30), ["env"])
    assert "ours" not in ended.out
    assert f"HOME={folder}\n" in ended.out


SCRIPT = """
    import signal, sys
    from pathlib import Path
    from build_tools.process.scratch import make_scratch_folder
    from build_tools.process.signals import STOP_SIGNALS
    from build_tools.validators import sandbox
    def stop(*_): raise KeyboardInterrupt
    for number in STOP_SIGNALS: signal.signal(number, stop)
    with make_scratch_folder() as folder:
        sandbox.run_in_sandbox(sandbox.Sandbox("Judge", folder, 600), [sys.argv[1]])
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_judge_ends_with_us(tmp_path: Path, number: signal.Signals) -> None:
    """If we are interrupted or killed, no process is left; and no file, unless we are killed."""
    pipe, temporary = tmp_path / "pipe", tmp_path / "temporary"
    temporary.mkdir()
    os.mkfifo(pipe)
    slow = program(tmp_path, "judge", f'echo $$ >"{pipe}"; exec sleep 600')
    us = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(SCRIPT), slow],
        cwd=PROJECT_DIR,
        env={**os.environ, "TMPDIR": str(temporary)},
        stderr=subprocess.DEVNULL,
    )
    validate_with = int(pipe.read_text())
    us.send_signal(number)
    us.wait(30)
    wait_for(validate_with)
    assert number == signal.SIGKILL or not [*temporary.iterdir()]


def wait_for(number: int) -> None:
    """Wait until a process has ended; the timeout of the test is the limit."""
    try:
        handle = os.pidfd_open(number)
    except ProcessLookupError:
        return
    ended, _, _ = select.select([handle], [], [], 30)
    os.close(handle)
    assert ended
