"""Installation of validators: complete or not at all, once, and only what a lock names."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from build_tools.errors import UserError
from build_tools.validators import install, installed_files
from tests.validators.fakes import program

# Write a package where npm would, and record the call.
GOOD = """
while [ "$1" != --prefix ]; do echo "$1" >>"$CALLS"; shift; done
mkdir -p "$2/node_modules/axe-core" && echo '{}' >"$2/node_modules/axe-core/package.json"
"""
BAD = "mkdir -p node_modules; echo 'npm error code ENOTFOUND' >&2; echo 'npm error a log' >&2; exit 1"


class Npm:
    """An environment of its own, with a fake npm that records its calls."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder / "an environment"
        self.folder.mkdir()
        self.calls = folder / "calls"
        self.calls.touch()
        self.said: list[str] = []
        monkeypatch.setenv("CALLS", str(self.calls))
        monkeypatch.setattr(installed_files, "NPM_DIR", self.folder / "judges")
        monkeypatch.setattr(installed_files, "locate_node", lambda: folder / "node")
        monkeypatch.setattr(sys, "prefix", str(self.folder))
        monkeypatch.setattr(installed_files, "has_python_packages", lambda: True)
        self.does(GOOD)

    def does(self, body: str) -> None:
        """Replace the fake npm."""
        program(self.folder.parent, "node", body)

    def install(self) -> str:
        """Install, and return the output and the calls of npm."""
        self.said.clear()
        self.calls.write_text("")
        install.install_validators(self.said.append)
        return self.calls.read_text()


@pytest.fixture
def npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Npm:
    """Return an environment without validators."""
    return Npm(tmp_path, monkeypatch)


def test_npm_installs_what_its_lock_names(npm: Npm) -> None:
    """The lock of npm is installed without scripts; everything is moved into place at once."""
    called = npm.install()
    assert npm.said == ["installing the validators from npm"]
    assert called.split()[1:3] == ["ci", "--ignore-scripts"]
    assert (installed_files.NPM_DIR / "node_modules" / "axe-core").is_dir()
    assert [path.name for path in npm.folder.iterdir()] == ["judges"]
    assert installed_files.has_npm_packages()


def test_with_nothing_to_do_nothing_is_started(npm: Npm) -> None:
    """Installed validators are kept; after a change of the lock they are installed again."""
    npm.install()
    assert (npm.install(), npm.said) == ("", [])
    (installed_files.NPM_DIR / "package-lock.json").write_text("{}")
    (installed_files.NPM_DIR / "old").touch()
    assert npm.install()
    assert not (installed_files.NPM_DIR / "old").exists()


def test_what_npm_cannot_have(npm: Npm) -> None:
    """If npm fails, its output is in the error, and the previous installation is kept."""
    npm.install()
    (installed_files.NPM_DIR / "package-lock.json").write_text("{}")
    npm.does(BAD)
    with pytest.raises(UserError, match=r"npm error code ENOTFOUND") as caught:
        npm.install()
    assert (caught.value.code, caught.value.exit_code) == ("judges/npm", 1)
    assert (installed_files.NPM_DIR / "node_modules" / "axe-core").is_dir()
    assert [path.name for path in npm.folder.iterdir()] == ["judges"]


def test_what_pip_left_half_done_is_begun_anew(
    npm: Npm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If pip was interrupted, everything is installed again."""
    pip = program(tmp_path, "python", 'echo "$*" >>"$CALLS"; exit 1')
    monkeypatch.setattr(sys, "executable", str(pip))
    monkeypatch.setattr(installed_files, "has_python_packages", lambda: False)
    with pytest.raises(UserError, match="pip could not install"):
        npm.install()
    program(tmp_path, "python", 'echo "$*" >>"$CALLS"')
    monkeypatch.setattr(installed_files, "has_python_packages", lambda: True)
    called = npm.install()
    assert "--force-reinstall" in called
    assert "--require-hashes" in called
    assert str(installed_files.LOCK) in called
    assert "--force-reinstall" not in npm.install()


def test_the_two_files_of_npm_agree() -> None:
    """The lock has the versions of package.json."""
    folder = Path(install.__file__).parent
    asked = json.loads((folder / "package.json").read_text(encoding="utf-8"))["dependencies"]
    lock = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert lock[""]["dependencies"] == asked
