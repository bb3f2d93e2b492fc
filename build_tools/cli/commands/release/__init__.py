"""Define `editions release`, the group of commands for what is published."""

from __future__ import annotations

import click

from build_tools.cli import options
from build_tools.cli.lazy_group import LazyGroup

RELEASE_COMMANDS: dict[str, str] = {
    "cut": "build_tools.cli.commands.release.cut",
    "verify": "build_tools.cli.commands.release.verify",
    "compare": "build_tools.cli.commands.release.compare",
    "impact": "build_tools.cli.commands.release.impact",
    "log": "build_tools.cli.commands.release.log",
}


@click.command("release", cls=LazyGroup, modules=RELEASE_COMMANDS)
@options.global_options
def command() -> None:
    """Publish what is built, and say what was published, and what changed since.

    \b
    Example:
      editions release cut 2026.2
      editions release verify releases/2026.2
    """
