"""Addresses: an element has the same address in every language and format."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from build_tools import register
from build_tools.paths import Root
from tests.helpers.editions import ROOTS, Made, Shelf
from tests.helpers.inspect import (
    HtmlPage,
    get_tag_name,
    read_chapters,
    read_html_pages,
    text_proper,
)

CASES = tomllib.loads((Path(__file__).parent.parent / "data/sphinx_ext/anchors.toml").read_text())
ANCHORS: list[dict[str, str]] = CASES["anchor"]
UNLABELLED = {
    "right-1": 27,
    "right-2": 17,
    "lists": 1,
    "blocks": 136,
    "part/deep": 1,
    "drawer/one": 10,
    "numbered": 1,
    "hidden": 1,
    "orphan": 3,
}


def each_edition(shelf: Shelf, case: dict[str, str]) -> Iterator[Made]:
    """Yield the publication of a case in each of its languages."""
    publication = register.read_register(Root(ROOTS / case["root"])).get_publication(case["publication"])
    for language in publication.languages:
        yield shelf.edition(case["root"], case["publication"], language)


def element(leaf: HtmlPage, id: str) -> Any:
    """Return the only element of a page with an id."""
    found = leaf.tree.xpath("//*[@id=$id]", id=id)
    assert len(found) == 1, f"{leaf.name} has {len(found)} of {id}"
    return found[0]


@pytest.mark.parametrize("case", ANCHORS, ids=lambda case: case["why"])
def test_an_address_is_the_same_in_every_language_and_format(shelf: Shelf, case: dict[str, str]) -> None:
    """File names and ids are those of the source, in pages and EPUB."""
    for made in each_edition(shelf, case):
        pages = {leaf.name: leaf for leaf in (*read_html_pages(made.html), *read_chapters(made.epub))}
        for suffix in ("html", "xhtml"):
            found = element(pages[f"{case['page']}.{suffix}"], case["id"])
            # A page is an article on the web, a section in an e-book.
            assert case["element"] in ("", get_tag_name(found).replace("article", "section"))
            if made.edition.is_source:
                without_mark = re.sub(r"^\S+\N{NO-BREAK SPACE}", "", text_proper(found).strip())
                assert without_mark.startswith(case.get("begins", ""))


def test_each_article_has_an_address_of_its_own_on_its_page(shelf: Shelf) -> None:
    """Anchors of the outline are unique on their page, and exist there."""
    made = shelf.edition("kitchen-sink", "sink", "fr")
    pages = {leaf.name: leaf for leaf in read_html_pages(made.html)}
    assert len({(one.page, one.anchor) for one in made.articles}) == len(made.articles)
    for article in made.articles:
        assert get_tag_name(element(pages[f"{article.page}.html"], article.anchor)) in ("article", "section")


@pytest.mark.parametrize("language", ["en", "fr", "ar", "ko"])
def test_a_page_without_labels_is_noted_once(shelf: Shelf, language: str) -> None:
    """`id/unlabelled` is one note per page, at the line of the first such title."""
    made = shelf.edition("kitchen-sink", "sink", language)
    found = [one for one in made.findings if one.code == "id/unlabelled"]
    lines = {f"source/sink/{page}.rst": line for page, line in UNLABELLED.items()}
    assert {one.place.file: one.place.line for one in found} == lines
    assert Counter(one.severity for one in found) == {"note": len(lines)}
    assert {(one.publication, one.language) for one in found} == {("sink", language)}
