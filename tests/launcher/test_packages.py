"""Debian packages: installed as root, installed with sudo after a question, listed on other systems."""

from __future__ import annotations

import os
import pty
import subprocess
from contextlib import suppress

import pytest

from tests.launcher.newcomer import HERE, Newcomer, listed


def test_root_gets_the_packages(newcomer: Newcomer) -> None:
    """As root, all listed packages are installed in one call without a question."""
    newcomer.start()
    (call,) = [call for call in newcomer.calls() if call.startswith("apt-get")]
    assert "install -y --no-install-recommends " + " ".join(listed("run")) in call


def test_only_what_lacks_is_installed(newcomer: Newcomer) -> None:
    """Installed packages are not installed again; if none is missing, apt-get is not called."""
    *most, last = listed("run")
    newcomer.knows("packages", "\n".join(most) + "\n")
    newcomer.start()
    (call,) = [call for call in newcomer.calls() if call.startswith("apt-get")]
    assert call.endswith(f"--no-install-recommends {last}")
    (newcomer.project / ".venv" / "stamp-run").unlink()
    newcomer.start()
    assert not [call for call in newcomer.calls() if call.startswith("apt-get")]


def test_lists_are_read_where_there_are_none(newcomer: Newcomer) -> None:
    """If Debian's package lists are missing or old, they are updated first."""
    newcomer.knows("lists")
    done = newcomer.start()
    assert done.stderr.startswith("First start: updating Debian's package lists\n")
    update, install = [call for call in newcomer.calls() if call.startswith("apt-get")]
    assert update.endswith(" update")
    assert " install " in install


def test_what_apt_says_is_shown_where_it_fails(newcomer: Newcomer) -> None:
    """If a package cannot be installed, the output of apt-get is shown and the exit code is 2."""
    newcomer.knows("apt-fails")
    done = newcomer.start()
    assert done.returncode == 2
    assert "E: no such package" in done.stderr
    assert not (newcomer.project / ".venv").exists()


@pytest.mark.parametrize("lists", ["", "some lists\n"])
@pytest.mark.parametrize(
    ("printed", "reason"),
    [
        (
            "W: something\nE: Failed to fetch x  Connection failed\nE: more\n",
            "Failed to fetch x  Connection failed",
        ),
        ("", "no answer in 7 seconds"),
    ],
)
def test_a_mirror_that_does_not_answer(newcomer: Newcomer, printed: str, reason: str, lists: str) -> None:
    """One line says why and what to do, the exit code is 2, and apt-get is not called."""
    newcomer.knows("lists", lists)
    newcomer.knows("mirror-fails", printed)
    failed = newcomer.start("build")
    assert (failed.returncode, failed.stdout, newcomer.calls()) == (2, "", [])
    assert failed.stderr == (
        f"editions: no Debian package comes from the mirror: {reason} — connect this machine to the network;"
        " behind a proxy, set Acquire::http::Proxy in /etc/apt/apt.conf\n"
    )
    assert " download-file http://mirror.example/InRelease " in (newcomer.fake / "probes").read_text()
    newcomer.forgets("mirror-fails")
    assert newcomer.start("build").stdout == "ran build\n"


def test_packages_that_apt_has_need_no_mirror(newcomer: Newcomer) -> None:
    """Where apt needs nothing from a host, none is asked."""
    newcomer.knows("uris", "'file:/mirror/a.deb' a 0\n")
    newcomer.knows("mirror-fails", "E: no route\n")
    assert newcomer.start("build").stdout == "ran build\n"
    assert not (newcomer.fake / "probes").exists()


LOCKS = (
    "/var/lib/apt/lists/lock",
    "/var/cache/apt/archives/lock",
    "/var/lib/dpkg/lock-frontend",
    "/var/lib/dpkg/lock",
)
# What the fake `sleep` does: the tests never wait.
OTHER_ENDS = 'echo "sleep $*" >>"$FAKE/calls"; rm -f "$FAKE/held"'
OTHER_STAYS = '[ "$1" = 0 ] || echo "sleep $*" >>"$FAKE/calls"'


@pytest.mark.parametrize("lock", LOCKS)
def test_another_apt_is_waited_for(newcomer: Newcomer, lock: str) -> None:
    """If another apt holds any of the locks, the launcher reports that it waits, then goes on."""
    newcomer.knows("held", lock)
    newcomer.program("sleep", OTHER_ENDS)
    done = newcomer.start("build")
    assert (done.returncode, done.stdout) == (0, "ran build\n")
    assert done.stderr.splitlines()[1] == "First start: waiting for another apt to finish"
    assert [call.split()[0] for call in newcomer.calls()[:3]] == ["apt-get", "sleep", "apt-get"]


