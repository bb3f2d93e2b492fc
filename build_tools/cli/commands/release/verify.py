"""Define `editions release verify`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from build_tools.cli import console, environment, options
from build_tools.cli.options import GlobalOptions, PathOption
from build_tools.tasks.release import verify as task
from build_tools.tasks.release.verify import VerifyResult


@click.command("verify")
@click.argument("folder", metavar="PATH", type=PathOption())
@click.option(
    "--key",
    type=PathOption(),
    metavar="PUB",
    help="The public key of who publishes, as minisign writes it: verify the signature.",
)
@click.option("--rebuild", is_flag=True, help="Build it again from its sources alone, and compare it.")
@options.report
@options.global_options
@click.pass_obj
def command(
    settings: GlobalOptions, folder: Path, key: Path | None, report: Path | None, *, rebuild: bool
) -> int:
    """Find whether a release is as it was published.

    Every file is compared with the manifest and the sums, the editions with their rows, and the archive of
    sources with the provenance; nothing is written. Exit code 1 means that something was changed. That all
    agrees does not say who made it: only a signature does, verified with a key from where you trust it.

    A release in which a program of its own lies among the texts (conf.py) is only built again if its
    signature is verified, or if the root has the same program.

    \b
    Example:
      editions release verify releases/2026.2 --key charters.pub
      editions release verify releases/2026.2 --rebuild
    """
    order = options.make_options(settings, report=report)
    result = task.verify_folder(
        order,
        folder.absolute(),
        key=key,
        rebuild=rebuild,
        environment=environment.get_environment(),
        clock=environment.read_clock,
    )
    console.echo_findings(result.findings, quiet=settings.quiet, report=order.report)
    if not settings.quiet:
        console.echo_notes(result.findings)
        for line in _format_result(result):
            console.echo(line)
    return result.exit_code


def _format_result(result: VerifyResult) -> Iterator[str]:
    if result.manifest:
        about = result.manifest
        draft = ", a draft" if about.is_draft else ""
        editions = console.count_noun(len(about.editions), "edition")
        files = console.count_noun(result.file_count, "file")
        yield f"{about.version!r:.40} of {about.date}{draft}: {editions}, {files}"
    if result.comment:
        yield f"signed: {result.comment!r:.400}"
    if result.rebuilt:
        yield f"built again: {console.count_noun(result.rebuilt, 'edition')}"
    errors = sum(one.severity == "error" for one in result.findings)
    if errors:
        yield f"it is not as it was published: {console.count_noun(errors, 'error')}"
    else:
        yield "nothing was changed since it was signed" if result.comment else "its parts agree"
