"""Run a command, and turn every error into a line and an exit code."""

from __future__ import annotations

from collections.abc import Sequence

import click

from build_tools import __version__
from build_tools.cli import console, environment, options
from build_tools.cli.lazy_group import LazyGroup
from build_tools.cli.options import GlobalOptions
from build_tools.errors import UserError

COMMANDS = {
    "build": "build_tools.cli.commands.build",
    "check": "build_tools.cli.commands.check",
    "catalogue": "build_tools.cli.commands.catalogue",
    "labels": "build_tools.cli.commands.labels",
    "folios": "build_tools.cli.commands.folios",
    "serve": "build_tools.cli.commands.serve",
    "release": "build_tools.cli.commands.release",
    "site": "build_tools.cli.commands.site",
    "new": "build_tools.cli.commands.new",
    "clean": "build_tools.cli.commands.clean",
    "doctor": "build_tools.cli.commands.doctor",
    "test": "build_tools.cli.commands.test",
}


@click.command(cls=LazyGroup, modules=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@options.global_options
@click.version_option(__version__, prog_name="editions", message="%(prog)s %(version)s")
def editions() -> None:
    r"""Build charters of human rights as web pages, books and e-books, in every language.

    \b
    Example:
      editions build
      editions --root my-charters build charter-agenda -l fr
    """


def run_command(arguments: Sequence[str]) -> int:
    """Run a command and return its exit code; report errors in one line, raise only KeyboardInterrupt."""
    settings = GlobalOptions()
    try:
        return _invoke_command(arguments, settings)
    except UserError as error:
        console.echo_error(str(error))
        console.echo_findings(error.findings, quiet=True)
        return error.exit_code
    except click.UsageError as error:
        console.echo_error(_format_usage_error(error))
        return 2
    except BrokenPipeError:
        environment.discard_output(environment.get_stdout())
        return 0
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # a root's own code may raise anything
        from build_tools.tasks.report import report_crash

        crash = report_crash(error, settings.root, settings.output)
        console.echo_error(str(crash))
        return crash.exit_code


def _invoke_command(arguments: Sequence[str], settings: GlobalOptions) -> int:
    # Not `editions.main`, which reports errors and interruptions in its own way.
    try:
        with editions.make_context("editions", list(arguments), obj=settings) as context:
            result = editions.invoke(context)
    except click.exceptions.Exit as exit_request:
        return exit_request.exit_code
    return result if isinstance(result, int) else 0


def _format_usage_error(error: click.UsageError) -> str:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.format_message()
    words = " ".join(error.format_message().split())
    path = error.ctx.command_path if error.ctx else "editions"
    return f"cli/usage {words} — see {path} --help"
