"""Versions of the tools that decide the bytes of an edition, computed quickly."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from importlib.metadata import version

import pytest

from build_tools import paths
from build_tools.doctor import PACKAGE_NAMES, libraries, list_tools, packages

QUIET = """
import sys
from build_tools.doctor import list_tools
list_tools()
loud = {"sphinx", "docutils", "weasyprint", "babel", "fontTools", "subprocess"}
print(sorted(loud & set(sys.modules)))
"""


def test_versions_are_those_that_run() -> None:
    """Each package has the version that an import would load."""
    versions = {tool.name: tool.version for tool in list_tools()}
    assert all(versions[name] == version(name) for name in PACKAGE_NAMES)
    assert versions["python"] == ".".join(map(str, sys.version_info[:2]))
    assert {library.name for library in libraries.LIBRARIES} <= set(versions)
    assert "none" not in versions.values()


def test_every_package_is_of_the_lock() -> None:
    """Every package that decides bytes is pinned."""
    # That of the tests has the packages of extras too.
    lock = (paths.PROJECT_DIR / "requirements-test.lock").read_text(encoding="utf-8")
    assert set(PACKAGE_NAMES) <= {pin.name for pin in packages.parse_lock(lock)}


def test_the_order_is_always_the_same() -> None:
    """Two calls on one machine give the same result, each name once."""
    tools = list_tools()
    assert tools == list_tools()
    assert len({tool.name for tool in tools}) == len(tools)


def test_what_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing tool has a row, so that installing it later is a change."""
    gone = tuple(replace(library, files=()) for library in libraries.LIBRARIES)
    monkeypatch.setattr(libraries, "LIBRARIES", gone)
    monkeypatch.setattr("build_tools.doctor.packages.find_package_versions", dict)
    versions = {tool.name: tool.version for tool in list_tools()}
    assert {versions["sphinx"], versions["libpango"]} == {"none"}


def test_nothing_heavy_is_imported() -> None:
    """In a fresh interpreter the call imports none of the libraries that it lists."""
    done = subprocess.run(
        [sys.executable, "-c", QUIET],
        cwd=paths.PROJECT_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[]\n"
