"""reST constructs that need our own treatment: what a reader sees of each."""

from __future__ import annotations

import pytest

from build_tools.model import Finding
from tests.helpers.editions import OWN, Made, Shelf
from tests.helpers.inspect import (
    HtmlPage,
    get_element_text,
    read_chapters,
    read_html_pages,
    text_proper,
)


@pytest.fixture(params=["en", "fr", "ar", "ko"])
def sink(request: pytest.FixtureRequest, shelf: Shelf) -> Made:
    """Return the kitchen sink in each of its languages."""
    return shelf.edition("kitchen-sink", "sink", request.param)


def read_both(made: Made, name: str) -> list[HtmlPage]:
    """Return a page and its chapter of the EPUB."""
    every = (*read_html_pages(made.html), *read_chapters(made.epub))
    return [leaf for leaf in every if leaf.name in (f"{name}.html", f"{name}.xhtml")]


def test_a_place_in_a_line_keeps_its_address(sink: Made) -> None:
    """An inline target has the source's address, and the link to it has its words."""
    for leaf in read_both(sink, "links"):
        (place,) = leaf.main_element.xpath(".//*[@id='named-in-a-line']")
        (link,) = leaf.main_element.xpath(".//*[@href='#named-in-a-line']")
        assert get_element_text(place) == get_element_text(link) != ""


def test_a_term_and_its_kinds_are_words_apart(sink: Made) -> None:
    """The classifiers of a term are separated from it without a style sheet too."""
    for leaf in read_both(sink, "lists"):
        for term in leaf.main_element.xpath(".//*[local-name()='dt'][*[@class='classifier']]"):
            kinds = term.xpath("*[@class='classifier']")
            names = [(term.text or "").strip(), *map(get_element_text, kinds)]
            assert text_proper(term).split() == " ".join(names).split()
            assert len(names) > 1


def test_a_picture_without_words_says_nothing(sink: Made) -> None:
    """A picture without a description has an empty alternative, not its file name."""
    for leaf in read_both(sink, "pictures"):
        alts = leaf.main_element.xpath(".//@alt")
        assert "" in alts
        assert not [alt for alt in alts if "square" in alt and "." in alt]


def test_contents_are_called_by_their_captions(sink: Made) -> None:
    """Each table of contents on the first page has its own name; a hidden one is absent."""
    (page,) = (leaf for leaf in read_html_pages(sink.html) if leaf.name == "index.html")
    found = page.main_element.xpath(".//nav[@class='toctree-wrapper']")
    captions = [chapter.caption for chapter in sink.chapters if chapter.caption]
    names = [each.get("aria-label") for each in found]
    assert names[: len(captions)] == captions
    assert len(set(names)) == len(names)
    assert all(get_element_text(each) for each in found)


def test_a_page_says_what_its_author_says_of_it(sink: Made) -> None:
    """The `meta` fields of a page are in its head, in the language of the edition."""
    (page,) = (leaf for leaf in read_html_pages(sink.html) if leaf.name == "blocks.html")
    descriptions = page.tree.xpath("//head/meta[@name='description']/@content")
    assert descriptions == [DESCRIBED[sink.edition.language.tag]]


def test_an_authors_own_html_is_read_everywhere(sink: Made) -> None:
    """Raw HTML is on the page, and as valid XML in the EPUB."""
    for leaf in read_both(sink, "blocks"):
        main_text = " ".join(text_proper(leaf.main_element).split())
        assert "Raw words and an open line © & a sign An open paragraph" in main_text
        assert "a machine of type" not in main_text


def test_every_construct_is_known(sink: Made) -> None:
    """No construct has a warning, except references by name, which Sphinx compares by their words.

    Other exceptions: the picture without alternative, and title letters without a font.
    """
    findings = {(one.code, one.place.file, one.place.line) for one in sink.findings if is_told(one)}
    mute = ("source/no-alt", "source/sink/pictures.rst", 47)
    boxes = ("fonts/letter", "source/sink/part/deep.rst", 7)
    assert mute in findings
    assert (boxes in findings) == (sink.edition.language.tag == "en")
    others = {code for code, *_ in findings - {mute, boxes}}
    assert others <= {"source/i18n.inconsistent-references"}


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar", "ko"])
def test_the_texts_of_the_project_are_told_nothing_of(shelf: Shelf, language: str) -> None:
    """Our own texts have no picture without alternative, no letter without a font, no lost word."""
    made = shelf.edition(OWN, "charter-agenda", language)
    assert [one for one in made.findings if is_told(one)] == []


def is_told(finding: Finding) -> bool:
    """Return whether a finding is printed on the terminal."""
    return finding.severity != "note"


DESCRIBED = {
    "en": "What stands apart in a text",
    "fr": "Ce qui se détache d’un texte",
    "ar": "ما ينفصل عن النص",
    "ko": "글에서 따로 서는 것",
}
