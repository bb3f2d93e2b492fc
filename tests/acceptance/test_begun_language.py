"""An edition in a language that nobody has begun to translate: it is set as well as any other."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.helpers.commands import run_command

REGISTER = '[publications.a]\nlanguages = ["en", "nl"]\narticles = {"a-{n}" = "Right {roman}"}\n'
START = "The pact\n========\n\n.. toctree::\n\n   one\n"
RIGHT = ".. _a-1:\n\nRight to the City\n=================\n\nEveryone has a right to the city.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a root of an article in English and, untranslated, Dutch."""
    folder = tmp_path / "root"
    (folder / "source" / "a").mkdir(parents=True)
    (folder / "source" / "publications.toml").write_text(REGISTER)
    (folder / "source" / "a" / "index.rst").write_text(START)
    (folder / "source" / "a" / "one.rst").write_text(RIGHT)
    return folder


@pytest.mark.usefixtures("own_checks")
def test_the_number_of_an_article_is_not_printed_over_its_title(root: Path) -> None:
    """The number stays in the language of the source, on a line of its own height."""
    for words in (("build", "-l", "nl", "-f", "pdf"), ("check", "-l", "nl", "-f", "pdf")):
        done = run_command(*words, "--root", root)
    assert "Right I" in _read_pdf(root)
    assert "type/overlap" not in done.stderr


def _read_pdf(root: Path) -> str:
    file = root / "build/editions/nl/a/a-nl.pdf"
    return subprocess.run(["pdftotext", file, "-"], check=True, capture_output=True, text=True).stdout


def test_an_untranslated_sentence_names_the_source_as_it_names_itself(root: Path) -> None:
    """No word of another language, nor of another direction, stands in the middle of it."""
    done = run_command("build", "-l", "nl", "-f", "html", "--root", root)
    assert done.returncode == 0
    page = (root / "build/editions/nl/a/html/index.html").read_text("utf-8")
    assert "they stand in the source language (English)." in page
