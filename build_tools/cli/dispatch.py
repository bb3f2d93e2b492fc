"""Run a command, and turn every error into a line and an exit code."""

from __future__ import annotations

from collections.abc import Sequence

import click

from build_tools.cli import console, environment
from build_tools.cli.group import editions
from build_tools.cli.options import GlobalOptions
from build_tools.errors import UserError


def run_command(arguments: Sequence[str]) -> int:
    """Run a command and return its exit code; report errors in one line.

    Raises only KeyboardInterrupt, for the caller that started the process.
    """
    settings = GlobalOptions()
    try:
        return _invoke_command(arguments, settings)
    except UserError as error:
        console.echo_error(str(error))
        return error.exit_code
    except click.UsageError as error:
        console.echo_error(_format_usage_error(error))
        return 2
    except BrokenPipeError:
        environment.discard_output(environment.get_stdout())
        return 0
    except Exception as error:
        return _report_crash(error, settings)


def _invoke_command(arguments: Sequence[str], settings: GlobalOptions) -> int:
    # Not `editions.main`, which has ways of its own to tell of errors and interruptions.
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


def _report_crash(error: Exception, settings: GlobalOptions) -> int:
    from build_tools.tasks import crash_report

    crash = crash_report.report_crash(error, settings.root, settings.output)
    console.echo_error(str(crash))
    return crash.exit_code
