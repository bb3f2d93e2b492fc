"""Run `editions clean`: empty the folder of finished editions."""

from __future__ import annotations

import shutil

from build_tools.errors import UserError
from build_tools.paths import MAIN_LANE
from build_tools.process import lock, os_errors
from build_tools.tasks.options import Echo, Options, check_output


def clean_editions(options: Options, echo: Echo) -> int:
    """Remove every finished edition of a build folder, and nothing else; return how many there were.

    Raises UserError for a wrong folder, `cli/output` for one that no build wrote to, or if a file cannot be
    removed.
    """
    check_output(options)
    build = options.build
    folder = build.path / "editions"
    if not folder.is_dir():
        return 0
    if folder.is_symlink() or not build.records.is_file():
        message = f"{folder} is not what a build wrote"
        raise UserError("cli/output", message, remedy="name the build folder with -o, or remove it by hand")
    count = len([*folder.glob("*/*/*")])  # a folder of pages, a book, an e-book
    with (
        os_errors.raise_as_lines(options.root.path, build.path),
        lock.hold_build_folder(build, echo, (MAIN_LANE,)),
    ):
        for each in folder.iterdir():
            shutil.rmtree(each) if each.is_dir() and not each.is_symlink() else each.unlink()
    return count
