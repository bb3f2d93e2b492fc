"""The commands by name; a command's file is imported when it is called or listed."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

import click

from build_tools import __version__
from build_tools.cli import options

COMMANDS = {
    "build": "build_tools.cli.build",
    "check": "build_tools.cli.check",
    "doctor": "build_tools.cli.doctor",
    "test": "build_tools.cli.test",
}


class Late(click.Group):
    """A group whose commands are imported late, so that starting is quick."""

    modules: Mapping[str, str] = COMMANDS

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order in which an editor needs them."""
        return list(self.modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by name, None where there is none."""
        if cmd_name not in self.modules:
            return None
        command: click.Command = import_module(self.modules[cmd_name]).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the arguments name; where there is none, say the nearest."""
        try:
            return super().resolve_command(ctx, args)
        except click.exceptions.NoSuchCommand as error:
            near = self.list_commands(ctx)
            raise click.exceptions.NoSuchCommand(
                error.command_name, possibilities=near, ctx=ctx
            ) from error


@click.command(cls=Late, context_settings={"help_option_names": ["-h", "--help"]})
@options.everywhere
@click.version_option(__version__, prog_name="editions", message="%(prog)s %(version)s")
def editions() -> None:
    """Build charters of human rights as web pages, books and e-books, in every language.

    \b
    Example:
      editions build
      editions --root my-charters build charter-agenda -l fr
    """
