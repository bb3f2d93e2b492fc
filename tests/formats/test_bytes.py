"""Reproducible builds: the same bytes in another place, at another time, by another user."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from build_tools.paths import PROJECT_DIR, BuildFolder
from build_tools.pdf import BASE_URL
from tests.helpers.editions import ROOTS, Made, Shelf
from tests.helpers.inspect import read_html_pages, read_members

LANGUAGES = ["ar", "ko"]
COMMAND = "import os; os.umask(0o077); from build_tools.cli import main; main()"
ELSEWHERE = {
    "TZ": "Pacific/Kiritimati",
    "LANG": "tr_TR.UTF-8",
    "LC_ALL": "C",
    "PYTHONHASHSEED": "7",
    "COLUMNS": "40",
    "PYTHONPATH": str(PROJECT_DIR),
}


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the kitchen sink, built from a copy in another environment."""
    home = tmp_path_factory.mktemp("elsewhere") / "other place مدينة"
    shutil.copytree(ROOTS / "kitchen-sink", home / "root")
    chosen = [word for language in LANGUAGES for word in ("-l", language)]
    words = ["build", "--root", "root", "-o", "out", "-j", "1", *chosen]
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    subprocess.run(
        [sys.executable, "-c", COMMAND, *words],
        cwd=home,
        env=environment | ELSEWHERE,
        check=True,
        capture_output=True,
    )
    return home / "out"


def files(build: BuildFolder, language: str) -> dict[str, bytes]:
    """Return every file of an edition of the kitchen sink by its name."""
    folder = build.get_edition_folder("sink", language)
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_place_and_hour_give_the_same_bytes(shelf: Shelf, elsewhere: Path, language: str) -> None:
    """Folder, time zone, locale, umask, hash order and parallel processes change no byte."""
    here = files(shelf.edition("kitchen-sink", "sink", language).build, language)
    there = files(BuildFolder(elsewhere), language)
    assert set(here) == set(there)
    assert [name for name, data in here.items() if there[name] != data] == []
    assert {Path(name).suffix for name in here} >= {".html", ".css", ".pdf", ".epub", ".woff2"}


def opened(made: Made) -> Iterator[tuple[str, bytes]]:
    """Yield the unpacked content of an edition's files: members and streams."""
    for path in sorted(made.html.rglob("*")):
        if path.is_file():
            yield path.name, path.read_bytes()
    yield from read_members(made.epub).items()
    with pikepdf.open(made.pdf) as book:
        yield "metadata", str(book.docinfo).encode()
        for at, each in enumerate(book.objects):
            if isinstance(each, pikepdf.Stream) and "/Subtype" not in each:
                yield f"stream {at}", each.read_bytes()
            yield f"object {at}", str(each).encode()


def test_no_file_holds_a_path_of_the_machine(made: Made) -> None:
    """No file has the path of sources, program, output or the user's home."""
    paths = {PROJECT_DIR, made.build.path, ROOTS, Path.home(), Path(sys.prefix)}
    words = [f"{path}/".encode() for path in paths]
    words += [b"file:///", b"weasyprint-", BASE_URL.encode()]
    found = [name for name, data in opened(made) if any(word in data for word in words)]
    assert found == []


def test_a_book_holds_its_pictures(shelf: Shelf) -> None:
    """Each raster picture of the pages is in the book, without its path."""
    made = shelf.edition("kitchen-sink", "sink", "en")
    listed = subprocess.run(["pdfimages", "-list", made.pdf], check=True, capture_output=True)
    shown = {line.split()[0] for line in listed.stdout.splitlines()[2:]}
    asked = [
        leaf
        for leaf in read_html_pages(made.html)
        if leaf.main_element.xpath(".//img[contains(@src, 'png')]")
    ]
    assert len(shown) >= len(asked) > 1
