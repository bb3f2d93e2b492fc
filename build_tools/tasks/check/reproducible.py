"""Run `editions check --twice`: build a second time and compare every byte.

The second build has another folder, locale, time zone, umask, hash seed and order of processes
(reproducible-builds.org).
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from pathlib import Path

from build_tools.errors import UserError
from build_tools.model import CommandResult, Finding, Place, Target
from build_tools.paths import BuildFolder, iter_files, relativize_path
from build_tools.process import lock, os_errors
from build_tools.process.scratch import make_scratch_folder
from build_tools.register import read_register, select_targets
from build_tools.tasks.build import run
from build_tools.tasks.check.results import make_checked_rows
from build_tools.tasks.options import Clock, Echo, Options, check_output, list_lanes
from build_tools.tasks.report import run_with_report

CODE = "press/not-the-same"
REMEDY = "report it as a bug: no edition may depend on the machine it was built on"
START_SCRIPT = "import sys; from build_tools.cli import main; sys.exit(main())"


def check_reproducibility(
    options: Options, *, clock: Clock, echo: Echo, environment: Mapping[str, str]
) -> CommandResult:
    """Build the selection again and compare with what is built; write the report.

    `environment` are the environment variables of this call. Raises UserError if nothing is
    built, if it is out of date, or if the second build fails.
    """
    reports = (options.build.report, *check_output(options))
    with (
        os_errors.raise_as_lines(options.root.path, options.build.path),
        lock.hold_build_folder(options.build, echo, list_lanes(options.selection.formats)),
    ):
        return run_with_report("check", reports, clock, lambda: _build_and_compare(options, environment))


def _build_and_compare(options: Options, environment: Mapping[str, str]) -> CommandResult:
    selection = options.selection
    targets = select_targets(
        read_register(options.root), selection.publications, selection.languages, selection.formats
    )
    rows = make_checked_rows(options, targets)
    stale = {job.target for job in run.plan_build(options)}
    built_targets = [row.target for row in rows if row.output is not None]
    for target in built_targets:
        if target in stale:
            name = f"{target.publication} {target.language} {target.format}"
            remedy = "run editions build first, with the same -o"
            raise UserError("check/out-of-date", f"{name} is not as its sources are now", remedy=remedy)
    with make_scratch_folder() as work:
        # A name with a space, in no ASCII: a path must not reach a page either.
        second_build = BuildFolder(work / "otra carpeta é")
        _run_second_build(options, second_build, built_targets, environment)
        findings = tuple(
            finding for target in built_targets for finding in _compare_outputs(options, second_build, target)
        )
    return CommandResult(rows=rows, findings=findings, exit_code=1 if findings else 0)


def _run_second_build(
    options: Options, second_build: BuildFolder, targets: list[Target], environment: Mapping[str, str]
) -> None:
    arguments = [sys.executable, "-P", "-c", START_SCRIPT, "build", "-q"]
    arguments += ["--root", str(options.root.path), "-o", str(second_build.path)]
    arguments += ["-j", "1" if options.workers > 1 else "2"]
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


def _compare_outputs(options: Options, second_build: BuildFolder, target: Target) -> Iterator[Finding]:
    first, second = options.build.get_output(target), second_build.get_output(target)
    if first.is_dir():
        names = {relativize_path(file, home) for home in (first, second) for file in iter_files(home)}
        pairs = [(first / name, second / name) for name in sorted(names)]
    else:
        pairs = [(first, second)]
    for first_file, second_file in pairs:
        difference = _find_difference(first_file, second_file)
        if difference:
            yield Finding(
                code=CODE,
                severity="error",
                message=f"{difference} — {REMEDY}",
                place=Place(file=relativize_path(first_file, options.root.path)),
                publication=target.publication,
                language=target.language,
                format=target.format,
            )


def _find_difference(first: Path, second: Path) -> str:
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
