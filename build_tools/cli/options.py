"""Options and arguments shared by name, so that each reads the same in every command."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, cast

import click

from build_tools.cli import world
from build_tools.model import Format
from build_tools.tasks import order
from build_tools.tasks.order import Order, Selection

F = TypeVar("F", bound=Callable[..., Any])
_FOLDER = click.Path(file_okay=True, path_type=Path)


@dataclass(slots=True)
class State:
    """What the options that stand before or after a command said."""

    root: Path | None = None
    output: Path | None = None
    quiet: bool = False


def _note(context: click.Context, option: click.Parameter, value: Any) -> None:
    state = context.ensure_object(State)
    if value and option.name:
        setattr(state, option.name, world.absolute(value) if isinstance(value, Path) else value)


def everywhere(command: F) -> F:
    """Give a command what may stand before its name too: --root and -q."""
    root = click.option(
        "--root",
        type=_FOLDER,
        metavar="DIR",
        callback=_note,
        expose_value=False,
        help="The folder that holds source/publications.toml.  [default: the press's own]",
    )
    quiet = click.option(
        "-q",
        "--quiet",
        is_flag=True,
        callback=_note,
        expose_value=False,
        help="Say nothing but errors.",
    )
    return root(quiet(command))


publications = click.argument("publications", nargs=-1, metavar="[PUBLICATION]...")
languages = click.option(
    "-l",
    "--language",
    "languages",
    multiple=True,
    metavar="LANG",
    help="Only this language; may be repeated.",
)
formats = click.option(
    "-f",
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(["html", "pdf", "epub", "proof"]),
    help="Only this format; may be repeated. A proof, for reviewing, is made only when named.",
)
output = click.option(
    "-o",
    "--output",
    type=_FOLDER,
    metavar="DIR",
    callback=_note,
    expose_value=False,
    help="The folder to build in.  [default: build/ in the root]",
)
report = click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write what was done into this file too, as JSON.",
)


def ordered(
    state: State,
    *,
    publications: tuple[str, ...] = (),
    languages: tuple[str, ...] = (),
    formats: tuple[str, ...] = (),
    report: Path | None = None,
    workers: int | None = None,
    force: bool = False,
) -> Order:
    """Return what was asked for on the command line as an Order."""
    root = order.root(state.root) if state.root else order.own_root()
    return Order(
        root=root,
        build=order.output(root, state.output),
        selection=Selection(
            publications=publications,
            languages=languages,
            formats=cast("tuple[Format, ...]", formats),
        ),
        report=world.absolute(report) if report else None,
        workers=workers or world.cores(),
        force=force,
        epoch=world.epoch(),
    )
