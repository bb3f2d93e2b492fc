"""HTML that all formats share: roles, directions, scroll containers, header cells."""

from __future__ import annotations

from typing import Any

import pytest

from tests.helpers.editions import Made, Shelf
from tests.helpers.inspect import (
    HtmlPage,
    get_element_text,
    get_tag_name,
    read_chapters,
    read_html_pages,
)

TYPE = "{http://www.idpf.org/2007/ops}type"


@pytest.fixture(params=["en", "ar", "ko"])
def sink(request: pytest.FixtureRequest, shelf: Shelf) -> Made:
    """Return the kitchen sink in a language of each writing system."""
    return shelf.edition("kitchen-sink", "sink", request.param)


def read_both(made: Made, name: str) -> tuple[HtmlPage, HtmlPage]:
    """Return a page and its chapter of the EPUB."""
    page, chapter = (
        next(leaf for leaf in of if leaf.name.rpartition(".")[0] == name)
        for of in (read_html_pages(made.html), read_chapters(made.epub))
    )
    return page, chapter


def every(leaf: HtmlPage, name: str) -> list[Any]:
    """Return the elements of a page with a name."""
    return [each for each in leaf.main_element.iter() if get_tag_name(each) == name]


def test_every_head_of_a_table_says_what_it_heads(sink: Made) -> None:
    """A header cell has the scope of its column, a stub that of its row."""
    for leaf in read_both(sink, "tables"):
        heads = every(leaf, "th")
        assert {(get_tag_name(each.getparent().getparent()), each.get("scope")) for each in heads} == {
            ("thead", "col"),
            ("tbody", "row"),
        }


def test_a_wide_table_scrolls_under_its_name(sink: Made) -> None:
    """On a web page a table of three columns or more is a named region with keyboard focus."""
    page, chapter = read_both(sink, "tables")
    regions = page.main_element.xpath(".//div[@role='region']")
    captions = [get_element_text(each) for each in page.main_element.xpath(".//span[@class='caption-text']")]
    names = [each.get("aria-label") for each in regions]
    assert {each.get("tabindex") for each in regions} == {"0"}
    assert set(names) & set(captions)
    assert all(names)
    assert not [each for each in chapter.main_element.iter() if each.get("role") == "region"]


def test_a_formula_scrolls_on_a_page_alone(sink: Made) -> None:
    """A displayed formula is focusable on a web page, not in an EPUB."""
    page, chapter = read_both(sink, "blocks")
    for leaf, order in ((page, {"0"}), (chapter, {None})):
        found = [each for each in every(leaf, "div") if each.get("class") == "math"]
        assert {each.get("tabindex") for each in found} == order


def test_a_note_is_known_to_reading_apps(sink: Made) -> None:
    """In an EPUB note references and notes have their `epub:type`; on a web page none has."""
    page, chapter = read_both(sink, "notes")
    for role, kind in (("doc-noteref", "noteref"), ("doc-footnote", "footnote")):
        asked = [each for each in chapter.main_element.iter() if each.get("role") == role]
        assert asked
        assert {each.get(TYPE) for each in asked} == {kind}
    assert not [each for each in page.main_element.iter() if each.get("epub:type")]


def test_roles_are_whole(sink: Made) -> None:
    """A heading role has a level, a list item a list; no role is deprecated."""
    for leaf in (*read_html_pages(sink.html), *read_chapters(sink.epub)):
        for each in leaf.tree.iter():
            role = each.get("role")
            assert role != "doc-biblioentry"
            if role == "heading":
                assert each.get("aria-level")
            if role == "listitem":
                assert each.getparent().get("role") == "list"


def test_code_is_read_from_the_left(sink: Made) -> None:
    """In right-to-left editions code has `dir`; elsewhere it needs none.

    A passage in another language always has its direction.
    """
    for name in ("blocks", "lists", "roles"):
        for leaf in read_both(sink, name):
            code = [*every(leaf, "pre"), *every(leaf, "code"), *of_class(leaf, "option")]
            assert code
            assert {way(each) for each in code} == {"ltr"}
            if not sink.edition.language.is_rtl:
                turned = [each for each in leaf.main_element.iter() if each.get("dir")]
                assert [each for each in turned if not each.get("lang")] == []


def of_class(leaf: HtmlPage, name: str) -> list[Any]:
    """Return the elements of a page with a class."""
    return [each for each in leaf.main_element.iter() if name in (each.get("class") or "").split()]


def way(element: Any) -> str | None:
    """Return the direction of an element."""
    chain = (element, *element.iterancestors())
    return next((each.get("dir") for each in chain if each.get("dir")), None)


def test_only_the_first_title_leaves_language_and_version_out(sink: Made) -> None:
    """The line under the title of the text omits them: its title page has them."""
    name, version = sink.edition.language.name, sink.edition.publication.version
    start = f"{sink.edition.publication.start}.html"
    for leaf in read_html_pages(sink.html):
        (first, *_) = leaf.main_element.xpath(".//header")
        says = {name in get_element_text(first), version in get_element_text(first)}
        assert says == ({False} if leaf.name == start else {True})
