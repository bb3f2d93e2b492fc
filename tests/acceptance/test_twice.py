"""`editions check --twice`: editions have the same bytes wherever they are built."""

from __future__ import annotations

from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.helpers.commands import run_command

PAGE = "Title\n=====\n\nBuilt in |zone|.\n"
CONF = """import os
rst_prolog = ".. |zone| replace:: {}"
"""


def editions(root: Path, *words: str, **surroundings: str) -> CompletedProcess[str]:
    """Run the command on a root."""
    return run_command(*words, "--root", root, env=surroundings)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a root of one page with a substitution."""
    folder = tmp_path / "root"
    (folder / "source" / "a").mkdir(parents=True)
    (folder / "source" / "publications.toml").write_text('[publications.a]\nlanguages = ["en"]\n')
    (folder / "source" / "a" / "index.rst").write_text(PAGE)
    return folder


def test_what_is_built_otherwise_is_the_same(root: Path) -> None:
    """A second build in a different environment writes the same bytes in every format."""
    (root / "source" / "conf.py").write_text(CONF.format("a place"))
    assert editions(root, "build", "-q").returncode == 0
    done = editions(root, "check", "--twice")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "3 of 3 checked: nothing found\n"


def test_what_depends_on_the_machine_is_found(root: Path) -> None:
    """A source that reads the time zone gives different pages; each file is named."""
    (root / "source" / "conf.py").write_text(CONF.format('" + os.environ["TZ"] + "'))
    assert editions(root, "build", "-q", "-f", "html", TZ="Europe/Paris").returncode == 0
    done = editions(root, "check", "--twice", "-f", "html", TZ="Europe/Paris")
    assert done.returncode == 1
    line = "build/editions/en/a/html/index.html: press/not-the-same built twice, it differs from"
    assert done.stderr.startswith(line)


def test_what_is_out_of_date_is_not_compared(root: Path) -> None:
    """If the sources have changed since the build, the remedy is to build first."""
    (root / "source" / "conf.py").write_text(CONF.format("a place"))
    assert editions(root, "build", "-q", "-f", "html").returncode == 0
    (root / "source" / "a" / "index.rst").write_text(f"{PAGE}\nMore.\n")
    done = editions(root, "check", "--twice", "-f", "html")
    assert done.returncode == 2
    assert "check/out-of-date a en html" in done.stderr
