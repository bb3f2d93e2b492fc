"""Define the options and arguments that several commands share."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import click

from build_tools.cli import environment
from build_tools.model import FORMATS
from build_tools.tasks import options
from build_tools.tasks.options import Options, Selection

CommandFunction = TypeVar("CommandFunction", bound=Callable[..., Any])


@dataclass(slots=True)
class GlobalOptions:
    """Hold the options that may stand before or after a command."""

    root: Path | None = None
    output: Path | None = None
    quiet: bool = False


class PathOption(click.Path):
    """Refuse a path that no disk takes: with a name that is too long, or links in a circle."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(path_type=Path, **settings)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path of an argument."""
        path = Path(os.fsdecode(super().convert(value, param, ctx)))
        try:
            path.stat()
        except OSError as error:
            if error.errno in (errno.ENAMETOOLONG, errno.ELOOP):
                words = os.strerror(error.errno)
                self.fail(f"{str(path)[:60]}…: {words}, choose another", param, ctx)
        return path


def _store_option(context: click.Context, option: click.Parameter, value: Any) -> None:
    if value and option.name:
        stored = value.absolute() if isinstance(value, Path) else value
        setattr(context.ensure_object(GlobalOptions), option.name, stored)


_global_option = partial(click.option, callback=_store_option, expose_value=False)
_folder_option = partial(_global_option, type=PathOption(), metavar="DIR")


def global_options(command: CommandFunction) -> CommandFunction:
    """Add the options to a command that may also stand before its name: --root and -q."""
    root = _folder_option(
        "--root", help="The folder that holds source/publications.toml.  [default: that of this program]"
    )
    quiet = _global_option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
    return root(quiet(command))


publications = click.argument("publications", nargs=-1, metavar="[PUBLICATION]...")
pages = click.argument("pages", nargs=-1, metavar="[PUBLICATION[/PAGE]]...")
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
    type=click.Choice(list(FORMATS)),
    help="Only this format; may be repeated. A proof, for reviewing, is made only when named, as is"
    " pdf/large, a book in large print, where the register does not list it.",
)
output = _folder_option("-o", "--output", help="The folder to build in.  [default: build/ in the root]")
workers = click.option(
    "-j",
    "--jobs",
    "workers",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many editions to make at a time.  [default: the cores]",
)
force = click.option("--force", is_flag=True, help="Build what is up to date as well.")
notes = click.option("--notes", is_flag=True, help="Show every note too: what is fuzzy, missing or allowed.")
verbose = click.option("-v", "--verbose", is_flag=True, help="Print a line for each edition as it ends.")
strict = click.option("--strict", is_flag=True, help="End with 1 where there is a warning.")
draft = click.option("--draft", is_flag=True, help="Mark every page as that of a draft.")
as_json = click.option("--json", "as_json", is_flag=True, help="Say it as JSON, with all details.")
releases = click.option(
    "--to",
    "releases",
    type=PathOption(file_okay=False),
    metavar="DIR",
    help="The folder of all releases.  [default: releases/ in the root]",
)
report = click.option(
    "--report",
    type=PathOption(dir_okay=False),
    metavar="FILE",
    help="Write the report into this file too, as JSON.",
)


def make_options(
    settings: GlobalOptions,
    *,
    publications: tuple[str, ...] = (),
    languages: tuple[str, ...] = (),
    formats: tuple[str, ...] = (),
    pages: tuple[str, ...] = (),
    since_review: bool = False,
    report: Path | None = None,
    workers: int | None = None,
    force: bool = False,
    strict: bool = False,
    is_draft: bool = False,
) -> Options:
    """Return the options of a command line for its task."""
    root = options.make_root(settings.root)
    epoch = environment.read_source_date()
    return Options(
        root=root,
        build=options.choose_build_folder(root, settings.output),
        selection=Selection(
            publications=publications,
            languages=languages,
            formats=formats,
            pages=pages,
            since_review=since_review,
        ),
        report=report.absolute() if report else None,
        workers=workers or environment.count_cores(),
        force=force,
        strict=strict,
        epoch=epoch,
        today=None if epoch else environment.get_today(),
        is_draft=is_draft,
    )
