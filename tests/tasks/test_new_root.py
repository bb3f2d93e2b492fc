"""`editions new` makes a root of one's own, which builds at once."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from build_tools.errors import UserError
from build_tools.paths import BuildFolder, Root
from build_tools.register import read_register
from build_tools.tasks.build import run
from build_tools.tasks.new_root import NewRoot, create_root
from build_tools.tasks.options import Options, Selection
from tests.tasks.conftest import silent


def create(folder: Path, *languages: str, **names: str) -> tuple[str, ...]:
    """Make a root."""
    new = NewRoot(folder=folder, languages=languages or ("en",), **{"id": "charter", **names})
    return create_root(
        new, creation_date="2026-01-01 00:00+0000", clock=time.monotonic, echo=lambda _line: None
    )


@pytest.mark.parametrize("languages", [("en",), ("ar", "fr"), ("ko", "he")])
def test_it_builds_at_once(languages: tuple[str, ...], tmp_path: Path) -> None:
    """Its pages and its book have its title, its articles their numbers; nothing is wrong."""
    create(tmp_path / "mine", *languages, title="N8")
    root = Root(tmp_path / "mine")
    options = Options(root=root, build=BuildFolder(root.path / "build"), selection=Selection(), workers=2)
    result = run.build_editions(options, clock=time.monotonic, show=silent, echo=lambda _line: None)
    assert {row.status for row in result.rows} == {"built"}
    assert [one for one in result.findings if one.severity != "note"] == []
    folder = root.path / "build" / "editions" / languages[0] / "charter"
    assert "N8" in (folder / "html" / "index.html").read_text("utf-8")
    book = folder / f"charter-{languages[0]}.pdf"
    text = subprocess.run(["pdftotext", str(book), "-"], check=True, capture_output=True).stdout.decode()
    assert "N8" in text


def test_it_has_a_register_sources_and_catalogues(tmp_path: Path) -> None:
    """Labels, catalogues of each further language and the words of the design are there."""
    files = create(tmp_path / "mine", "fr", "pt-BR", id="ville")
    catalogues = {
        f"locale/pt_BR/LC_MESSAGES/{name}.po" for name in ("press", "ville/index", "ville/article-1")
    }
    assert {"source/publications.toml", "source/ville/article-2.rst", *catalogues} <= set(files)
    (publication,) = read_register(Root(tmp_path / "mine")).publications
    assert (publication.id, publication.languages) == ("ville", ("fr", "pt-BR"))
    assert ".. _ville-1:" in (tmp_path / "mine/source/ville/article-1.rst").read_text("utf-8")


@pytest.mark.parametrize(
    ("names", "code"),
    [
        ({"languages": ("french",)}, "new/language"),
        ({"id": "Ma Ville"}, "new/id"),
        ({"folder": "full"}, "new/not-empty"),
    ],
)
def test_what_cannot_be_made_is_a_line(names: dict[str, Any], code: str, tmp_path: Path) -> None:
    """A wrong name or a folder with files is refused, and nothing is left behind."""
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("dear")
    folder = tmp_path / names.pop("folder", "mine")
    before = sorted(path.name for path in tmp_path.rglob("*"))
    with pytest.raises(UserError) as refused:
        create(folder, *names.pop("languages", ()), **names)
    assert refused.value.code == code
    assert sorted(path.name for path in tmp_path.rglob("*")) == before
