"""The code that finds out that there is nothing to do imports no heavy library."""

from __future__ import annotations

import subprocess
import sys

import pytest

from build_tools.paths import PROJECT_DIR

HEAVY = {
    "sphinx", "docutils", "weasyprint", "pydyf", "rich", "fontTools", "uharfbuzz", "babel",
    "jinja2", "multiprocessing",
}  # fmt: skip


def _loaded(code: str) -> set[str]:
    """Return the modules that a fresh interpreter has loaded after some code."""
    asked = f"import sys\n{code}\nprint(*sys.modules, sep='\\n')"
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=PROJECT_DIR, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "room", ["model", "script_direction", "errors", "paths", "register", "build_plan", "cli"]
)
def test_a_room_is_light(room: str) -> None:
    """Importing the room loads no library that reads or writes editions."""
    loaded = _loaded(f"import build_tools.{room}")
    assert f"build_tools.{room}" in loaded
    assert loaded & HEAVY == set()


def test_reading_the_register_is_light() -> None:
    """The register itself needs only Babel's locale data and fontTools' table of scripts."""
    loaded = _loaded(
        "from build_tools import paths, register\nregister.read_register(paths.Root(paths.PROJECT_DIR))"
    )
    assert loaded & HEAVY == {"babel", "fontTools"}
    assert "fontTools.ttLib" not in loaded
    assert not any(name.startswith("babel.messages") for name in loaded)


def test_a_build_imports_nothing_of_an_update() -> None:
    """What a build of pages imports before it forks is what its editions need."""
    loaded = _loaded("from build_tools.runner import preload\npreload.preload_formats(['html'])")
    assert "build_tools.catalogues.compile" in loaded
    assert [name for name in loaded if name.startswith("build_tools.catalogues.update")] == []
    assert {"weasyprint", "statistics"}.isdisjoint(loaded)
