"""Define `editions release cut`."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from build_tools.cli import console, environment, options, progress
from build_tools.cli.options import GlobalOptions, PathOption
from build_tools.model.release import Manifest
from build_tools.tasks.release import cut as task
from build_tools.tasks.release import sealing
from build_tools.tasks.release.request import CutRequest


@click.command("cut")
@click.argument("version")
@options.publications
@options.languages
@click.option(
    "--date",
    "day",
    type=click.DateTime(formats=["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="The day of the release.  [default: today]",
)
@click.option("--note", default="", metavar="TEXT", help="What is new, in a sentence.")
@click.option(
    "--key",
    type=PathOption(dir_okay=False),
    metavar="FILE",
    help="Sign the release with this secret key, as minisign makes it.",
)
@options.draft
@options.releases
@options.output
@options.global_options
@click.pass_obj
def command(
    settings: GlobalOptions,
    version: str,
    publications: tuple[str, ...],
    languages: tuple[str, ...],
    day: datetime | None,
    note: str,
    key: Path | None,
    *,
    draft: bool,
    releases: Path | None,
) -> int:
    """Freeze what is built as the release VERSION, which stays as it is.

    What is out of date is built first, and everything is checked: an error, or what a publication requires
    and lacks, stops the release. With a publication or a language only that is published anew, and the rest
    is carried over from the release before. The next version must follow: 2026.2, 2026.10, 2027.1. A draft,
    as 2026.2-draft1, is made whatever the errors are; they are told all the same.

    \b
    Example:
      editions release cut 2026.2 --note "Article 5 as the council changed it"
      editions release cut 2026.3 inclusive-cities -l fr
      editions release cut 2027.1 --key minisign.key
    """
    order = options.make_options(settings, publications=publications, languages=languages)
    request = CutRequest(
        version=version,
        day=_choose_day(day),
        releases=(releases or order.root.releases).absolute(),
        note=" ".join(note.split()),
        is_draft=draft,
        sign=sealing.make_signer(key, _ask_password) if key else None,
    )
    with progress.show_status_line(quiet=settings.quiet) as show_status:
        shown = task.CutProgress(
            show=progress.hide_progress,
            on_check=lambda done, of: show_status(f"{done} of {of} looked at"),
            on_step=show_status,
            echo=console.echo_error,
        )
        result = task.cut_release(
            order, request, clock=environment.read_clock, progress=shown, when=environment.get_timestamp()
        )
    return _print_cut_result(settings, result, request)


def _choose_day(day: datetime | None) -> date:
    return day.date() if day else environment.get_today()


def _ask_password() -> str:
    """Return the password of a key, asked for at the terminal."""
    password: str = click.prompt("Password of the key", hide_input=True, err=True)
    return password


def _print_cut_result(settings: GlobalOptions, result: task.CutResult, request: CutRequest) -> int:
    console.echo_findings(result.findings, quiet=settings.quiet, report=None)
    if result.release and result.manifest and not settings.quiet:
        console.echo(
            _format_release(result.release.path, result.manifest, is_signed=request.sign is not None)
        )
    elif not result.release:
        errors = sum(one.severity == "error" for one in result.findings)
        console.echo_error(f"no release {request.version} was made: {console.count_noun(errors, 'error')}")
    return result.exit_code


def _format_release(folder: Path, manifest: Manifest, *, is_signed: bool) -> str:
    """Return the line on a release: `releases/2026.2: 45 editions, 42 of them carried over, signed`."""
    carried = sum(bool(one.carried_from) for one in manifest.editions)
    parts = [console.count_noun(len(manifest.editions), "edition")]
    parts += [f"{carried} of them carried over"] if carried else []
    parts += ["a draft"] if manifest.is_draft else []
    parts += ["signed"] if is_signed else []
    return f"{folder}: {', '.join(parts)}"
