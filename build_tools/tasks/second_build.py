"""Build a second time where all that may differ does, and find which bytes differ.

The second build has another folder, locale, time zone, umask, hash seed and order of processes
(reproducible-builds.org).
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime
from itertools import zip_longest
from pathlib import Path

from build_tools.errors import UserError
from build_tools.model import Target
from build_tools.paths import BuildFolder, Root

START_SCRIPT = "import sys; from build_tools.cli import main; sys.exit(main())"
# A name with a space, in no ASCII: a path must not reach a page.
FOLDER_NAME = "otra carpeta é"


def run_second_build(
    root: Root,
    build: BuildFolder,
    targets: Collection[Target],
    environment: Mapping[str, str],
    *,
    workers: int,
    is_draft: bool = False,
) -> None:
    """Build targets of a root in a process of its own; `workers` are those of the first build.

    Raises UserError `check/second-build` with the last line of a build that fails.
    """
    arguments = [sys.executable, "-P", "-c", START_SCRIPT, "build", "-q"]
    arguments += ["--root", str(root.path), "-o", str(build.path)]
    arguments += ["-j", "1" if workers > 1 else "2"]
    arguments += ["--draft"] if is_draft else []
    arguments += sorted({target.publication for target in targets}, reverse=True)
    for letter, named in (("-l", "language"), ("-f", "format")):
        for value in sorted({getattr(target, named) for target in targets}, reverse=True):
            arguments += [letter, value]
    done = subprocess.run(
        arguments,
        env=_vary_environment(environment),
        cwd="/",
        umask=0o077,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        last_line = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        message = f"the second build ended with {done.returncode}: {last_line}"
        remedy = "run editions build --force"
        raise UserError("check/second-build", message, remedy=remedy, exit_code=1)


def _vary_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of the second build: all that may differ does."""
    variables = dict(environment)
    is_utf8 = "UTF-8" in variables.get("LC_ALL", variables.get("LANG", ""))
    time_zone = "Asia/Kathmandu" if variables.get("TZ") != "Asia/Kathmandu" else "America/St_Johns"
    return variables | {
        "LC_ALL": "C" if is_utf8 else "C.UTF-8",
        "LANGUAGE": "tr",
        "TZ": time_zone,
        "PYTHONHASHSEED": "1" if variables.get("PYTHONHASHSEED") != "1" else "2",
        "HOME": "/nonexistent",
    }


def set_source_date(environment: Mapping[str, str], day: date | None) -> dict[str, str]:
    """Return an environment whose SOURCE_DATE_EPOCH is the start of a day, or is not set."""
    variables = {name: value for name, value in environment.items() if name != "SOURCE_DATE_EPOCH"}
    if day:
        start = datetime(day.year, day.month, day.day, tzinfo=UTC)
        variables["SOURCE_DATE_EPOCH"] = str(int(start.timestamp()))
    return variables


def find_difference(first: Path, second: Path) -> str:
    """Return how two files differ, or an empty string if they are the same."""
    if not second.is_file():
        return "the second build did not make this file"
    if not first.is_file():
        return "only the second build made this file"
    left, right = first.read_bytes(), second.read_bytes()
    if left == right:
        return ""
    offset = next(at for at, (a, b) in enumerate(zip_longest(left, right)) if a != b)
    return f"built twice, it differs from byte {offset}"
