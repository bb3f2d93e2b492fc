"""The table of validators: what is installed is found from files, quickly; what is missing is named."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from build_tools import validators
from build_tools.validators import VALIDATORS, Validator, installed_files
from tests.launcher.newcomer import listed
from tests.validators.fakes import program

BY_NAME = {judge.name: judge for judge in VALIDATORS}


@pytest.fixture(autouse=True)
def _anew() -> None:
    """Clear the cache of what is known of this machine."""
    validators.clear_validator_cache()


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a machine without programs, jars and npm packages."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(installed_files, "NPM_DIR", tmp_path / "judges")
    monkeypatch.setattr(installed_files, "JAXB_JARS", (tmp_path / "jaxb.jar",))
    return tmp_path


def test_a_judge_has_one_row() -> None:
    """No name is twice in the table, and each requirement has a row."""
    assert len(BY_NAME) == len(VALIDATORS)
    assert all({*judge.requirements} <= BY_NAME.keys() for judge in VALIDATORS)


@pytest.mark.parametrize("judge", VALIDATORS, ids=lambda judge: judge.name)
def test_every_judge_is_installed_by_something(judge: Validator) -> None:
    """Each validator is in the launcher's list, or pinned by a lock of PyPI or npm."""
    if judge.kind == "program":
        assert judge.package in listed("judge")
    else:
        assert installed_files.read_locked_version(judge)


def test_what_lacks_is_named(bare: Path) -> None:
    """A validator is missing if it, or any requirement, is missing; each is named once."""
    assert validators.find_missing_validators(["ace", "axe"]) == (
        "ace",
        "chromium",
        "puppeteer",
        "axe",
    )
    assert validators.find_missing_validators(["verapdf"]) == ("java", "jaxb")
    assert validators.find_missing_validators(["nu"])
    assert validators.get_validator_version("nu") == validators.get_validator_version("java") == ""
    program(bare, "java", "exit 1")
    validators.clear_validator_cache()
    assert validators.find_missing_validators(["verapdf"]) == ("jaxb",)


def test_what_is_needed_is_named() -> None:
    """A validator has all its requirements, in the order of need."""
    assert validators.collect_requirements(["ace"]) == ("ace", "node", "chromium", "puppeteer")


def test_a_version_is_read_and_nothing_started(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Versions come from files: Java's `release`, Debian's status, npm's package.json."""
    monkeypatch.setattr(subprocess, "Popen", lambda *_: pytest.fail("something was started"))
    home = bare / "jvm"
    (home / "bin").mkdir(parents=True)
    (bare / "java").symlink_to(program(home / "bin", "java", "exit 1"))
    (home / "release").write_text('IMPLEMENTOR="x"\nJAVA_VERSION="21.0.5"\n', encoding="utf-8")
    status = bare / "status"
    status.write_text(
        "Package: other\nVersion: 9\n\n"
        "Package: chromium\nStatus: install ok installed\nVersion: 1:156.0.8-1~deb13u1\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(installed_files, "DPKG_STATUS", status)
    installed_files._read_dpkg_status.cache_clear()
    program(bare, "chromium", "exit 1")
    axe = bare / "judges" / "node_modules" / "axe-core"
    axe.mkdir(parents=True)
    (axe / "package.json").write_text('{"version": "1.2.3"}', encoding="utf-8")
    assert [validators.get_validator_version(name) for name in ("java", "chromium", "axe")] == [
        "21.0.5",
        "156.0.8",
        "1.2.3",
    ]
    assert validators.is_outdated("axe")
    installed_files._read_dpkg_status.cache_clear()


def test_a_version_that_no_file_tells(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that is not from a Debian package has a question mark for its version."""
    monkeypatch.setattr(installed_files, "DPKG_STATUS", bare / "absent")
    installed_files._read_dpkg_status.cache_clear()
    program(bare, "chromium", "exit 1")
    assert validators.get_validator_version("chromium") == "?"
    installed_files._read_dpkg_status.cache_clear()
