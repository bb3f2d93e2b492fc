"""An edition that is not whole says so to its readers."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import html

from tests.helpers.commands import run_command

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
TITLE = 'msgid "The rights"\nmsgstr "Les droits"\n\n'
WORDS = 'msgid "Everyone has a right to the city."\nmsgstr "Chacun a droit à la ville."\n'
NOTICE = "Sur 100 mots, {} ne sont pas encore traduits : ils figurent dans la langue source (anglais)."


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a root of one page, in English and French."""
    folder = tmp_path / "root"
    (folder / "source" / "a").mkdir(parents=True)
    (folder / "locale" / "fr" / "LC_MESSAGES" / "a").mkdir(parents=True)
    (folder / "source" / "publications.toml").write_text('[publications.a]\nlanguages = ["en", "fr"]\n')
    (folder / "source" / "a" / "index.rst").write_text(
        "The rights\n==========\n\nEveryone has a right to the city.\n"
    )
    return folder


def read_editions(root: Path, language: str) -> Iterator[str]:
    """Build an edition; yield the text of its page's status line, and of its imprints."""
    done = run_command("build", "--root", root, "-l", language)
    assert done.returncode == 0, done.stderr
    folder = root / "build" / "editions" / language / "a"
    page = html.fromstring((folder / "html" / "index.html").read_bytes())
    yield page.xpath("string(//*[contains(@class, 'standing')])")
    yield page.xpath("string(//*[@id='imprint'])")
    with ZipFile(folder / f"a-{language}.epub") as book:
        pages = [book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml")]
    yield " ".join(pages)
    file = folder / f"a-{language}.pdf"
    yield subprocess.run(["pdftotext", file, "-"], check=True, capture_output=True, text=True).stdout


def normalize_spaces(text: str) -> str:
    """Return a text with plain single spaces."""
    return " ".join(text.replace("\N{NARROW NO-BREAK SPACE}", " ").split())


@pytest.mark.parametrize(("catalogue", "percent"), [(TITLE, 78), ("", 100), (TITLE + WORDS, 0)])
def test_an_edition_says_how_much_is_not_translated(root: Path, catalogue: str, percent: int) -> None:
    """The line under the title and the imprint of each format say it; a whole edition says nothing."""
    (root / "locale/fr/LC_MESSAGES/a/index.po").write_text(HEADER + catalogue)
    notice = normalize_spaces(NOTICE.format(percent))
    found = [notice in normalize_spaces(text) for text in read_editions(root, "fr")]
    assert found == [percent > 0] * 4


def test_the_source_is_always_whole(root: Path) -> None:
    """An edition in the language of the source says nothing of it."""
    assert not any("not translated" in text for text in read_editions(root, "en"))
