"""Set up git so that it merges catalogues message by message."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from pathlib import Path

from build_tools.errors import UserError
from build_tools.paths import write_atomically

ATTRIBUTE = "*.po merge=po"
_SETTINGS = {"merge.po.name": "Merge catalogues message by message"}


def install_merge_driver(folder: Path, launcher: Path) -> tuple[str, ...]:
    """Make git call this program where two branches changed a .po; return a line for what was set.

    Raises UserError `merge/no-git` if the folder is in no work tree of git.
    """
    top = Path(_run_git(folder, "rev-parse", "--show-toplevel").strip())
    program = f"./{launcher.name}" if launcher.parent == top.resolve() else shlex.quote(str(launcher))
    driver = f"{program} catalogue merge --name %P %O %A %B"
    for name, value in (*_SETTINGS.items(), ("merge.po.driver", driver)):
        _run_git(top, "config", name, value)
    lines = (f"git config merge.po.driver: {driver}",)
    return (*lines, *_add_attribute(top / ".gitattributes"))


def _add_attribute(path: Path) -> tuple[str, ...]:
    data = path.read_bytes() if path.is_file() else b""  # in any charset
    if ATTRIBUTE.encode() in data.splitlines():
        return (f"{path.name} has it already: {ATTRIBUTE}",)
    separator = b"" if not data or data.endswith(b"\n") else b"\n"
    write_atomically(path, data + separator + f"{ATTRIBUTE}\n".encode())
    return (f"{path.name}: {ATTRIBUTE} (commit this file)",)


def write_line_merge(base: Path, ours: Path, theirs: Path) -> None:
    """Let git merge files line by line, with its conflict markers, into `ours`."""
    git = shutil.which("git")
    if git is not None:
        labels = ("-L", "ours", "-L", "base", "-L", "theirs")
        command = [git, "merge-file", "--quiet", *labels, str(ours), str(base), str(theirs)]
        subprocess.run(command, check=False, capture_output=True)


def _run_git(folder: Path, *arguments: str) -> str:
    git = shutil.which("git")
    done = subprocess.run([git, *arguments], cwd=folder, capture_output=True, check=False) if git else None
    if done is None or done.returncode:
        message = f"{folder} is in no work tree of git"
        raise UserError("merge/no-git", message, remedy="install git, then git init", exit_code=1)
    return done.stdout.decode("utf-8", "surrogateescape")
