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
    task.install_test_validators(console.make_echo_error(quiet=settings.quiet))
    return task.run_test_steps(console.echo, quiet=settings.quiet)
