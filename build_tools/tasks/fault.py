"""An error that nobody foresaw: takes it, gives its one line and writes the rest into a file."""

from __future__ import annotations

import tempfile
from pathlib import Path

from build_tools.errors import UserError
from build_tools.layout import BuildFolder
from build_tools.press import trouble
from build_tools.tasks import order


def told(error: Exception, root: Path | None, output: Path | None) -> UserError:
    """Return the line for an error of the press; its traceback goes into the build folder."""
    home = order.root(root) if root else order.own_root()
    build = order.output(home, output)
    if not build.path.parent.is_dir():
        build = BuildFolder(Path(tempfile.gettempdir()) / "editions")
    told = trouble.mendable(error, home.path) if isinstance(error, OSError) else None
    return told or trouble.internal(error, build.private / "trouble" / "command.txt")
