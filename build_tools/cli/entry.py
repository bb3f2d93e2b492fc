"""The one place where what went wrong turns into a line and an exit code."""

from __future__ import annotations

from collections.abc import Sequence

import click

from build_tools.cli import voice, world
from build_tools.cli.group import editions
from build_tools.cli.options import State
from build_tools.errors import UserError


def run(arguments: Sequence[str]) -> int:
    """Run a command and return its exit code; what can go wrong is told in a line.

    Raises KeyboardInterrupt alone, for whoever started the process.
    """
    state = State()
    try:
        return _called(arguments, state)
    except UserError as error:
        voice.warn(str(error))
        return error.exit_code
    except click.UsageError as error:
        voice.warn(_usage(error))
        return 2
    except BrokenPipeError:
        world.hush(world.stdout())
        return 0
    except Exception as error:
        return _unforeseen(error, state)


def _called(arguments: Sequence[str], state: State) -> int:
    # Not `editions.main`, which has ways of its own to tell of errors and interruptions.
    try:
        with editions.make_context("editions", list(arguments), obj=state) as context:
            result = editions.invoke(context)
    except click.exceptions.Exit as ended:
        return ended.exit_code
    return result if isinstance(result, int) else 0


def _usage(error: click.UsageError) -> str:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.format_message()
    words = " ".join(error.format_message().split())
    path = error.ctx.command_path if error.ctx else "editions"
    return f"cli/usage {words} — see {path} --help"


def _unforeseen(error: Exception, state: State) -> int:
    from build_tools.tasks import fault

    told = fault.told(error, state.root, state.output)
    voice.warn(str(told))
    return told.exit_code
