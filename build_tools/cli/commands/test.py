"""Define `editions test`."""

from __future__ import annotations

import click

from build_tools.cli import console, options
from build_tools.cli.options import GlobalOptions
from build_tools.tasks import test as task


@click.command("test")
@options.global_options
@click.pass_obj
def command(settings: GlobalOptions) -> int:
    """Run the project's own checks: style, types and tests.

    \b
    Example:
      editions test
    """
    task.install_test_validators(console.echo_error if not settings.quiet else lambda _line: None)
    return task.run_test_steps(console.echo, quiet=settings.quiet)
