"""The search finds the article that a reader means, in every language, in a browser."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.built_site import BuiltSite
from tests.helpers.chromium import Tab, open_chromium
from tests.helpers.site_server import run_script, serve_folder

FILE = Path(__file__).parents[1] / "data" / "site" / "queries.toml"
QUERIES = tomllib.loads(FILE.read_text("utf-8"))
# How many of the ten queries of each language, in these languages, must lead to the right article first.
REQUIRED = {("en", "fr", "es", "ar", "ko"): 45, ("pt", "it", "ca"): 23}
SPACES = str.maketrans("\u00a0\u202f", "  ")
FIND_FIRST = """
const { findArticles, readHit } = await import("/search.js");
const found = [];
for (const query of %s) {
  const { hits } = await findArticles(query, document.documentElement.lang);
  found.push(hits.length ? (await readHit(hits[0])).address : "");
}
return found;
"""
# Resolves when the status of the search says something, or says another thing than before.
SEARCH = """
const status = document.querySelector('[role="status"]');
const before = status.textContent;
const field = document.querySelector("#q");
field.value = %s;
await new Promise((resolve) => {
  new MutationObserver(resolve).observe(status, { childList: true });
  field.dispatchEvent(new Event("input"));
});
const list = document.querySelector("ol");
const empty = () => !list.children.length && document.querySelector('[data-part="none"]').hidden;
if (empty()) await new Promise((resolve) => new MutationObserver(resolve).observe(list, { childList: true }));
"""


@pytest.fixture(scope="module")
def address(site: BuiltSite) -> Iterator[str]:
    """Return the address of the site on loopback."""
    with serve_folder(site.folder) as served:
        yield served


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    """Return a tab of a browser."""
    with open_chromium(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


def _open(tab: Tab, address: str) -> None:
    tab.events.clear()
    tab.open(address)


def _search(tab: Tab, query: str, result: str) -> Any:
    """Return the value of an expression in the page after a query was typed."""
    return run_script(tab, f"{SEARCH % json.dumps(query)} return {result};")


def test_queries_lead_to_the_right_article_first(tab: Tab, address: str) -> None:
    """Of ten queries a language, nearly all lead to the article that is meant, in the first place."""
    missed = []
    for language, rows in QUERIES.items():
        assert len(rows) == 10
        _open(tab, f"{address}/{language}/search.html")
        found = run_script(tab, FIND_FIRST % json.dumps([row["query"] for row in rows]))
        for row, first in zip(rows, found, strict=True):
            if first.partition("#")[2] not in row["labels"]:
                missed.append((language, row["query"], row["labels"], first))
    for languages, required in REQUIRED.items():
        wrong = [row for row in missed if row[0] in languages]
        assert 10 * len(languages) - len(wrong) >= required, wrong


def test_a_hit_names_its_article_and_leads_there(tab: Tab, address: str) -> None:
    """A hit has the number, the title, the publication, a passage with its words marked, and the anchor."""
    _open(tab, f"{address}/en/search.html")
    hit = _search(tab, "evictions", "document.querySelector('ol li').outerHTML")
    assert f'<a href="{address}/en/charter-agenda/right-10.html#ca-10">Right X Right to Housing' in hit
    assert ">Global Charter-Agenda for Human Rights in the City</p>" in hit
    assert "<mark>evictions</mark>" in hit


def test_the_number_of_hits_is_said(tab: Tab, address: str) -> None:
    """A live region says how many articles were found; the address keeps the query."""
    _open(tab, f"{address}/en/search.html")
    said = _search(
        tab, "evictions", "[status.textContent, status.ariaLive, list.children.length, location.search]"
    )
    assert said == [f"Articles found: {said[2]}", "polite", said[2], "?q=evictions"]


def test_more_hits_are_shown_when_asked_for(tab: Tab, address: str) -> None:
    """Ten hits are shown; the button adds others and moves the focus to the first of them."""
    _open(tab, f"{address}/en/search.html")
    more = (
        "await (async () => { const shown = list.children.length;"
        "document.querySelector('.more').click();"
        "await new Promise((resolve) => document.addEventListener('focusin', resolve, { once: true }));"
        "const first = list.children[10].querySelector('a');"
        "return [shown, list.children.length > 10, document.activeElement === first]"
        "})()"
    )
    assert _search(tab, "rights", more) == [10, True, True]


def test_nothing_found_leads_on(tab: Tab, address: str) -> None:
    """Without a hit the page says so and names the pages of needs and of terms."""
    _open(tab, f"{address}/fr/search.html")
    shown = (
        "[status.textContent, [...document.querySelectorAll('[data-part=none]:not([hidden]) a')]"
        ".map((link) => link.getAttribute('href'))]"
    )
    said, links = _search(tab, "zzz $& <b>", shown)
    assert said.translate(SPACES) == "Aucun article trouvé pour « zzz $& <b> »."
    assert links == ["needs.html", "words.html"]


def test_a_query_stands_in_the_address(tab: Tab, address: str) -> None:
    """A page that is opened with a query shows its hits."""
    _open(tab, f"{address}/ko/search.html?q=%EC%A0%9C16%EC%A1%B0")
    script = (
        "const list = document.querySelector('ol');"
        "const wait = (done) => new MutationObserver(done).observe(list, { childList: true });"
        "if (!list.children.length) await new Promise(wait);"
        "return [document.querySelector('#q').value, list.querySelector('a').textContent];"
    )
    query, first = run_script(tab, script)
    assert query == "제16조"
    assert first.startswith("제16조 ")


def test_the_page_breaks_no_policy(tab: Tab, address: str) -> None:
    """The browser reports no error: the policy allows all that the search does, and no file is missing."""
    _open(tab, f"{address}/ar/search.html")
    _search(tab, "السكن", "1")
    entries = [event["params"]["entry"] for event in tab.events if event["method"] == "Log.entryAdded"]
    assert [entry for entry in entries if "favicon" not in entry.get("url", "")] == []


def test_without_a_script_the_page_names_the_index(tab: Tab, site: BuiltSite) -> None:
    """From a disk, where no module runs, the form is hidden and the page leads to the index of terms."""
    _open(tab, (site.folder / "es" / "search.html").as_uri())
    shown = "[document.querySelector('form').hidden, document.querySelector('[data-part=unable]').hidden]"
    assert tab.evaluate(shown) == [True, False]
