"""Report an unexpected error in one line, and write its traceback to a file."""

from __future__ import annotations

import tempfile
from pathlib import Path

from build_tools.errors import UserError
from build_tools.paths import BuildFolder
from build_tools.process import os_errors
from build_tools.tasks import options


def report_crash(error: Exception, root: Path | None, output: Path | None) -> UserError:
    """Return the line for an internal error; its traceback goes into the build folder."""
    crashed_root = options.make_root(root)
    build = options.choose_build_folder(crashed_root, output)
    if not build.path.parent.is_dir():
        build = BuildFolder(Path(tempfile.gettempdir()) / "editions")
    user_error = os_errors.convert_os_error(error, crashed_root.path) if isinstance(error, OSError) else None
    story = build.private / "trouble" / "command.txt"
    return user_error or os_errors.make_internal_error(error, story)
