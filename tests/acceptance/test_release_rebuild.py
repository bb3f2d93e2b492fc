"""`editions release verify --rebuild`: a release is built again from its archive alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from build_tools import doctor
from build_tools.model import Target
from build_tools.paths import PROJECT_DIR, iter_files, relativize_path
from build_tools.paths.release_folder import ReleaseFolder
from tests.conftest import MakeRoot
from tests.helpers.sealed_releases import Seal, describe_edition, seal_release

START = "import sys; from build_tools.cli import main; sys.exit(main())"
PAGE = "editions/en/a/html/index.html"


def run_command(*words: object, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder where nothing else is."""
    return subprocess.run(
        [sys.executable, "-P", "-c", START, *map(str, words)],
        env=os.environ | {"PYTHONPATH": str(PROJECT_DIR)},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def release(make_root: MakeRoot, tmp_path: Path) -> ReleaseFolder:
    """Return a release of the web pages of a small root, which is then gone."""
    root = make_root({"a": ["en"]})
    folder = tmp_path / "releases" / "2026.2"
    done = run_command("build", "-q", "-f", "html", "--root", root.path, "-o", folder, folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    for file in (folder / "report.json", *(folder / ".press").rglob("*")):
        if file.is_file():
            file.unlink()
    sources = {relativize_path(file, root.path): file.read_bytes() for file in iter_files(root.path)}
    root.path.rename(tmp_path / "elsewhere")
    edition = describe_edition(folder, PAGE, Target("a", "en", "html"))
    tools = {tool.name: tool.version for tool in doctor.list_tools()}
    return seal_release(folder, Seal(editions=(edition,), sources=sources, tools=tools, fonts={}))


def test_a_release_is_built_again_from_itself(release: ReleaseFolder, tmp_path: Path) -> None:
    """From the archive alone, in another environment, come the same bytes."""
    done = run_command("release", "verify", release.path, "--rebuild", folder=tmp_path)
    assert (done.returncode, done.stdout.splitlines()[-2:]) == (
        0,
        ["built again: 1 edition", "its parts agree"],
    )


def test_pages_of_other_texts_are_found(release: ReleaseFolder, tmp_path: Path) -> None:
    """A page that does not come from the texts in the archive is told, though all is sealed anew."""
    page = release.path / PAGE
    page.write_bytes(page.read_bytes().replace(b"Title", b"Other"))
    edition = describe_edition(release.path, PAGE, Target("a", "en", "html"))
    elsewhere = tmp_path / "elsewhere"
    sources = {relativize_path(file, elsewhere): file.read_bytes() for file in iter_files(elsewhere)}
    seal_release(release.path, Seal(editions=(edition,), sources=sources, tools={}, fonts={}))
    assert run_command("release", "verify", release.path, folder=tmp_path).returncode == 0
    done = run_command("release", "verify", release.path, "--rebuild", folder=tmp_path)
    assert done.returncode == 1
    assert f"{PAGE}: release/not-the-same built twice, it differs from byte" in done.stderr
