"""Refuses a build folder that a build must not write to."""

from __future__ import annotations

from pathlib import Path

from build_tools.errors import UserError
from build_tools.layout import Root
from build_tools.tasks.order import Order


def refuse(order: Order) -> None:
    """Raise Mendable `cli/output` where the build folder is, holds or lies in what is not its own.

    A build never writes to `source/` or `locale/`, and a root is not a build folder. Raises
    what `report` raises, too.
    """
    path = order.build.path
    place, home = path.resolve(), order.root.path.resolve()
    if place == home or home.is_relative_to(place):
        raise _refused(path, "holds the root itself")
    own = _around(order.root, place)
    if own:
        raise _refused(path, f"lies in {own}/, where a build never writes")
    if path.exists() and not path.is_dir():
        raise _refused(path, "is a file")
    report(order)


def report(order: Order) -> tuple[Path, ...]:
    """Return the file that `--report` names, if it does.

    Raises Mendable `cli/report` where it lies in `source/` or `locale/`.
    """
    return () if order.report is None else (named("report", order.report, order.root),)


def named(what: str, file: Path, root: Root) -> Path:
    """Return the file that an option names, `report` or `page`.

    Raises Mendable `cli/…` where it lies in `source/` or `locale/`.
    """
    own = _around(root, file.resolve())
    if own:
        message = f"the {what} {file} lies in {own}/, where no command writes"
        raise UserError(f"cli/{what}", message, remedy=f"name another file with --{what}")
    return file


def _around(root: Root, place: Path) -> str:
    """Return which of `source` and `locale` a place lies in, empty where in neither."""
    folders = (root.source, root.locale)
    return next((own.name for own in folders if place.is_relative_to(own.resolve())), "")


def _refused(place: Path, why: str) -> UserError:
    return UserError(
        "cli/output",
        f"the build folder {place} {why}",
        remedy="name another folder with -o, or none for the root's own build/",
    )
