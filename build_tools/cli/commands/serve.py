"""Define `editions serve`."""

from __future__ import annotations

import click

from build_tools.cli import console, environment, options
from build_tools.cli.options import GlobalOptions
from build_tools.tasks import serve as task

DEFAULT_PORT = 8000


@click.command("serve")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=DEFAULT_PORT,
    metavar="N",
    help=f"The port of this machine; 0 takes a free one.  [default: {DEFAULT_PORT}]",
)
@options.output
@options.global_options
@click.pass_obj
def command(settings: GlobalOptions, port: int) -> None:
    """Show the site in the build folder to browsers on this machine, until you press Ctrl-C.

    The first line is its address. Its files are sent as a host sends them, with the headers of its file
    _headers.

    \b
    Example:
      editions serve
      editions serve -o public --port 0
    """

    def echo_address(address: str) -> None:
        """Print the address at once, though stdout may be a pipe."""
        if not settings.quiet:
            console.echo(address)
            environment.get_stdout().flush()

    task.serve_site(options.make_options(settings).build, port, echo_address)
