"""Untranslated passages stay in the source language and are marked with it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.helpers.editions import Made, Shelf
from tests.helpers.inspect import (
    XML_LANG,
    HtmlPage,
    get_element_text,
    read_chapters,
    read_html_pages,
)

LEFT = {
    "words": "Here is where the phrase leads. This passage stays in its own language.",
    "tables": "None",
    "orphan": "A Page Alone",
    "blocks": "With a subtitle",
    "index": "the good city",
}


@pytest.fixture(params=["fr", "ar", "ko"])
def made(request: pytest.FixtureRequest, shelf: Shelf) -> Made:
    """Return the kitchen sink in a language with some untranslated passages."""
    return shelf.edition("kitchen-sink", "sink", request.param)


def get_language(leaf: HtmlPage, text: str) -> tuple[Any, Any, Any]:
    """Return the effective lang, xml:lang and dir of a passage of a page."""
    holders = [each for each in leaf.main_element.iter() if text in get_element_text(each)]
    chain = [holders[-1], *holders[-1].iterancestors()]

    def nearest(name: str) -> Any:
        return next((each.get(name) for each in chain if each.get(name)), None)

    return nearest("lang"), nearest(XML_LANG), nearest("dir")


@pytest.mark.parametrize("page", sorted(LEFT))
def test_a_passage_that_nobody_translated_keeps_its_language(made: Made, page: str) -> None:
    """It has `lang` of the source on pages, `xml:lang` too in the EPUB, and its direction."""
    pages = {leaf.name: leaf for leaf in (*read_html_pages(made.html), *read_chapters(made.epub))}
    assert get_language(pages[f"{page}.html"], LEFT[page])[::2] == ("en", "ltr")
    assert get_language(pages[f"{page}.xhtml"], LEFT[page]) == ("en", "en", "ltr")


def test_what_is_translated_is_not_marked(made: Made) -> None:
    """The text of a completely translated page has no other language."""
    tags = {made.edition.language.tag, None}
    for leaf in (*read_html_pages(made.html), *read_chapters(made.epub)):
        if leaf.name.startswith(("right-", "lists.", "pictures.", "notes.", "part/deep.")):
            assert {each.get("lang") for each in leaf.main_element.iter()} <= tags


def test_a_title_that_nobody_translated_is_marked_in_contents(made: Made) -> None:
    """Contents, navigation and the page title have the language of an untranslated title."""
    chapter = next(one for one in made.chapters if one.page == "orphan")
    assert (chapter.title, chapter.language) == ("A Page Alone", "en")
    for leaf in (*read_html_pages(made.html), *read_chapters(made.epub)):
        for link in leaf.tree.iter("a", "{http://www.w3.org/1999/xhtml}a"):
            if get_element_text(link) == "A Page Alone" and leaf.name != "orphan.html":
                assert "en" in {each.get("lang") for each in link.iter()}


def test_in_the_source_language_nothing_is_marked(shelf: Shelf) -> None:
    """An edition in its source language has no other language in its text."""
    made = shelf.edition("kitchen-sink", "sink", "en")
    for leaf in (*read_html_pages(made.html), *read_chapters(made.epub)):
        text = leaf.main_element.xpath(".//*[not(ancestor-or-self::*[local-name()='nav'])]")
        assert {each.get("lang") for each in text} <= {"en", None}


def test_an_arabic_passage_in_french_turns(shelf: Shelf) -> None:
    """If the source is right-to-left, an untranslated passage has `dir=rtl`."""
    made = shelf.edition("arabic-source", "mithaq", "fr")
    pages = {leaf.name: leaf for leaf in (*read_html_pages(made.html), *read_chapters(made.epub))}
    for suffix in ("html", "xhtml"):
        for page, text in (("first", "مبدأ أول."), ("second", "الحق في الماء")):
            assert get_language(pages[f"{page}.{suffix}"], text)[::2] == ("ar", "rtl")


def test_a_caption_that_nobody_translated_is_marked(shelf: Shelf) -> None:
    """It keeps its language in all contents, on pages and in the EPUB."""
    made = shelf.edition("french-source", "charte", "de")
    found = []
    for leaf in (*read_html_pages(made.html), *read_chapters(made.epub)):
        shown = [each for each in leaf.tree.iter() if (each.text or "").strip() == "Les pages"]
        found += [{each.get("lang"), each.getparent().get("lang")} for each in shown]
    assert found
    assert all("fr" in tags for tags in found)


def test_a_caption_that_is_translated_is_not_marked(shelf: Shelf) -> None:
    """It has the edition's language and its alignment."""
    made = shelf.edition("kitchen-sink", "sink", "ar")
    found = []
    for leaf in (*read_html_pages(made.html), *read_chapters(made.epub)):
        shown = [each for each in leaf.tree.iter() if (each.text or "").strip() == "الورشة"]
        found += [(one.get("lang"), one.getparent().get("lang")) for one in shown]
    assert found
    assert {tag for tags in found for tag in tags} <= {"ar", None}


def test_a_publication_without_catalogues_is_built_in_its_source(shelf: Shelf) -> None:
    """The whole text is that of the source, marked, with one note."""
    made = shelf.edition("french-source", "charte", "de")
    page = next(leaf for leaf in read_html_pages(made.html) if leaf.name == "article.html")
    assert page.tree.get("lang") == "de"
    assert get_language(page, "chaque personne")[0] == "fr"
    assert [one.severity for one in made.findings if one.code == "catalogue/none"] == ["note"]
