"""Every article of the three texts has its id, its number and its heading, in each language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf

from build_tools.model import Article
from build_tools.reader.versions_page import VERSIONS
from tests.helpers.editions import Made
from tests.helpers.inspect import get_element_text, outline, read_chapters, read_html_pages

SECTION = ".//*[local-name()='article' or local-name()='section'][@id]"
HEADING = "./*[starts-with(local-name(), 'h') and string-length(local-name()) = 2]"
DATA = Path(__file__).parents[1] / "data" / "outlines"


@cache
def table(publication: str) -> Mapping[str, Any]:
    """Return the outline of a publication."""
    return tomllib.loads((DATA / f"{publication}.toml").read_text("utf-8"))


def rows(made: Made) -> list[tuple[str, str, str]]:
    """Return (id, number, heading) of each article of the outline, in its language."""
    publication, tag = made.edition.publication.id, made.edition.language.tag
    return [
        (row["id"], row.get("number", {}).get(tag, ""), row["heading"][tag])
        for row in table(publication)["article"]
    ]


def describe_article(article: Article) -> tuple[str, str, str]:
    """Return the id, number and heading of an article as it was read."""
    return article.anchor, article.designation, article.title


def test_an_edition_is_its_outline(made: Made) -> None:
    """The articles of an edition are exactly those of the outline, in its order, and then its versions."""
    *articles, versions = made.articles
    assert [describe_article(one) for one in articles] == rows(made)
    assert versions.anchor == VERSIONS


def test_a_heading_stands_at_its_id_in_each_format(made: Made) -> None:
    """Page, EPUB and PDF have each article under its id, with the number before the heading."""
    wanted = {id: " ".join(f"{number} {heading}".split()) for id, number, heading in rows(made)}
    for pages in (read_html_pages(made.html), read_chapters(made.epub)):
        found = {
            str(section.get("id")): " ".join(get_element_text(heading).replace("\N{WORD JOINER}", "").split())
            for leaf in pages
            for section in leaf.main_element.xpath(SECTION)
            for heading in section.xpath(HEADING)[:1]
        }
        assert {id: found.get(id) for id in wanted} == wanted
    with pikepdf.open(made.pdf) as book:
        marks = {" ".join(one.split()) for one in outline(book)}
    assert set(wanted.values()) - {made.title} <= marks


def test_each_paragraph_and_item_has_its_address(made: Made) -> None:
    """Numbered paragraphs and lettered items have the same ids in every language."""
    listed = {
        f"{row['id']}-{mark}"
        for row in table(made.edition.publication.id)["article"]
        for mark in row.get("within", ())
    }
    for pages in (read_html_pages(made.html), read_chapters(made.epub)):
        ids = {id for leaf in pages for id in leaf.ids}
        assert listed - ids == set()
