"""The site of the project's own texts: every address leads somewhere, and every article leads on."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from html import unescape

import pytest

from build_tools.paths import PROJECT_DIR, Root
from build_tools.register import read_topics
from build_tools.site.html_elements import get_element, iter_elements, read_text, remove_elements
from build_tools.site.web_edition import read_web_edition
from tests.helpers.built_site import BuiltSite
from tests.helpers.editions import OWN, Shelf
from tests.texts.conftest import EDITIONS, REGISTER

TAGS = tuple(dict.fromkeys(tag for _, tag in EDITIONS))
OWN_PAGES = (
    *("index", "needs", "words", "search", "downloads", "history", "adopted", "events"),
    *("about", "accessibility", "imprint"),
)
TOPICS = read_topics(Root(PROJECT_DIR))


def test_every_link_leads_to_a_file_and_a_place(site: BuiltSite) -> None:
    """No page of the site has a dead link, nor one to a place that its page does not have."""
    assert [fault for path in site.pages for fault in site.list_faults(path)] == []


def test_every_page_is_reached_from_the_first(site: BuiltSite) -> None:
    """From the first page links lead to every other page of the site."""
    reached, todo = {"index.html"}, ["index.html"]
    while todo:
        found = site.follow(todo.pop()) - reached
        reached |= found
        todo += found
    alone = {"404.html"} | {path for path in site.pages if path.startswith("id/")}
    assert set(site.pages) - reached - alone == set()


def test_no_id_stands_twice_on_a_page(site: BuiltSite) -> None:
    """Each place of a page has an address of its own."""
    twice = {path: [id for id, count in Counter(ids).items() if count > 1] for path, ids in site.ids.items()}
    assert {path: ids for path, ids in twice.items() if ids} == {}


def test_every_page_has_a_title_and_a_description_of_its_own(site: BuiltSite) -> None:
    """No two pages of a language share a title, nor a description, and none lacks one."""
    seen: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for path, html in site.pages.items():
        tag = path.split("/")[0]
        if tag in TAGS:
            title = read_text(get_element(html, "<title"))
            described = re.search(r'<meta name="description" content="([^"]+)"', html)
            assert title, path
            assert described, path
            seen[tag, "title", title].append(path)
            seen[tag, "description", described[1]].append(path)
    assert {key: paths for key, paths in seen.items() if len(paths) > 1} == {}


@pytest.mark.parametrize("tag", TAGS)
def test_every_language_has_the_same_addresses(site: BuiltSite, tag: str) -> None:
    """A page of one language is at the same address in every other."""
    own = {path.partition("/")[2] for path in site.pages if path.startswith(f"{tag}/")}
    english = {path.partition("/")[2] for path in site.pages if path.startswith("en/")}
    assert {path for path in own ^ english if "/with-" not in path} == set()
    assert {f"{name}.html" for name in OWN_PAGES} <= own


def test_nothing_on_a_page_is_refused_by_its_policy(site: BuiltSite) -> None:
    """No page has a style, a handler or a script of its own, and each has a policy that refuses them."""
    for path, html in site.pages.items():
        assert "script-src 'self'" in html, path
        assert not re.search(r'<style\b|\sstyle="|\son\w+="', html), path
        scripts = re.findall(r"<script\b[^>]*>(.*?)</script>", html, re.DOTALL)
        kinds = re.findall(r"<script\b([^>]*)>", html)
        assert all(not text or "ld+json" in kind for text, kind in zip(scripts, kinds, strict=True)), path


def test_nothing_is_absolute_without_a_url(site: BuiltSite) -> None:
    """Without a url in the register no head names an absolute address, and there is no sitemap."""
    assert not REGISTER.publisher.url
    assert "sitemap.xml" not in site.files
    for path, html in site.pages.items():
        head = html[: html.index("</head>")]
        assert not re.search(r'<link[^>]* href="https?:|rel="canonical"|og:url|og:image', head), path


@pytest.mark.parametrize("tag", TAGS)
def test_a_need_leads_to_its_articles(site: BuiltSite, tag: str) -> None:
    """The page of needs leads from each need to the articles of its labels, in every language."""
    for topic in TOPICS.topics:
        section = get_element(site.pages[f"{tag}/needs.html"], rf'<section id="{topic.id}"')
        assert set(topic.labels) <= set(re.findall(r'href="[^"]*#([^"]+)"', section)), topic.id


def test_twenty_needs_are_three_clicks_away(site: BuiltSite) -> None:
    """From the first page of a language, each need leads to an article in at most three clicks."""
    first = site.follow("en/index.html")
    assert "en/needs.html" in first
    for topic in TOPICS.topics[:20]:
        section = get_element(site.pages["en/needs.html"], rf'<section id="{topic.id}"')
        assert re.search(r'href="[^"]*\.html#', section), topic.id


@pytest.mark.parametrize("tag", TAGS)
def test_an_article_leads_on(site: BuiltSite, tag: str) -> None:
    """The article on housing ends with its sister, its needs, its terms, its citation and its address."""
    hub = get_element(site.pages[f"{tag}/charter-agenda/right-10.html"], r'<footer class="hub"')
    assert "european-charter/part-3.html#ec-16" in hub
    assert "needs.html#" in hub
    assert hub.count("data-term=") >= 5
    assert "2026.2" in read_text(get_element(hub, r'<p class="citation"'))
    assert 'href="../../id/charter-agenda/ca-10/' in hub


@pytest.mark.parametrize(("publication", "tag"), EDITIONS)
def test_a_whole_text_has_every_word_of_its_articles(
    site: BuiltSite, publication: str, tag: str, shelf: Shelf
) -> None:
    """The whole text on one page says what each of its articles says on its own page."""
    words = read_text(get_element(site.pages[f"{tag}/{publication}/whole.html"], "<main"))
    made = shelf.edition(OWN, publication, tag)
    edition = read_web_edition(made.edition.publication, made.edition.language, made.html)
    mains = [remove_elements(page.main, r"<header\b") for page in edition.text]
    said = [text for main in mains for one in iter_elements(main, r"<p>") if (text := read_text(one))]
    assert len(said) > 40
    assert [text for text in said if text not in words] == []


@pytest.mark.parametrize(("publication", "tag"), [one for one in EDITIONS if one[1] != "en"])
def test_passages_stand_beside_their_translations(site: BuiltSite, publication: str, tag: str) -> None:
    """In two languages side by side no passage stands alone."""
    page = site.pages[f"{tag}/{publication}/with-en.html"]
    pairs = list(iter_elements(page, r'<div class="pair"'))
    assert len(pairs) > 40
    sides = [
        (read_text(get_element(one, r'<div class="own"')), read_text(get_element(one, r'<div class="other"')))
        for one in pairs
    ]
    assert [pair for pair in sides if not all(pair)] == []


def test_a_permanent_address_leads_to_every_language(site: BuiltSite) -> None:
    """The permanent address of an article has a link to it in each language, by the name of that."""
    page = site.pages["id/european-charter/ec-8/index.html"]
    for tag in TAGS:
        assert f'href="../../../{tag}/european-charter/part-2.html#ec-8"' in page
        assert REGISTER.languages[tag].name in unescape(page)


def test_a_removed_heading_keeps_its_address(site: BuiltSite) -> None:
    """The permanent address of what was taken out leads to what took its place."""
    page = site.pages["id/charter-agenda/ca-4-plan-mid/index.html"]
    assert "en/charter-agenda/right-4.html#ca-4-plan" in page
