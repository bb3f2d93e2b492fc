"""Run `editions check --twice`: build a second time and compare every byte."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

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
from build_tools.tasks.second_build import FOLDER_NAME, find_difference, run_second_build

CODE = "press/not-the-same"
REMEDY = "report it as a bug: no edition may depend on the machine it was built on"


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
        second_build = BuildFolder(work / FOLDER_NAME)
        run_second_build(options.root, second_build, built_targets, environment, workers=options.workers)
        findings = tuple(
            finding for target in built_targets for finding in _compare_outputs(options, second_build, target)
        )
    return CommandResult(rows=rows, findings=findings, exit_code=1 if findings else 0)


def _compare_outputs(options: Options, second_build: BuildFolder, target: Target) -> Iterator[Finding]:
    first, second = options.build.get_output(target), second_build.get_output(target)
    if first.is_dir():
        names = {relativize_path(file, home) for home in (first, second) for file in iter_files(home)}
        pairs = [(first / name, second / name) for name in sorted(names)]
    else:
        pairs = [(first, second)]
    for first_file, second_file in pairs:
        difference = find_difference(first_file, second_file)
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
