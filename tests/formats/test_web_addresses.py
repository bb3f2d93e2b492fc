"""Addresses of pages, articles and paragraphs: where they are shown, and what search engines read."""

from __future__ import annotations

import re

from tests.helpers.editions import Made, Shelf
from tests.helpers.inspect import HtmlPage, get_element_text, read_html_pages


def read_page(made: Made, name: str) -> HtmlPage:
    """Return a page of an edition."""
    return next(leaf for leaf in read_html_pages(made.html) if leaf.name == name)


def test_an_article_has_its_own_switch(shelf: Shelf) -> None:
    """An article that shares its page leads to itself in each other language, under a name of its own."""
    made = shelf.edition("numbered", "articles", "fr")
    designated = {article.anchor for article in made.articles if article.designation}
    seen = 0
    for leaf in read_html_pages(made.html):
        for nav in leaf.main_element.xpath(".//nav[contains(@class, 'of-article')]"):
            anchor = nav.getparent().get("id")
            assert anchor in designated
            leads = {link.get("hreflang"): link.get("href") for link in nav.xpath("./a")}
            assert set(leads) == {one.tag for one in made.edition.siblings} - {"fr"}
            assert all(
                address.endswith(f"/{tag}/articles/html/{leaf.name}#{anchor}")
                for tag, address in leads.items()
            )
            seen += 1
    assert seen


def test_a_paragraph_shows_its_address(made: Made) -> None:
    """Each item or paragraph with an address ends with an empty link to itself, named by its place."""
    for leaf in read_html_pages(made.html):
        for link in leaf.main_element.xpath(
            ".//*[contains(@class, 'item') or self::p]/a[@class='permalink'][not(ancestor::header)]"
        ):
            assert link.get("href") == f"#{link.getparent().get('id')}"
            assert get_element_text(link) == ""
            assert link.get("aria-label")
            assert link.getnext() is None


def test_addresses_of_a_publisher_are_absolute(shelf: Shelf) -> None:
    """With a `url`, pages name their own address, and that in every language, and the default."""
    made = shelf.edition("french-source", "charte", "en")
    base = made.edition.publisher.url.rstrip("/")
    for leaf in read_html_pages(made.html):
        if leaf.tree.xpath("//meta[@http-equiv='refresh']"):
            continue
        assert leaf.tree.xpath("//link[@rel='canonical']/@href") == [f"{base}/en/charte/{leaf.name}"]
        named = {link.get("hreflang"): link.get("href") for link in leaf.tree.xpath("//link[@hreflang]")}
        tags = [one.tag for one in made.edition.siblings]
        assert named == {
            **{tag: f"{base}/{tag}/charte/{leaf.name}" for tag in tags},
            "x-default": f"{base}/fr/charte/{leaf.name}",
        }


def test_without_a_publisher_s_address_no_link_is_absolute(sink: Made) -> None:
    """Without a `url` there is no canonical address, and those of other languages are relative."""
    for leaf in read_html_pages(sink.html):
        if not sink.edition.publisher.url:
            assert not leaf.tree.xpath("//link[@rel='canonical'] | //link[@hreflang='x-default']")
            assert not any(":" in href for href in leaf.tree.xpath("//link/@href"))


def test_a_page_is_described(made: Made) -> None:
    """A description that no author wrote is whole words of the page's text, as many as are shown."""
    for leaf in read_html_pages(made.html):
        words = set(re.findall(r"\w+", get_element_text(leaf.main_element)))
        for description in leaf.tree.xpath("//meta[@name='description']/@content"):
            assert 0 < len(description) <= 161
            assert made.edition.publication.id == "sink" or set(re.findall(r"\w+", description)) <= words


def test_paper_names_text_address_and_licence(made: Made) -> None:
    """The foot of a page, for paper alone, has the title of the text, the address and the licence."""
    edition = made.edition
    for leaf in read_html_pages(made.html):
        for source in leaf.tree.xpath("//footer/p[@class='source']"):
            text = get_element_text(source)
            assert made.title in text
            folder = "" if edition.publisher.url else "html/"  # in the site, or in the build folder
            assert f"{edition.language.tag}/{edition.publication.id}/{folder}{leaf.name}" in text


def test_contents_open_at_their_page(sink: Made) -> None:
    """Of the groups of the contents, that of the page alone is open."""
    for leaf in read_html_pages(sink.html):
        groups = leaf.tree.xpath("//nav[@id='contents']/details/details")
        for group in groups:
            assert (group.get("open") is not None) == bool(group.xpath(".//*[@aria-current]"))