def test_another_apt_that_never_ends(newcomer: Newcomer) -> None:
    """If another apt holds its lock for five minutes, the lock is named and the exit code is 2."""
    newcomer.knows("held", LOCKS[0])
    newcomer.program("sleep", OTHER_STAYS)
    done = newcomer.start("build")
    assert done.returncode == 2
    assert f"E: Could not get lock {LOCKS[0]}." in done.stderr
    assert done.stderr.count("waiting for another apt") == 1
    assert newcomer.calls().count("sleep 5") == 60


def test_another_user_gets_the_one_command(newcomer: Newcomer) -> None:
    """Without root and without a terminal, the command is printed, nothing is done, the exit code is 2."""
    done = newcomer.start("build", root=False)
    assert (done.returncode, done.stdout, newcomer.calls()) == (2, "", [])
    assert done.stderr == (
        "editions: this machine lacks packages. This command installs them:\n"
        "    sudo apt-get update && sudo apt-get install --no-install-recommends "
        + " ".join(listed("run"))
        + "\n"
    )


def test_another_user_with_all_packages_needs_no_root(newcomer: Newcomer) -> None:
    """A user whose machine has the packages starts without sudo."""
    newcomer.knows("packages", "\n".join(listed("run")) + "\n")
    assert newcomer.start("build", root=False).stdout == "ran build\n"
    assert newcomer.calls()[0] == "venv"


def _read_to_the_end(keyboard: int) -> str:
    """Return all that was printed on a terminal which nobody has open any more; Linux ends it with EIO."""
    printed = b""
    with suppress(OSError), os.fdopen(keyboard, "rb", buffering=0) as stream:
        while data := stream.read(4096):
            printed += data
    return printed.decode()


@pytest.mark.parametrize(
    ("answer", "code", "first"),
    [("y", 0, "sudo -v"), ("n", 2, None), ("", 2, None)],
)
def test_a_terminal_is_asked(newcomer: Newcomer, answer: str, code: int, first: str | None) -> None:
    """On a terminal, `y` runs the command with sudo; any other answer exits with 2 and does nothing."""
    keyboard, terminal = pty.openpty()
    os.write(keyboard, f"{answer}\n".encode())
    try:
        done = subprocess.run(
            [newcomer.project / "editions", "build"],
            env=newcomer.environment(root=False),
            stdin=terminal,
            stderr=terminal,
            stdout=subprocess.DEVNULL,
            timeout=30,
            check=False,
        )
    finally:
        os.close(terminal)
    printed = _read_to_the_end(keyboard)
    assert done.returncode == code
    assert "Run it now? [y/N] " in printed
    calls = newcomer.calls()
    assert (calls[0] if calls else None) == first
    assert any(call.startswith("apt-get") for call in calls) == (code == 0)


def test_an_older_python_is_named(newcomer: Newcomer) -> None:
    """A Python before 3.11 is rejected with its version, and the exit code is 2."""
    newcomer.knows("old-python")
    done = newcomer.start()
    assert done.returncode == 2
    assert done.stderr.endswith("editions: Python 3.11 or newer is needed; python3 here is Python 3.9.2.\n")


def test_elsewhere_what_lacks_is_listed(newcomer: Newcomer) -> None:
    """Without apt-get, each missing requirement is a line, and the exit code is 2."""
    (newcomer.fake / "bin" / "apt-get").unlink()
    done = newcomer.start()
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "editions: install these first, then start again:",
        "    Python with its modules venv and ensurepip",
        "    GNU gettext: msgfmt and msgmerge",
        "    the library pango-1.0",
        "    the library pangoft2-1.0",
        "    the library harfbuzz-subset",
        "    a font for 'he', for example Noto",
        "    a font for 'zh', for example Noto",
        "    a font for 'ja', for example Noto",
        "    a font for 'ko', for example Noto",
    ]


def test_every_package_says_what_it_is_for() -> None:
    """Each line of the list is a phase, a name and a reason; no name is listed twice."""
    lines = (HERE / "debian-packages.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split(maxsplit=2) for line in lines if not line.startswith("#")]
    assert all(phase in {"run", "judge", "test"} and reason for phase, _, reason in rows)
    assert len({name for _, name, _ in rows}) == len(rows)
