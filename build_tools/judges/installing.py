"""Installing judges: takes this environment, gives it those of PyPI and npm that the locks name.

Debian's packages are the launcher's work. Those of npm are made beside their place and moved
there whole; an installation that was cut short is begun anew. With nothing to do, nothing starts.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from build_tools import layout
from build_tools.errors import UserError
from build_tools.judges import versions, where
from build_tools.judges.starting import Ended, run, scratch

Say = Callable[[str], None]
PATIENCE = 1800
PIP = "-m pip install -q --no-deps --require-hashes --only-binary :all: --disable-pip-version-check"
NPM = "ci --ignore-scripts --no-audit --no-fund --loglevel=error"
FILES = ("package.json", "package-lock.json")


def install(say: Say) -> None:
    """Install what is lacking, and say what takes time.

    Raises Mendable `judges/pypi` or `judges/npm` where it cannot be had.
    """
    with _alone():
        _python(say)
        _npm(say)


@contextmanager
def _alone() -> Iterator[None]:
    """Wait until no other command installs into this environment."""
    import fcntl

    with versions.LOCK.open("rb") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def _python(say: Say) -> None:
    # What stands where an installation was cut short is not believed.
    half = layout.safe_join(Path(sys.prefix), "judges-half")
    if versions.has_python() and not half.exists():
        return
    say("installing the judges that are Python packages")
    anew = ["--force-reinstall"] if half.exists() else []
    half.touch()
    with scratch() as folder:
        command = [sys.executable, *PIP.split(), *anew, "-r", str(versions.LOCK)]
        _checked("pypi", "pip", _run(command, folder))
    half.unlink()


def _npm(say: Say) -> None:
    if versions.has_npm():
        return
    say("installing the judges that are npm packages")
    node = where.node()
    if node is None or not node.is_file():
        raise UserError("judges/npm", "there is no npm", remedy="rm -r .venv, then start again")
    with scratch(beside=where.NPM) as folder:
        made = folder.joinpath("judges")
        made.mkdir()
        for name in FILES:
            shutil.copy(Path(__file__).with_name(name), made)
        command = [str(node), str(where.npm()), *NPM.split(), "--prefix", str(made)]
        _checked("npm", "npm", _run(command, folder))
        layout.move_atomically(made, where.NPM)


def _run(command: list[str], folder: Path) -> Ended:
    """Run a client of a registry with all that its user has set for it."""
    return run(command[0], command, folder=folder, patience=PATIENCE, more=dict(os.environ))


def _checked(code: str, name: str, ended: Ended) -> None:
    if ended.code == 0:
        return
    lines = [line for line in ended.err.splitlines() if "error" in line.lower()]
    said = " ".join(lines[:3])[:300] or ended.last
    raise UserError(
        f"judges/{code}",
        f"{name} could not install the judges: {said}",
        remedy="see that this machine reaches the packages, then start again",
        exit_code=1,
    )
