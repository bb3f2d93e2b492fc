"""Tools: what decides the bytes of an edition, told quickly."""

from __future__ import annotations

import subprocess
import sys
import time
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
    """Each package is told in the version that an import of it would give."""
    told = {tool.name: tool.version for tool in list_tools()}
    assert all(told[name] == version(name) for name in PACKAGE_NAMES)
    assert told["python"] == ".".join(map(str, sys.version_info[:2]))
    assert {library.name for library in libraries.LIBRARIES} <= set(told)
    assert "none" not in told.values()


def test_every_package_is_of_the_lock() -> None:
    """What decides the bytes is pinned."""
    lock = (paths.PROJECT_DIR / "requirements.lock").read_text(encoding="utf-8")
    assert set(PACKAGE_NAMES) <= {pin.name for pin in packages.parse_lock(lock)}


def test_the_order_is_always_the_same() -> None:
    """Two looks at one machine give one answer, each name once."""
    told = list_tools()
    assert told == list_tools()
    assert len({tool.name for tool in told}) == len(told)


def test_what_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tool that is missing has a row of its own, so that its coming is a change."""
    gone = tuple(replace(library, files=()) for library in libraries.LIBRARIES)
    monkeypatch.setattr(libraries, "LIBRARIES", gone)
    monkeypatch.setattr("build_tools.doctor.packages.find_package_versions", dict)
    told = {tool.name: tool.version for tool in list_tools()}
    assert {told["sphinx"], told["libpango"]} == {"none"}


def test_it_is_quick() -> None:
    """A look takes milliseconds: the best of five is under fifteen."""
    times = []
    for _ in range(5):
        start = time.perf_counter()
        list_tools()
        times.append(time.perf_counter() - start)
    assert min(times) < 0.015


def test_nothing_heavy_is_imported() -> None:
    """In a fresh interpreter a look imports none of the libraries that it tells of."""
    done = subprocess.run(
        [sys.executable, "-c", QUIET],
        cwd=paths.PROJECT_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[]\n"
