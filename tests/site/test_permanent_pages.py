"""Permanent addresses, the first page and that of a lost address: they lead on without a script too."""

from __future__ import annotations

import json
import subprocess
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from lxml import html

from build_tools.paths import STYLES_DIR
from build_tools.site.permanent_pages import (
    PermanentPage,
    PermanentTarget,
    render_not_found_page,
    render_permanent_page,
    render_root_page,
)
from build_tools.validators.installed_files import locate_node
from tests.conftest import TESTS

DATA = TESTS / "data" / "site"
CASES = tomllib.loads((DATA / "choices.toml").read_text("utf-8"))["case"]
TARGETS = tuple(
    PermanentTarget(tag=tag, name=name, path=f"{tag}/a/one.html#a-1", title=title)
    for tag, name, title in (
        ("en", "English", "Right <I>"),
        ("fr", "français", "Droit I"),
        ("ar", "العربية", "الحق"),
    )
)
PAGE = PermanentPage(
    path="id/a/a-1/index.html", targets=TARGETS, versions=(("2026.1", "id/a/a-1@2026.1/index.html"),)
)
HOST = "https://host.example/"


def read_links(page: str, path: str) -> dict[str, str]:
    """Return where the links of a page lead from its path, by their words."""
    tree = html.document_fromstring(page)
    return {
        " ".join(one.text_content().split()): urljoin(HOST + path, one.get("href")) for one in tree.iter("a")
    }


def test_an_address_leads_to_each_language() -> None:
    """Each language has a link in its own words, marked so, to the article; each release has one too."""
    page = render_permanent_page(PAGE, "")
    assert read_links(page, PAGE.path) == {
        "English Right <I>": f"{HOST}en/a/one.html#a-1",
        "français Droit I": f"{HOST}fr/a/one.html#a-1",
        "العربية الحق": f"{HOST}ar/a/one.html#a-1",
        "2026.1 Right <I>": f"{HOST}id/a/a-1@2026.1/index.html",
    }
    tree = html.document_fromstring(page)
    marked = [(one.get("hreflang"), one.get("lang"), one.get("dir")) for one in tree.iter("a")][:3]
    assert marked == [("en", "en", "ltr"), ("fr", "fr", "ltr"), ("ar", "ar", "rtl")]
    assert (tree.get("lang"), tree.findtext(".//title")) == ("en", "Right <I>")
    assert "://" not in page


def test_a_reader_chooses_between_languages() -> None:
    """A page of several languages leads on by a script of its own host alone; of one, at once."""
    several = html.document_fromstring(render_permanent_page(PAGE, ""))
    assert [one.get("src") for one in several.iter("script")] == ["../../../choice.js"]
    assert several.xpath("//meta[@http-equiv='refresh']") == []
    alone = html.document_fromstring(render_permanent_page(replace(PAGE, targets=TARGETS[1:2]), ""))
    (refresh,) = alone.xpath("//meta[@http-equiv='refresh']/@content")
    assert refresh == "0; url=../../../fr/a/one.html#a-1"
    assert list(alone.iter("script")) == []


def test_search_engines_list_what_it_leads_to() -> None:
    """The page names its address and its languages, and is not listed itself."""
    tree = html.document_fromstring(render_permanent_page(PAGE, "https://texts.example/"))
    found = {one.get("hreflang") or one.get("rel"): one.get("href") for one in tree.iter("link")}
    assert found["canonical"] == "https://texts.example/id/a/a-1/"
    assert found["ar"] == "https://texts.example/ar/a/one.html"
    assert tree.xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_the_first_page_leads_to_every_language() -> None:
    """The first page lists the languages by their own names; with a url it knows its address."""
    homes = [replace(one, path=f"{one.tag}/index.html", title="") for one in TARGETS]
    page = render_root_page(homes, "The Texts", "https://texts.example/some/path")
    assert read_links(page, "index.html") == {one.name: f"{HOST}{one.path}" for one in homes}
    assert '<link rel="canonical" href="https://texts.example/some/path/">' in page
    assert "://" not in render_root_page(homes, "The Texts").replace("choice.js", "")
    assert 'url=en/index.html"' in render_root_page(homes[:1], "The Texts")


@pytest.mark.parametrize(("base", "root"), [("", "/"), ("https://example.org/some/path/", "/some/path/")])
def test_a_lost_reader_finds_home_from_any_depth(base: str, root: str) -> None:
    """The page of a lost address says so in each language; all it names is found at any depth."""
    homes = [replace(one, path=f"{one.tag}/index.html") for one in TARGETS]
    page = render_not_found_page(homes, "The Texts", base)
    tree = html.document_fromstring(page)
    addresses = [*tree.xpath("//a/@href"), *tree.xpath("//link/@href")]
    assert all(one.startswith(root) for one in addresses)
    assert {f"{root}{one.path}" for one in homes} <= set(addresses)
    for one in TARGETS:
        (line,) = tree.xpath(f"//li[@lang='{one.tag}']")
        assert one.title in line.text_content()


@pytest.mark.parametrize("render", [render_permanent_page, render_root_page, render_not_found_page])
def test_a_page_fetches_from_its_own_host_alone(render: Any) -> None:
    """The policy lets nothing but files of the host be fetched, and none be framed."""
    arguments = {render_permanent_page: (PAGE, ""), render_root_page: (TARGETS, "T")}.get(
        render, (TARGETS, "T", "")
    )
    (policy,) = html.document_fromstring(render(*arguments)).xpath("//meta[@http-equiv]/@content")
    directives = dict(one.split(" ", 1) for one in policy.split("; "))
    assert directives["default-src"] == directives["base-uri"] == "'none'"
    sources = {one for name in ("script-src", "style-src", "connect-src") for one in directives[name].split()}
    assert sources <= {"'self'", "file:"}


def run_choice(asks: list[str], has: list[str], fragment: str = "") -> str:
    """Return where the script leads a reader."""
    arguments = [str(STYLES_DIR / "site" / "choice.js"), json.dumps(asks), json.dumps(has), fragment]
    command = [str(locate_node()), str(Path(DATA / "run_choice.js")), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["says"])
def test_a_script_leads_to_the_readers_language(case: Mapping[str, Any]) -> None:
    """The script leads to the first language that a reader asks for and the site has, else nowhere."""
    leads = case["leads"]
    assert run_choice(case["asks"], case["has"]) == (
        f"https://texts.example/{leads}/a.html#a-1" if leads else ""
    )


def test_a_paragraph_is_not_forgotten() -> None:
    """A reader who asked for a paragraph of an article is led to it."""
    assert run_choice(["fr"], ["en", "fr"], "#a-1-p2") == "https://texts.example/fr/a.html#a-1-p2"
