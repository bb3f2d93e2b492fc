"""Install the packages that a root's extensions ask for, into a folder of their own."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from build_tools.doctor.packages import parse_lock
from build_tools.errors import UserError
from build_tools.model import Place, Register
from build_tools.paths import Root, move_atomically, relativize_path
from build_tools.process import os_errors
from build_tools.process.lock import hold_lock
from build_tools.process.parent_death import find_parent_death_prefix
from build_tools.process.scratch import make_scratch_folder
from build_tools.tasks.options import Confirm
from build_tools.tasks.requirements import LOCK, Requirements, make_missing_error, read_requirements

PIP_OPTIONS = (
    *(
        "-vv",
        "--no-input",
        "--disable-pip-version-check",
        "--progress-bar",
        "off",
        "--no-warn-script-location",
    ),
    # One try of eight seconds for each file: pip alone tries a silent network for minutes.
    *("--retries", "0", "--timeout", "8"),
)
# What says where packages come from; all else would change what is installed, or where.
INDEX_VARIABLES = re.compile(
    "PIP_(?:INDEX_URL|EXTRA_INDEX_URL|NO_INDEX|FIND_LINKS|TRUSTED_HOST|PROXY|CERT|CLIENT_CERT)"
)


def install_missing_packages(register: Register, root: Root, confirm: Confirm) -> bool:
    """Install what a root asks for if `confirm` allows it; return whether anything was missing.

    The folder is there only when all packages are. Raises UserError if it may not, or if pip fails.
    """
    requirements = read_requirements(register, root)
    if requirements is None or requirements.is_installed:
        return False
    shown = relativize_path(root.packages, root.path)
    question = f"This root asks for {requirements.summary} in {requirements.name}. Install into {shown}?"
    if not confirm(question):
        raise make_missing_error(requirements, root)
    with os_errors.raise_as_lines(root.path, root.packages):
        root.packages.mkdir(parents=True, exist_ok=True)
        with hold_lock(root.packages), make_scratch_folder(root.packages) as scratch:
            if not requirements.is_installed:
                _run_pip(requirements, root, scratch)
                _remove_others(root.packages, scratch)
                move_atomically(scratch / "packages", requirements.folder)
    return True


def _run_pip(requirements: Requirements, root: Root, scratch: Path) -> None:
    constraints = scratch / "constraints.txt"
    pins = parse_lock(LOCK.read_text(encoding="utf-8"))
    constraints.write_text("".join(f"{pin.name}=={pin.version}\n" for pin in pins), encoding="utf-8")
    command = [
        sys.executable,
        "-I",
        "-m",
        "pip",
        "install",
        *PIP_OPTIONS,
        "--target",
        str(scratch / "packages"),
    ]
    command += ["--constraint", str(constraints), "-r", str(requirements.files[0])]
    code, printed = _run_installer(command, root.path, scratch / "log")
    if code == 0 and not any((scratch / "packages").glob("*.dist-info")):
        code, printed = 1, "pip put the packages elsewhere (see: pip config list)"
    if code:
        raise UserError(
            "requirements/pip",
            f"its packages could not be installed: {_describe_pip_failure(printed)}",
            remedy="correct that file, or let this machine reach an index (https_proxy, PIP_INDEX_URL)",
            place=Place(file=requirements.name),
        )


def _describe_pip_failure(printed: str) -> str:
    """Return why pip failed, in its own words; what it could not reach comes before what it did not find."""
    from build_tools.doctor.package_index import describe_failure

    conflict = re.search(r"^ERROR: (Cannot install .*?) because these", printed, re.MULTILINE)
    if conflict:
        return f"{conflict[1]}: another package, or this program, holds another version"
    return describe_failure(printed)[:300]


def _run_installer(command: list[str], folder: Path, log: Path) -> tuple[int, str]:
    """Run pip in a folder, in a group of processes that ends with this one; return its code and output."""
    names = {name for name in os.environ if name.startswith(("PIP_", "PYTHON"))}
    kept = {
        name: os.environ[name] for name in os.environ if name not in names or INDEX_VARIABLES.fullmatch(name)
    }
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [*find_parent_death_prefix(), *command],
            cwd=folder,
            env=kept,
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=stream,
            start_new_session=True,
        )
        try:
            code = process.wait()
        finally:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    return code, log.read_text(encoding="utf-8", errors="replace")


def _remove_others(folder: Path, scratch: Path) -> None:
    """Remove the packages of what the file asked for before, and what a killed installation left."""
    for path in folder.iterdir():
        if path != scratch:
            shutil.rmtree(path, ignore_errors=True)
