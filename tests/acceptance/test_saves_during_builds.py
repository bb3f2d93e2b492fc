"""Files that are saved while the real commands run: what counts as fresh is made from what is there."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from build_tools.cli.dispatch import run_command

REGISTER = '[publications.a]\nlanguages = ["en", "fr"]\nformats = ["html"]\n'
CATALOGUE = (
    'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    'msgid "Light"\nmsgstr "{light}"\n'
)
# An extension of the root that saves a file, once, while Sphinx reads or while the html is written.
CONF = """
from pathlib import Path

def _save(*_):
    marker = Path({root!r}, "saved")
    if not marker.exists():
        marker.touch()
        Path({root!r}, {file!r}).write_text({text!r})

def setup(app):
    app.connect({event!r}, _save)
"""
# Saves files without end, changed and unchanged in turn.
SAVER = """
import sys, time
from pathlib import Path
texts = {file: Path(file).read_text("utf-8") for file in sys.argv[1:]}
changed = {file: text.replace("Clair", "Jour").replace("Old", "New") for file, text in texts.items()}
while True:
    for state in (changed, texts):
        for file, text in state.items():
            Path(file).write_text(text, "utf-8")
        print(flush=True)
        time.sleep(0.05)
"""
PO = "locale/fr/LC_MESSAGES/a/index.po"
RST = "source/a/index.rst"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a root of one page in two languages."""
    folder = tmp_path / "root"
    for name, text in {
        "source/publications.toml": REGISTER,
        RST: "Light\n=====\n\nOld words.\n",
        PO: CATALOGUE.format(light="Clair"),
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def build(root: Path, *words: str) -> dict[str, bytes]:
    """Build, and return what stands in its place."""
    assert run_command(["--root", str(root), "build", "-q", *words]) == 0
    out = Path(words[words.index("-o") + 1]) if "-o" in words else root / "build"
    editions = out / "editions"
    return {str(path.relative_to(editions)): path.read_bytes() for path in editions.rglob("*.*")}


@pytest.mark.parametrize(
    ("file", "text"), [(PO, CATALOGUE.format(light="Jour")), (RST, "Light\n=====\n\nNew words.\n")]
)
@pytest.mark.parametrize("event", ["builder-inited", "source-read", "env-updated"])
def test_a_save_during_a_reading(
    root: Path, tmp_path: Path, file: str, text: str, event: str, capsys: Any
) -> None:
    """A command during which a file was saved ends with what a build from nothing makes of it."""
    conf = CONF.format(root=str(root), file=file, text=text, event=event)
    (root / "source/conf.py").write_text(conf)
    made = build(root)
    assert "inputs-moved" not in capsys.readouterr().err
    assert made == build(root, "-o", str(tmp_path / "other"))
    assert any((b"Jour" if file == PO else b"New words") in data for data in made.values())
    assert run_command(["--root", str(root), "build", "--why"]) == 0
    assert "html" not in capsys.readouterr().out


def check_catalogues(root: Path) -> object:
    """Return the findings of a check of the catalogues."""
    report = root / "report.json"
    run_command(["--root", str(root), "catalogue", "check", "-q", "--report", str(report)])
    return json.loads(report.read_bytes())["findings"]


def test_findings_of_an_earlier_state_are_not_kept(root: Path) -> None:
    """What was found while a page was another is not told of the page as it is again."""
    page = (root / RST).read_text("utf-8")
    conf = CONF.format(root=str(root), file=RST, text="Dark\n====\n", event="builder-inited")
    (root / "source/conf.py").write_text(conf)
    first = check_catalogues(root)
    (root / RST).write_text(page, "utf-8")
    second = check_catalogues(root)
    shutil.rmtree(root / "build")
    assert second == check_catalogues(root)
    assert second != first


@contextmanager
def saving(*files: Path) -> Iterator[None]:
    """Save files, changed and back again, as long as the block runs."""
    saver = subprocess.Popen([sys.executable, "-c", SAVER, *map(str, files)], stdout=subprocess.PIPE)
    assert saver.stdout is not None
    saver.stdout.readline()
    try:
        yield
    finally:
        saver.kill()
        saver.communicate()


def test_files_that_are_saved_all_the_time(root: Path, tmp_path: Path, capsys: Any) -> None:
    """However often files were saved during builds, the build after the last save makes what is there."""
    texts = {root / name: (root / name).read_text("utf-8") for name in (PO, RST)}
    for number in range(2):
        with saving(*texts):
            assert run_command(["--root", str(root), "build", "-q"]) in {0, 1}
        for file, text in texts.items():  # the last save may have been cut short
            file.write_text(text, "utf-8")
        assert build(root) == build(root, "-o", str(tmp_path / str(number)))
    capsys.readouterr()
