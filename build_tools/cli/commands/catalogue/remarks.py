"""Define `editions catalogue remarks`."""

from __future__ import annotations

from pathlib import Path

import click

from build_tools.cli import console, options
from build_tools.cli.options import GlobalOptions
from build_tools.tasks.catalogue import remarks as task


@click.command("remarks")
@click.argument("file", type=options.PathOption(dir_okay=False))
@options.global_options
@click.pass_obj
def command(settings: GlobalOptions, file: Path) -> int:
    """Write what a reviewer remarked in a proof beside the messages, as comments of the .po.

    FILE is what the button below the page of a proof saves, or the proof's PDF, filled in and saved.
    Each remark becomes a comment, `# reviewer: …`, of its message; nothing else changes, and the same
    file twice adds nothing. A remark whose message is no longer there is told, and gives exit 1.

    \b
    Example:
      editions catalogue remarks charter-agenda-fr-remarks.json
      editions catalogue remarks charter-agenda-fr-proof.pdf
    """
    root = options.make_options(settings).root
    on_wait = console.make_echo_error(quiet=settings.quiet)
    result = task.add_remarks_file(root, file, on_wait)
    console.echo_findings(result.findings, quiet=settings.quiet)
    if not settings.quiet:
        for name in result.files or ("nothing new",):
            console.echo(name)
    return result.exit_code
