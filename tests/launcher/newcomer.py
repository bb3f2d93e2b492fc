"""A new machine in a folder: the launcher, and fake programs that only record their calls."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parents[2]
NAMES = (
    "editions",
    "debian-packages.txt",
    "requirements.lock",
    "requirements-judges.lock",
    "requirements-site.lock",
    "requirements-test.lock",
)
REAL = ("cat", "chmod", "cmp", "env", "flock", "grep", "mktemp", "readlink", "rm", "sh", "sleep")

FAKES = {
    "id": 'echo "$FAKE_UID"',
    "find": 'cat "$FAKE/lists"',
    "apt-get": """
        case " $* " in *" --print-uris "*) cat "$FAKE/uris"; exit ;; esac
        echo "apt-get $*" >>"$FAKE/calls"
        [ ! -e "$FAKE/apt-fails" ] || { echo "E: no such package"; exit 100; }
        [ ! -e "$FAKE/held" ] || { echo "E: Could not get lock $(cat "$FAKE/held")."; exit 100; }
        case "$1" in install) for word; do echo "$word" >>"$FAKE/packages"; done ;; esac
    """,
    "dpkg-query": """
        while read -r name; do
            case "$*" in *" $name") printf installed; exit ;; esac
        done <"$FAKE/packages"
        exit 1
    """,
    "sudo": 'echo "sudo $*" >>"$FAKE/calls"; [ "$1" = -v ] || exec "$@"',
    "python3": """
        [ "$1 $2" != "-V " ] || { echo Python 3.9.2; exit; }
        # Without -I, modules of the caller's folder and of variables are imported.
        [ "$1" = -I ] || { echo "not isolated: $*" >>"$FAKE/calls"; exit 1; }
        shift
        case "$1 $2" in
            "-m venv")
                echo venv >>"$FAKE/calls"
                mkdir -p "$3/bin" "$3/lib/python3.13/site-packages"
                ln -s "$FAKE/bin/python3" "$3/bin/python" ;;
            "-m pip")
                echo "pip $*" >>"$FAKE/calls"
                env >"$FAKE/pip-variables"
                sleep "$(cat "$FAKE/pip-takes")"
                [ ! -e "$FAKE/pip-fails" ] || { echo "no route to the packages"; exit 1; } ;;
            */build_tools/doctor/package_index.py" "*)
                [ ! -e "$FAKE/offline" ] || { cat "$FAKE/offline" >&2; exit 1; } ;;
            "-m build_tools.doctor.package_imports")
                [ ! -e "$FAKE/pip-elsewhere" ] || { echo "click: the lock says 8, here is none"; exit 1; } ;;
            "-c import os, signal"*)
                echo "probe $*" >>"$FAKE/probes"
                [ ! -e "$FAKE/mirror-fails" ] || { cat "$FAKE/mirror-fails"; exit 100; } ;;
            "-c import sys; sys.exit(sys.version_info"*) [ ! -e "$FAKE/old-python" ] ;;
            -*) exit 1 ;;
            *) shift; echo "ran $*" ;;
        esac
    """,
}

URIS = "'file:/a/b' b 0\n'http://mirror.example/InRelease' mirror 0\n'http://mirror.example/x' x 0\n"
KNOWN = {"uris": URIS, "packages": "", "calls": "", "lists": "some lists\n", "pip-takes": "0"}


def listed(*phases: str) -> list[str]:
    """Return the packages that debian-packages.txt lists for the phases."""
    lines = (HERE / "debian-packages.txt").read_text(encoding="utf-8").splitlines()
    return [line.split()[1] for line in lines if line.split()[0] in phases]


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A checkout with its own machine; `fake` is the folder with the state of the fake programs."""

    project: Path
    fake: Path

    @classmethod
    def make(cls, folder: Path) -> Newcomer:
        """Return a Debian machine without any of the packages, but with the package lists."""
        newcomer = cls(folder / "a checkout", folder / "fake")
        newcomer.project.mkdir(parents=True)
        (newcomer.fake / "bin").mkdir(parents=True)
        for name in NAMES:
            shutil.copy(HERE / name, newcomer.project)
        for name in (*REAL, "ln", "mkdir"):
            (newcomer.fake / "bin" / name).symlink_to(str(shutil.which(name)))
        for name, body in FAKES.items():
            newcomer.program(name, body)
        for name, text in KNOWN.items():
            newcomer.knows(name, text)
        return newcomer

    def program(self, name: str, body: str) -> None:
        """Write a program of that name, and replace the one that exists."""
        path = self.fake / "bin" / name
        path.unlink(missing_ok=True)
        path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        path.chmod(0o755)

    def knows(self, name: str, text: str = "") -> None:
        """Write a file that the fake programs read."""
        (self.fake / name).write_text(text, encoding="utf-8")

    def forgets(self, name: str) -> None:
        """Delete a file that `knows` wrote."""
        (self.fake / name).unlink()

    def calls(self) -> list[str]:
        """Return the calls since this method was called last."""
        calls = (self.fake / "calls").read_text(encoding="utf-8").splitlines()
        self.knows("calls")
        return calls

    def environment(self, *, root: bool) -> dict[str, str]:
        """Return the environment variables of the fake programs."""
        return {
            "PATH": str(self.fake / "bin"),
            "FAKE": str(self.fake),
            "FAKE_UID": "0" if root else "1000",
            "TMPDIR": os.environ.get("TMPDIR", "/var/tmp"),
        }

    def begin(self, *words: str, root: bool = True, **variables: str) -> subprocess.Popen[str]:
        """Start the launcher without a terminal, and do not wait for it."""
        return subprocess.Popen(
            [self.project / "editions", *words],
            env=self.environment(root=root) | variables,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def start(self, *words: str, root: bool = True, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run the launcher without a terminal, and return the result."""
        process = self.begin(*words, root=root, **variables)
        out, err = process.communicate(timeout=30)
        return subprocess.CompletedProcess(words, process.returncode, out, err)
