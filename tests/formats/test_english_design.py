"""Words of the design that nobody has translated keep their language, direction and quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from zipfile import ZipFile

import pytest
from lxml import etree, html

from build_tools.inspection.pdf.document import read_pdf
from build_tools.inspection.pdf.structure import MarkedContentRef, walk_structure
from tests.helpers.editions import Made, Shelf
from tests.helpers.inspect import get_element_text, get_tag_name

ENGLISH = re.compile(r"[A-Za-z]{2,}")
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# What is no word of a language: addresses, code, and what other programs read.
NO_WORDS = {"style", "script", "code", "pre", "meta", "link", "identifier", "language", "rights"}
LABELS = ("aria-label", "alt", "title")
EDITIONS = [("a", "he"), ("a", "fa"), ("a", "yi"), ("b", "he"), ("b", "fa")]


@pytest.fixture(params=EDITIONS, ids="-".join)
def made(request: pytest.FixtureRequest, shelf: Shelf) -> Made:
    """Return an edition in a language from the right without a press.po."""
    return shelf.edition("english-design", *request.param)


def find_nearest(element: Any, *names: str) -> str:
    """Return the attribute of an element, or of its nearest ancestor that has it."""
    while element is not None:
        value = next((element.get(name) for name in names if element.get(name)), "")
        if value:
            return str(value)
        element = element.getparent()
    return ""


def iter_unmarked(tree: Any) -> Iterator[str]:
    """Yield each text and label with English words that no language or direction says to be English."""
    for element in tree.iter():
        ancestors = {get_tag_name(each) for each in (element, *element.iterancestors())}
        if not isinstance(element.tag, str) or ancestors & NO_WORDS:
            continue
        language = find_nearest(element, "lang", XML_LANG)
        # The title of a picture or a page is not set on it.
        is_unset = get_tag_name(element) == "title"
        direction = "ltr" if is_unset else find_nearest(element, "dir", "direction")
        for text in (element.text, *(child.tail for child in element)):
            if text and ENGLISH.search(text) and (language, direction) != ("en", "ltr"):
                yield f"{get_tag_name(element)} {language} {direction}: {text.strip()}"
        for name in LABELS:
            # The caption of a toctree is the author's: it stands beside its label, marked.
            if ENGLISH.search(element.get(name, "")) and language != "en" and element.get(name) != "Parts":
                yield f"{get_tag_name(element)} {name} {language}: {element.get(name)}"


def test_on_a_page_every_english_word_is_marked(made: Made) -> None:
    """In html each English text, and each label that is read out, is English and from the left."""
    found = {page.name: list(iter_unmarked(html.parse(page))) for page in made.html.rglob("*.html")}
    assert {name: texts for name, texts in found.items() if texts} == {}
    pages = "".join(page.read_text("utf-8") for page in made.html.rglob("*.html"))
    assert "Permanent link" in pages


def test_in_an_ebook_every_english_word_is_marked(made: Made) -> None:
    """In an e-book too: chapters, contents, landmarks, cover and package."""
    found = {}
    with ZipFile(made.epub) as book:
        for name in book.namelist():
            if name.endswith((".xhtml", ".opf", ".ncx", "cover.svg")):
                found[name] = list(iter_unmarked(etree.fromstring(book.read(name))))
    assert {name: texts for name, texts in found.items() if texts} == {}


def test_in_a_book_every_english_word_is_marked(made: Made) -> None:
    """In the structure of a PDF, which is read out, each English text is English."""
    document = read_pdf(made.pdf)
    assert document is not None
    unmarked = []
    for element, ancestors in walk_structure(document.roots):
        tags = [one.language for one in (*ancestors, element) if one.language]
        marks = [kid for kid in element.kids if isinstance(kid, MarkedContentRef)]
        text = " ".join(run.text for mark in marks for run in document.get_runs(mark))
        for words in (text, element.alt or ""):
            if ENGLISH.search(words) and tags[-1:] != ["en"] and "print" not in words:
                unmarked.append(f"{element.kind} {tags}: {words}")
    assert unmarked == []


def test_quotes_are_those_of_english(made: Made) -> None:
    """A straight quote of an English sentence becomes an English one, whatever those of the edition are."""
    text = get_element_text(html.parse(made.html / "index.html").getroot())
    assert "remain their owners’." in text


@pytest.mark.parametrize("tag", ["he", "yi"])
def test_a_sentence_stays_one(shelf: Shelf, tag: str) -> None:
    """Neighbours in English are one text: apart, a page from the right would show the second one first."""
    made = shelf.edition("english-design", "a", tag)
    tree = html.parse(made.html / "index.html")
    (notice,) = tree.xpath("//p[@class='notice']")
    (sentence,) = notice.xpath("*")
    words = (
        "A reading edition in plain language, not the adopted text. Only the adopted text is authoritative."
    )
    assert get_element_text(sentence) == f"{words} A city adopts that text, not this one."
    (publisher,) = tree.xpath("//p[starts-with(normalize-space(), 'Published by')]/*")
    assert (publisher.get("lang"), [each.get("lang") for each in publisher]) == ("en", [tag])


def test_a_reference_has_its_parts(shelf: Shelf) -> None:
    """A reference in English holds the letter of the list, which is of the edition's language."""
    made = shelf.edition("english-design", "a", "he")
    (*_, link) = html.parse(made.html / "one.html").xpath("//main//a[contains(., 'paragraph')]")
    (words,) = link.xpath(".//*[@lang='en']")
    assert words.text == "Article 1, paragraph 1, item\N{NO-BREAK SPACE}"
    assert [(each.get("lang"), each.text) for each in words] == [("he", "א")]
