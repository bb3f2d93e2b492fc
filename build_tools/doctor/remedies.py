"""Give the commands that install what is missing."""

from __future__ import annotations

import shutil

REINSTALL_COMMAND = "rm -r .venv && ./editions doctor"


def make_install_command(package: str) -> str:
    """Return the command that installs a Debian package; on other systems, a description of it."""
    if shutil.which("apt-get"):
        return f"sudo apt-get install --no-install-recommends {package}"
    return f"install what Debian calls {package}"
