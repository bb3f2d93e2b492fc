"""A reader's report becomes a correction: in the next release, its editions and its list."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from build_tools.cli.dispatch import run_command
from build_tools.paths import Root
from build_tools.release.source_archive import iter_archive_files
from tests.helpers.errata import write_errata
from tests.helpers.sealed_releases import write_release_file

pytestmark = pytest.mark.usefixtures("own_checks")
PAGE = ".. _ca-2:\n\nTitle\n=====\n\nAll are welcome.\n"
FRENCH = "editions/fr/a/html/index.html"


@pytest.fixture
def root(make_root: Any) -> Root:
    """Return a root of two texts in two languages, as web pages."""
    made: Root = make_root({"a": ["en", "fr"], "b": ["en", "fr"]}, more='formats = ["html"]')
    (made.source / "a" / "index.rst").write_text(PAGE)
    return made


def run(root: Root, *words: str) -> int:
    """Run a command on the root."""
    return run_command([*words, "--root", str(root.path), "-q"])


def cut(root: Root, version: str, *more: str) -> Path:
    """Cut a release as an editor does."""
    assert run(root, "release", "cut", version, "--date", "2026-12-02", *more) == 0
    return root.releases / version


def list_wrong(release: Path) -> list[str]:
    """Return the wrong words that a release lists."""
    return [one["wrong"] for one in json.loads((release / "errata.json").read_bytes())]


def test_a_release_lists_what_is_verified(root: Root) -> None:
    """The newest is first, as it stands in the root's list; the files of a release are sealed with it."""
    assert (cut(root, "2026.1") / "errata.json").read_bytes() == b"[]\n"
    write_errata(
        root,
        {"wrong": "vilain"},
        {"wrong": "reported", "state": "reported"},
        {"wrong": "« accueillis »", "date": "2026-12-01"},
        {"wrong": "earlier", "date": "2026-11-01", "language": "en"},
    )
    release = cut(root, "2026.2")
    newest, *others = json.loads((release / "errata.json").read_text("utf-8"))
    assert newest == {
        "publication": "a",
        "article": "ca-2",
        "version": "2026.1",
        "language": "fr",
        "wrong": "« accueillis »",
        "right": "cité",
        "state": "verified",
        "date": "2026-12-01",
    }
    assert [one["wrong"] for one in others] == ["vilain", "earlier"]
    assert "vilain" in (release / FRENCH).read_text("utf-8")
    assert "errata.json" in {
        one["path"] for one in json.loads((release / "manifest.json").read_bytes())["files"]
    }
    assert run(root, "release", "verify", str(release)) == 0


def test_one_language_alone_has_the_errata_of_the_whole_release(root: Root) -> None:
    """What is carried over is released too; a text that is not in a release has no errata in it."""
    write_errata(root, {"wrong": "vilain"}, {"wrong": "bad", "language": "en"})
    assert list_wrong(cut(root, "2026.1", "b")) == []
    assert list_wrong(cut(root, "2026.2", "a")) == ["vilain", "bad"]
    assert list_wrong(cut(root, "2026.3", "a", "-l", "fr")) == ["vilain", "bad"]


def test_a_changed_list_is_found(root: Root, capsys: pytest.CaptureFixture[str]) -> None:
    """As any file of a release, no more and no less."""
    release = cut(root, "2026.1")
    release.chmod(0o755)
    (release / "errata.json").chmod(0o644)
    write_release_file(release / "errata.json", b"[ ]")
    assert run(root, "release", "verify", str(release)) == 1
    assert "errata.json: release/changed" in capsys.readouterr().err
    (release / "errata.json").unlink()
    assert run(root, "release", "verify", str(release)) == 1
    assert "errata.json: release/missing" in capsys.readouterr().err


def test_a_release_is_built_again_with_its_errata(root: Root, capsys: pytest.CaptureFixture[str]) -> None:
    """The archive has the list, reported ones too, and from it come the same bytes."""
    write_errata(root, {"wrong": "vilain"}, {"wrong": "reported", "state": "reported"})
    release = cut(root, "2026.1")
    archived = dict(iter_archive_files((release / "sources.zip").read_bytes()))
    assert archived["source/errata.toml"] == root.errata.read_bytes()
    assert run(root, "release", "verify", str(release), "--rebuild") == 0


def test_a_correction_is_no_change_of_the_text(root: Root) -> None:
    """Compared with the release before, the article says the same."""
    old = cut(root, "2026.1")
    write_errata(root, {"wrong": "vilain"})
    new = cut(root, "2026.2")
    assert run(root, "release", "compare", str(old), str(new)) == 0
    data = json.loads((root.path / "build/compare/2026.1..2026.2/compare.json").read_bytes())
    changes = [(one["article"], one["change"]) for one in data["languages"]["fr"]["a"]]
    assert changes == [("ca-2", "same")]
