"""`editions test`."""

from __future__ import annotations

import click

from build_tools.cli import options, voice
from build_tools.cli.options import State
from build_tools.tasks import test as task


@click.command("test")
@options.everywhere
@click.pass_obj
def command(state: State) -> int:
    """Run the project's own checks: style, types and tests.

    \b
    Example:
      editions test
    """
    task.bring(voice.warn if not state.quiet else lambda _line: None)
    return task.verify(voice.tell, quiet=state.quiet)
