"""A PDF depends neither on the languages of its user, which Pango reads, nor on files elsewhere."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from build_tools.pdf import BASE_URL, FolderFetcher

PRINTS = """
import sys
from pathlib import Path
from build_tools import fonts
from build_tools.paths import PROJECT_DIR, Root
from build_tools.pdf import write_pdf
from build_tools.register import languages

home = Path(sys.argv[1])
hebrew = languages.resolve_language("he", languages.read_layers(Root(PROJECT_DIR)))
body = "<p>\u05e2\u05d9\u05e8 the first city</p>"
style = fonts.make_print_css(fonts.select_fonts(hebrew), body, home / "cache")
style += "p { font-family: var(--font-text); }"
html = f'<html lang="he" dir="rtl"><head><style>{style}</style></head><body>{body}</body></html>'
write_pdf(html, home / "a.pdf", image_folder=home, identifier="a", is_rtl=True)
"""


def write_with_languages(home: Path, **told: str) -> bytes:
    """Return a PDF with two scripts, written on a machine with the given user languages."""
    home.mkdir()
    quiet = {k: v for k, v in os.environ.items() if k not in {"LANGUAGE", "PANGO_LANGUAGE"}}
    subprocess.run([sys.executable, "-c", PRINTS, str(home)], env=quiet | told, check=True)
    return (home / "a.pdf").read_bytes()


@pytest.mark.parametrize("name", ["LANGUAGE", "PANGO_LANGUAGE"])
def test_the_languages_of_a_machine_change_no_letter(tmp_path: Path, name: str) -> None:
    """Latin words in a Hebrew book are not shaped as Turkish if the user's language is Turkish."""
    plain, turkish = (
        write_with_languages(tmp_path / "plain"),
        write_with_languages(tmp_path / "told", **{name: "tr"}),
    )
    assert turkish == plain


def test_a_book_is_made_from_its_own_files_alone(tmp_path: Path) -> None:
    """A file outside of the folder is not read, however it is named, nor is a host asked."""
    folder = tmp_path / "book"
    folder.mkdir()
    (folder / "a b.css").write_text("own")
    (tmp_path / "secret.svg").write_text("secret")
    fetcher = FolderFetcher(folder)
    with closing(fetcher.fetch(f"{BASE_URL}a%20b.css")) as response:
        assert response.read() == b"own"
    with closing(fetcher.fetch("data:text/css,own")) as response:
        assert response.read() == b"own"
    for url in (
        (tmp_path / "secret.svg").as_uri(),
        f"{BASE_URL}../secret.svg",
        f"{BASE_URL}%2e%2e/secret.svg",
        f"{BASE_URL}{tmp_path}/secret.svg",
        "http://127.0.0.1:9/a.png",
        "ftp://127.0.0.1:9/a.png",
    ):
        with pytest.raises(ValueError, match="edition"):
            fetcher.fetch(url)
