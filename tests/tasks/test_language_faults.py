"""A link, a pipe or a folder among the catalogues of a language is one finding; the others go on."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools.cli import dispatch
from build_tools.paths import Root
from tests.helpers.translators import RIGHT, Translator

FRENCH = "locale/fr/LC_MESSAGES"


def _link_language(root: Root, outside: Path) -> None:
    (root.locale / "fr").rename(outside)
    (root.locale / "fr").symlink_to(outside)


def _put(make: Callable[[Path], object], name: str) -> Callable[[Root, Path], None]:
    """Return a function that puts something in the place of a catalogue, or beside the others."""

    def put(root: Root, outside: Path) -> None:
        """Put it there."""
        path = root.path / FRENCH / name
        path.unlink(missing_ok=True)
        make(path)

    return put


FAULTS: dict[str, tuple[Callable[[Root, Path], None], str]] = {
    "language": (_link_language, "layout/outside"),
    "press": (_put(lambda path: path.symlink_to("/etc/hostname"), "press.po"), "catalogue/link"),
    "press-fifo": (_put(os.mkfifo, "press.po"), "catalogue/not-a-file"),
    "zero": (_put(lambda path: path.symlink_to("/dev/zero"), "a/right.po"), "catalogue/link"),
    "loop": (_put(lambda path: path.symlink_to(path.name), "a/right.po"), "catalogue/not-a-file"),
    "fifo": (_put(os.mkfifo, "a/right.po"), "catalogue/not-a-file"),
    "folder": (_put(Path.mkdir, "a/x.po"), "catalogue/not-a-file"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_one_language_is_one_finding(
    name: str,
    make_root: Callable[..., Root],
    translator: Translator,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Update changes all other files, check names it, and another language is reviewed."""
    root = make_root({"a": ["en", "fr", "es"]})
    shutil.rmtree(root.source / "b")
    translator.updates()
    put, code = FAULTS[name]
    put(root, tmp_path / "outside")
    translator.page("a/right", RIGHT, "New here.", title="The right")
    updated = translator.updates()
    assert [(finding.code, finding.place.file.startswith(FRENCH)) for finding in updated.findings] == [
        (code, True)
    ]
    assert updated.exit_code == 1
    assert 'msgid "New here."' in translator.text("a/right", "es")
    if name not in ("language", "zero", "loop", "fifo"):
        assert 'msgid "New here."' in translator.text("a/right", "fr")
    at = ["--root", str(root.path)]
    capsys.readouterr()
    assert dispatch.run_command(["catalogue", "check", *at]) == 1
    every = capsys.readouterr().err.splitlines()
    lines = [line for line in every if "catalogue/missing" not in line]
    assert lines
    assert all(line.startswith(FRENCH) and " — " in line for line in lines), lines
    assert dispatch.run_command(["catalogue", "review", "es", "--state", "draft", *at]) == 0


def test_a_glossary_that_is_no_file_is_one_finding(translator: Translator) -> None:
    """The catalogues are updated."""
    translator.root.locale.mkdir()
    os.mkfifo(translator.root.glossary)
    for dry in (True, False):
        updated = translator.updates("fr", dry=dry)
        assert [finding.code for finding in updated.findings] == ["files/not-a-file"]
        assert updated.exit_code == 1
    assert translator.po("a/right").is_file()
