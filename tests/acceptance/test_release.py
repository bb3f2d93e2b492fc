"""An editor publishes with one command, of whole texts; a draft is seen to be one."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from build_tools.cli.dispatch import run_command
from build_tools.paths import Root
from build_tools.paths.release_folder import ReleaseFolder
from build_tools.release.verification import verify_release

pytestmark = pytest.mark.usefixtures("own_checks")
TEXT = "The Port\n========\n\nThe port is open to all.\n"
MORE = "\nIts gates are open at night.\n"
PO = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "The Port"
msgstr "Le Port"

msgid "The port is open to all."
msgstr "Le port est ouvert à tous."
"""


@pytest.fixture
def root(make_root: Any) -> Root:
    """Return a root of one text, translated, as pages and an e-book."""
    made: Root = make_root({"a": ["en", "fr"]}, more='formats = ["html", "epub"]')
    (made.source / "a" / "index.rst").write_text(TEXT)
    catalogue = made.get_catalogue_folder("fr", "a") / "index.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text(PO)
    return made


def cut(root: Root, version: str, *more: str) -> int:
    """Cut a release as an editor does."""
    return run_command(["release", "cut", version, "--date", "2026-12-02", "--root", str(root.path), *more])


def add_key(root: Root, line: str) -> None:
    """Add a key to the publication in the register."""
    root.register.write_text(f"{root.register.read_text()}\n{line}\n")


def add_passage(root: Root) -> None:
    """Add a passage to the text that is not translated."""
    (root.source / "a" / "index.rst").write_text(TEXT + MORE)


def read_editions(root: Root, version: str) -> dict[tuple[str, str], Any]:
    """Return the rows of a release by language and format."""
    data = json.loads((root.releases / version / "manifest.json").read_bytes())
    return {(one["language"], one["format"]): one for one in data["editions"]}


def list_errors(root: Root, version: str) -> list[str]:
    """Return what a release has that is not as it was published."""
    findings = verify_release(ReleaseFolder(root.releases / version), None).findings
    return [one.message for one in findings if one.severity == "error"]


def read_texts(folder: Path) -> list[str]:
    """Return the text of each HTML page and each chapter of an e-book below a folder."""
    texts = [page.read_text() for page in folder.rglob("*.html")]
    for file in folder.rglob("*.epub"):
        with zipfile.ZipFile(file) as book:
            pages = [book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml")]
            texts += [page for page in pages if "<main" in page]
    return texts


def test_a_translation_that_is_not_whole_stops_a_release(root: Root, capfd: Any) -> None:
    """The line names the catalogue; nothing is made, and once it is translated the release is."""
    add_key(root, 'requires = "complete"')
    add_passage(root)
    assert cut(root, "2026.2") == 1
    out, err = capfd.readouterr()
    assert "locale/fr/LC_MESSAGES/a: release/lacking a release requires it complete" in err
    assert ("no release 2026.2 was made: 1 error" in err, out) == (True, "")
    assert [*root.releases.iterdir()] == []
    po = root.get_catalogue_folder("fr", "a") / "index.po"
    po.write_text(f'{PO}\nmsgid "Its gates are open at night."\nmsgstr "Ses portes sont ouvertes la nuit."\n')
    assert cut(root, "2026.2") == 0
    assert "releases/2026.2: 4 editions\n" in capfd.readouterr().out
    assert list_errors(root, "2026.2") == []


def test_every_page_of_a_draft_says_so(root: Root) -> None:
    """What a release requires does not stop it; the editions that are built stay unmarked."""
    add_key(root, 'requires = "approved"')
    assert run_command(["build", "--root", str(root.path), "-q"]) == 0
    assert cut(root, "2026.2-draft1", "--draft", "-q") == 0
    release = root.releases / "2026.2-draft1"
    assert json.loads((release / "manifest.json").read_bytes())["draft"] is True
    french, english = (read_texts(release / "editions" / tag) for tag in ("fr", "en"))
    assert len(french) >= 2
    assert [text for text in french if "Brouillon, non publié" not in text] == []
    assert [text for text in english if "Draft, not published" not in text] == []
    assert [text for text in read_texts(root.path / "build/editions") if "non publié" in text] == []
    assert list_errors(root, "2026.2-draft1") == []


def test_a_draft_is_not_carried_into_a_release(root: Root) -> None:
    """Neither is its version one that others have to follow."""
    assert cut(root, "2026.1", "-q") == 0
    add_passage(root)
    assert cut(root, "2027.1-draft1", "--draft", "-q") == 0
    assert cut(root, "2026.2", "-q", "-l", "fr") == 0
    rows = read_editions(root, "2026.2")
    assert {tag: rows[tag, "html"]["from"] for tag in ("en", "fr")} == {"en": "2026.1", "fr": None}


def test_the_last_whole_edition_of_a_language_is_held(root: Root, capfd: Any) -> None:
    """It stands in the next releases as it was, with its version and the reason, until it is whole."""
    add_key(root, 'partial = "hold"')
    assert cut(root, "2026.1") == 0
    add_passage(root)
    for version in ("2026.2", "2026.3"):
        assert cut(root, version) == 0
        assert "the release keeps its edition of 2026.1" in capfd.readouterr().err
        rows = read_editions(root, version)
        assert (rows["fr", "html"]["from"], rows["fr", "epub"]["from"]) == ("2026.1", "2026.1")
        assert rows["fr", "html"]["reason"].startswith("its translation is not whole: 6 of ")
        page = "editions/fr/a/html/index.html"
        assert (root.releases / version / page).read_bytes() == (root.releases / "2026.1" / page).read_bytes()
        assert list_errors(root, version) == []
    assert {tag: rows[tag, "html"]["from"] for tag in ("en", "fr")} == {"en": "2026.2", "fr": "2026.1"}


def test_an_edition_that_is_whole_again_is_told_as_no_older_one(root: Root, capfd: Any) -> None:
    """Neither a warning nor a reason is left of what the releases before lacked."""
    add_key(root, 'partial = "hold"')
    assert cut(root, "2026.1") == 0
    add_passage(root)
    assert cut(root, "2026.2") == 0
    (root.source / "a" / "index.rst").write_text(TEXT)
    capfd.readouterr()
    assert cut(root, "2026.3") == 0
    row = read_editions(root, "2026.3")["fr", "epub"]
    assert (row["from"], "reason" in row, capfd.readouterr().err) == ("2026.1", False, "")


def test_a_first_release_has_nothing_to_hold(root: Root, capfd: Any) -> None:
    """It shows the passages in the source language, and warns."""
    add_key(root, 'partial = "hold"')
    add_passage(root)
    assert cut(root, "2026.1") == 0
    assert "release/nothing-to-hold" in capfd.readouterr().err
    assert read_editions(root, "2026.1")["fr", "html"]["from"] is None
