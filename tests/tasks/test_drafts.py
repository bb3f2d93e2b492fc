"""Languages in progress: `drafts` of the register."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from build_tools.errors import UserError
from build_tools.paths import Root
from build_tools.register import read_register
from build_tools.tasks.catalogue import check, status
from build_tools.tasks.options import Selection
from tests.helpers.commands import run_command
from tests.helpers.translators import Translator

DRAFTS = 'drafts = ["de"]'


def list_targets(result: Any) -> set[str]:
    """Return the editions of a build."""
    return {f"{row.target.language} {row.target.format} {row.status}" for row in result.rows}


def test_a_draft_is_built_only_where_it_is_named(make_root: Any, build: Callable[..., Any]) -> None:
    """A build without -l makes none, and a draft that is added makes no edition stale."""
    build(make_root({"a": ["en", "fr"]}))
    root: Root = make_root({"a": ["en", "fr"]}, more=DRAFTS)
    published = {f"{tag} {name} fresh" for tag in ("en", "fr") for name in ("html", "pdf", "epub")}
    assert list_targets(build(root)) == published
    german = Selection(languages=("de",), formats=("html", "proof"))
    assert list_targets(build(root, selection=german)) == {"de html built", "de proof built"}
    assert list_targets(build(root)) == published


def test_a_proof_of_all_has_no_draft(make_root: Any, build: Callable[..., Any]) -> None:
    """A proof that names no language is of what is published."""
    root = make_root({"a": ["en", "fr"]}, more=DRAFTS)
    assert list_targets(build(root, selection=Selection(formats=("proof",)))) == {"fr proof built"}


def test_a_draft_is_updated_counted_and_checked(translator: Translator) -> None:
    """The commands for catalogues treat it as every language."""
    root = translator.root
    text = root.register.read_text().replace("[publications.b]", f"{DRAFTS}\n[publications.b]")
    root.register.write_text(text)
    changed = [change.file for change in translator.updates().changes]
    assert "locale/de/LC_MESSAGES/a/right.po" in changed
    assert not [name for name in changed if "/de/LC_MESSAGES/b/" in name]
    found = status.measure_translation_status(root).languages
    assert list(found) == ["fr", "de"]
    assert list(found["de"].publications) == ["a"]
    po = translator.po("a/right", "de")
    po.write_text(
        po.read_text().replace('msgstr ""', 'msgstr "Wort"').replace('"Wort"', '""', 1) + "\nmsgid\n"
    )
    findings = check.check_catalogues(translator.order(root), clock=time.monotonic).findings
    codes = {one.code for one in findings if one.place.file == "locale/de/LC_MESSAGES/a/right.po"}
    assert codes == {"catalogue/syntax"}
    assert not [one for one in findings if one.code == "catalogue/unpublished"]


@pytest.mark.parametrize(
    ("drafts", "message"),
    [
        ('drafts = ["fr"]', r"publications.a.drafts\[1\] is fr, which languages names too"),
        ('drafts = ["de", "de"]', r'is "de" again'),
        ('drafts = ["germn"]', r"no language tag"),
        ('draft = ["de"]', r"write drafts, the nearest known"),
    ],
)
def test_a_wrong_draft_is_a_line(make_root: Any, drafts: str, message: str) -> None:
    """The register's line is told."""
    root = make_root({"a": ["en", "fr"]}, more=drafts)
    with pytest.raises(UserError, match=message) as caught:
        read_register(root)
    assert caught.value.place.line == 3


def test_no_edition_names_a_draft(make_root: Any) -> None:
    """A draft leads to what is published, and nothing leads to it."""
    root: Root = make_root({"a": ["en", "fr"]}, more=f'formats = ["html"]\n{DRAFTS}')
    done = run_command("build", "--root", root.path, "-l", "en", "-l", "de")
    assert done.returncode == 0, done.stderr
    pages = root.path / "build" / "editions"
    published = _read_pages(pages / "en")
    assert 'hreflang="fr"' in published
    assert not re.search(r'hreflang="de"|/de/|lang="de"', published)
    assert 'href="../../../en/a/html/index.html"' in _read_pages(pages / "de")
    assert 'hreflang="de"' not in _read_pages(pages / "de")


def _read_pages(folder: Path) -> str:
    return "".join(file.read_text("utf-8") for file in sorted(folder.rglob("*.html")))
