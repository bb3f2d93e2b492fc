"""`editions site` in an environment without Pagefind."""

from __future__ import annotations

import pytest

from build_tools.cli import dispatch
from build_tools.paths import Root
from build_tools.site import search_index
from tests.conftest import MakeRoot
from tests.helpers.small_roots import write_pages

WARNING = "site/search the site has no search: this environment lacks Pagefind — ./editions site installs it"


@pytest.fixture
def root(make_root: MakeRoot) -> Root:
    """Return a root whose web pages are built."""
    root = write_pages(make_root, {"index": "The Rules\n=========\n\nEveryone may read this.\n"}, "en")
    assert dispatch.run_command(["--root", str(root.path), "build", "-f", "html", "-q"]) == 0
    return root


def test_a_site_without_a_search_is_made_and_says_so(
    root: Root, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The site is whole but for its search, one line says what installs it, and later it gets its search."""
    site = root.path / "build" / "site"
    with monkeypatch.context() as patch:
        patch.setattr(search_index, "ENGINE", "no_such_package")
        capsys.readouterr()
        assert dispatch.run_command(["--root", str(root.path), "site"]) == 0
        assert capsys.readouterr().err.splitlines() == [WARNING]
    assert not (site / "en" / "search.html").exists()
    assert not (site / "pagefind").exists()
    assert "search.html" not in (site / "en" / "index.html").read_text("utf-8")
    assert dispatch.run_command(["--root", str(root.path), "site"]) == 0
    assert capsys.readouterr().err == ""
    assert (site / "en" / "search.html").is_file()
    assert (site / "pagefind" / "pagefind.js").is_file()
