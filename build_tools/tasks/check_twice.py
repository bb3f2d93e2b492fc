"""`editions check --twice`: builds a second time, otherwise, and compares every byte.

Takes an Order, gives a finding for each file that is not the same. The second build is made in
another folder, locale, time zone, umask, seed of hashes and order of processes: what an edition
is made of must not depend on where, or by whom, it was made (reproducible-builds.org).
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from pathlib import Path

from build_tools import register
from build_tools.errors import UserError
from build_tools.layout import BuildFolder, iter_files, relativize_path
from build_tools.model import CommandResult, Finding, Place, ReportRow, Target
from build_tools.press import process
from build_tools.tasks import build, check_rows, lock, places
from build_tools.tasks.order import Clock, Order, Say
from build_tools.tasks.report import reported

CODE = "press/not-the-same"
MEND = "tell what differs in bug reports: no edition may depend on the machine it was built on"
START = "import sys; from build_tools.cli import main; sys.exit(main())"
CHUNK = 1 << 16


def twice(
    order: Order, *, clock: Clock, say: Say, surroundings: Mapping[str, str]
) -> CommandResult:
    """Build what is built of the selection again and compare; write the report.

    `surroundings` are the environment variables of this call. Raises Mendable where nothing is
    built, where it is out of date, or where the second build fails.
    """
    places.refuse(order)
    named = places.report(order)
    with lock.held(order.build, say):
        return reported(
            "check", (order.build.report, *named), clock, lambda: _twice(order, surroundings)
        )


def _twice(order: Order, surroundings: Mapping[str, str]) -> CommandResult:
    asked = order.selection
    targets = register.select_targets(
        register.read(order.root), asked.publications, asked.languages, asked.formats
    )
    rows = check_rows.rows(order, targets)
    stale = {job.target for job in build.why(order)}
    for row in rows:
        if row.output is not None and row.target in stale:
            raise _stale(row)
    there = [row.target for row in rows if row.output is not None]
    with process.scratch() as work:
        # A name with a space, in no ASCII: a path must not reach a page either.
        again = BuildFolder(work / "otra carpeta é")
        _build(order, again, there, surroundings)
        found = tuple(one for target in there for one in _compared(order, again, target))
    return CommandResult(rows=rows, findings=found, exit_code=1 if found else 0)


def _build(
    order: Order, again: BuildFolder, targets: list[Target], surroundings: Mapping[str, str]
) -> None:
    words = [sys.executable, "-P", "-c", START, "build", "-q", "--root", str(order.root.path)]
    words += ["-o", str(again.path), "-j", "1" if order.workers > 1 else "2"]
    words += sorted({target.publication for target in targets}, reverse=True)
    for letter, named in (("-l", "language"), ("-f", "format")):
        for value in sorted({getattr(target, named) for target in targets}, reverse=True):
            words += [letter, value]
    done = subprocess.run(
        words,
        env=_otherwise(surroundings),
        cwd="/",
        umask=0o077,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        told = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        message = f"the second build ended with {done.returncode}: {told}"
        raise UserError(
            "check/second-build", message, remedy="run editions build --force", exit_code=1
        )


def _otherwise(surroundings: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of the second build: all that may differ does."""
    here = dict(surroundings)
    utf8 = "UTF-8" in here.get("LC_ALL", here.get("LANG", ""))
    far = "Asia/Kathmandu" if here.get("TZ") != "Asia/Kathmandu" else "America/St_Johns"
    return here | {
        "LC_ALL": "C" if utf8 else "C.UTF-8",
        "LANGUAGE": "tr",
        "TZ": far,
        "PYTHONHASHSEED": "1" if here.get("PYTHONHASHSEED") != "1" else "2",
        "HOME": "/nonexistent",
    }


def _compared(order: Order, again: BuildFolder, target: Target) -> Iterator[Finding]:
    """Yield a finding for each file of an edition that is not the same the second time."""
    first, second = order.build.get_output(target), again.get_output(target)
    if first.is_dir():
        names = {
            relativize_path(file, home) for home in (first, second) for file in iter_files(home)
        }
        pairs = [(first / name, second / name) for name in sorted(names)]
    else:
        pairs = [(first, second)]
    for one, other in pairs:
        how = _difference(one, other)
        if how:
            yield Finding(
                code=CODE,
                severity="error",
                message=f"{how} — {MEND}",
                place=Place(file=relativize_path(one, order.root.path)),
                publication=target.publication,
                language=target.language,
                format=target.format,
            )


def _difference(one: Path, other: Path) -> str:
    """Return how two files differ, empty where they do not."""
    if not other.is_file():
        return "the second build did not make this file"
    if not one.is_file():
        return "only the second build made this file"
    at = 0
    with one.open("rb") as left, other.open("rb") as right:
        for a, b in zip_longest(_chunks(left), _chunks(right), fillvalue=b""):
            if a != b:
                same = next(n for n, (x, y) in enumerate(zip_longest(a, b)) if x != y)
                return f"built twice, it differs from byte {at + same}"
            at += len(a)
    return ""


def _chunks(stream: object) -> Iterator[bytes]:
    return iter(lambda: stream.read(CHUNK), b"")  # type: ignore[attr-defined]


def _stale(row: ReportRow) -> UserError:
    target = row.target
    name = f"{target.publication} {target.language} {target.format}"
    return UserError(
        "check/out-of-date",
        f"{name} is not as its sources are now",
        remedy="run editions build first, with the same -o",
    )
