"""Remedies: takes what is wrong, gives the command that mends it."""

from __future__ import annotations

import shutil

RENEW = "rm -r .venv && ./editions doctor"


def install(package: str) -> str:
    """Return the command that installs a Debian package; elsewhere, the words for it."""
    if shutil.which("apt-get"):
        return f"sudo apt-get install --no-install-recommends {package}"
    return f"install what Debian calls {package}"
