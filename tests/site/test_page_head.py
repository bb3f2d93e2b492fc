"""The head of a page, as search engines and social networks read it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from build_tools.site.page_head import Alternate, Crumb, PageHead, render_page_head

BASES = ["https://texts.example", "https://texts.example/", "https://example.org/some/path"]
TAGS = ("en", "fr", "zh-Hans")
HEAD = PageHead(
    path="fr/a/one.html",
    tag="fr",
    title="Article premier",
    site_name="Les Textes",
    description="Chacun peut lire ceci.",
    alternates=tuple(Alternate(tag=tag, path=f"{tag}/a/one.html") for tag in TAGS),
    default="en",
    crumbs=(Crumb(name="Les Textes", path="fr/index.html"), Crumb(name="Article", path="fr/a/one.html")),
    kind="article",
    card="cards/fr/a.png",
    card_text="Article premier",
    data=('{"@type": "Book", "name": "1 \\u003c 2"}',),
)
# Titles as authors write them, and what could end an element or an attribute.
TEXTS = st.text(st.sampled_from("ab \"'<>&;]-!/—حق권리’")).map(lambda text: f"x{text}x") | st.sampled_from(
    ["</title><script>x</script>", "]]>x", "<!--x", "&lt;x&gt;", "الحق في المدينة", "도시에 대한 권리"]
)


def parse_head(head: PageHead, base: str) -> html.HtmlElement:
    """Return the head as a browser reads it."""
    page = f"<!DOCTYPE html><html><head><meta charset='utf-8'>{render_page_head(head, base)}</head></html>"
    return html.document_fromstring(page)


def read_properties(tree: html.HtmlElement) -> dict[str, list[str]]:
    """Return the contents of `meta` elements by name."""
    found: dict[str, list[str]] = {}
    for one in tree.iter("meta"):
        name = one.get("property") or one.get("name")
        if name:
            found.setdefault(name, []).append(one.get("content"))
    return found


def read_links(tree: html.HtmlElement, relation: str) -> dict[str, str]:
    """Return the addresses of `link` elements of a relation by language."""
    return {
        one.get("hreflang", ""): one.get("href") for one in tree.iter("link") if one.get("rel") == relation
    }


def read_data(tree: html.HtmlElement) -> list[dict[str, object]]:
    """Return the JSON-LD."""
    return [json.loads(one.text) for one in tree.iter("script") if one.get("type") == "application/ld+json"]


@pytest.mark.parametrize("base", BASES)
def test_with_a_base_all_is_absolute(base: str) -> None:
    """Canonical, languages, the card and the path of crumbs have whole addresses, below the base."""
    tree, root = parse_head(HEAD, base), base.rstrip("/")
    assert read_links(tree, "canonical") == {"": f"{root}/fr/a/one.html"}
    languages = {tag: f"{root}/{tag}/a/one.html" for tag in TAGS}
    assert read_links(tree, "alternate") == {**languages, "x-default": f"{root}/en/a/one.html"}
    found = read_properties(tree)
    assert found["og:url"] == [f"{root}/fr/a/one.html"]
    assert found["og:image"] == [f"{root}/cards/fr/a.png"]
    assert (found["og:image:width"], found["og:image:height"]) == (["1200"], ["630"])
    assert found["og:image:alt"] == ["Article premier"]
    assert found["twitter:card"] == ["summary_large_image"]
    crumbs = read_data(tree)[0]
    assert crumbs["@type"] == "BreadcrumbList"
    assert crumbs["itemListElement"] == [
        {"@type": "ListItem", "position": 1, "name": "Les Textes", "item": f"{root}/fr/index.html"},
        {"@type": "ListItem", "position": 2, "name": "Article", "item": f"{root}/fr/a/one.html"},
    ]


def test_without_a_base_nothing_is_absolute() -> None:
    """Without a url only links between languages stay, and they are relative."""
    tree = parse_head(HEAD, "")
    assert "://" not in render_page_head(HEAD, "")
    assert read_links(tree, "canonical") == {}
    assert read_links(tree, "alternate") == {
        "fr": "one.html",
        **{tag: f"../../{tag}/a/one.html" for tag in ("en", "zh-Hans")},
    }
    assert not {"og:url", "og:image", "twitter:card"} & read_properties(tree).keys()
    assert [one["@type"] for one in read_data(tree)] == ["Book"]


def test_a_page_says_what_it_is() -> None:
    """Title, description, kind, site and languages are told in words of the page."""
    tree = parse_head(HEAD, "")
    found = read_properties(tree)
    assert tree.findtext(".//title") == "Article premier – Les Textes"
    assert found["description"] == found["og:description"] == ["Chacun peut lire ceci."]
    assert (found["og:title"], found["og:type"]) == (["Article premier"], ["article"])
    assert (found["og:site_name"], found["og:locale"]) == (["Les Textes"], ["fr"])
    assert found["og:locale:alternate"] == ["en", "zh_Hans"]


def test_a_home_page_names_its_site_once() -> None:
    """A page that is called as its site has the name once, and a page without a card shows none."""
    tree = parse_head(replace(HEAD, title="Les Textes", card=""), BASES[0])
    assert tree.findtext(".//title") == "Les Textes"
    assert not {"og:image", "og:image:alt", "twitter:card"} & read_properties(tree).keys()


@given(TEXTS)
def test_every_letter_of_a_title_arrives(text: str) -> None:
    """No title ends an element or an attribute, and no line of data its script."""
    crumbs = (Crumb(name=text, path="fr/index.html"),)
    data = (json.dumps({"name": text}),)
    head = replace(HEAD, title=text, site_name="", description=text, card_text=text, crumbs=crumbs, data=data)
    tree = parse_head(head, BASES[0])
    assert tree.findtext(".//title") == text
    found = read_properties(tree)
    assert found["description"] == found["og:title"] == found["og:image:alt"] == [text]
    described = read_data(tree)
    assert described[0]["itemListElement"][0]["name"] == text  # type: ignore[index]
    assert described[1] == {"name": text}
    assert len(list(tree.iter("script"))) == 2
