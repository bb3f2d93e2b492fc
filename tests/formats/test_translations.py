"""Translations: each is complete, once, in its place, in every format of every text."""

from __future__ import annotations

import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.editions import OWN, Made, Shelf, root_of
from tests.helpers.inspect import (
    HtmlPage,
    extract_words,
    get_element_text,
    read_book,
    read_chapters,
    read_html_pages,
    text_proper,
)
from tests.helpers.translations import Told, translations
from tests.texts.conftest import EDITIONS

TEXTS = [
    *(("kitchen-sink", "sink", language) for language in ("fr", "ar", "ko")),
    *((OWN, text, language) for text, language in EDITIONS if language != "en"),
]
FILE = Path(__file__).parent.parent / "data/formats/translations.toml"
# Messages that are on no page, with the reason.
APART: dict[str, dict[str, list[str]]] = tomllib.loads(FILE.read_text("utf-8"))
# The minimum length of a part of a sentence that a page break divides.
PIECE = 3
# Words of a table cell.
FEW = 8


@pytest.fixture(params=TEXTS, ids="-".join)
def text(request: pytest.FixtureRequest, shelf: Shelf) -> tuple[Made, list[Told]]:
    """Return a translated edition and its translations."""
    root, publication, language = request.param
    made = shelf.edition(root, publication, language)
    folder = root_of(root).get_catalogue_folder(language, publication)
    hidden = set(APART["hidden"].get(language, []))
    visible = [each for each in translations(folder, language) if each.text not in hidden]
    return made, visible


def read_words(leaf: HtmlPage) -> str:
    """Return the words of a page: text, contents, header and text alternatives."""
    attributes = leaf.tree.xpath("//@alt | //@content | //@title")
    return " ".join(
        extract_words(" ".join([text_proper(leaf.tree), get_element_text(leaf.tree), *attributes]))
    )


def pages(made: Made) -> Iterator[tuple[str, HtmlPage]]:
    """Yield the format and each page of an edition with pages."""
    yield from (("html", leaf) for leaf in read_html_pages(made.html))
    yield from (("epub", leaf) for leaf in read_chapters(made.epub))


def select_page(told: list[Told], leaf: HtmlPage) -> list[Told]:
    """Return the translations of a page."""
    return [each for each in told if each.page == leaf.name.rpartition(".")[0]]


def read_sorted_text(leaf: HtmlPage) -> str:
    """Return the text in the order of the language: glossaries and sorted lists."""
    named = " or ".join(f"contains(concat(' ', @class, ' '), ' {n} ')" for n in ("glossary", "sorted"))
    return " ".join(get_element_text(each) for each in leaf.main_element.xpath(f".//*[{named}]"))


def test_a_page_holds_each_translation(text: tuple[Made, list[Told]]) -> None:
    """Every translation of a page is on that page, word for word."""
    made, translated = text
    assert {each.page for each in translated} <= {chapter.page for chapter in made.chapters}
    for leaf in read_html_pages(made.html):
        whole = read_words(leaf)
        assert [t.text for t in select_page(translated, leaf) if any(p not in whole for p in t.pieces)] == []


def test_a_translation_stands_in_its_place(text: tuple[Made, list[Told]]) -> None:
    """Translations have the order of the source's messages, except in sorted parts."""
    made, translated = text
    for _, leaf in pages(made):
        whole, own = (
            f" {' '.join(extract_words(each))} "
            for each in (text_proper(leaf.main_element), read_sorted_text(leaf))
        )
        stands = [t for t in select_page(translated, leaf) if any(p not in own for p in t.pieces)]
        pieces = [piece for each in stands for piece in each.pieces if " " in piece]
        # A word that occurs twice has no unique place.
        once = [piece for piece in pieces if whole.count(f" {piece} ") == 1]
        assert once == sorted(once, key=lambda piece: whole.index(f" {piece} "))


def test_no_translation_is_read_twice(text: tuple[Made, list[Told]]) -> None:
    """A sentence is on its page as often as in the source."""
    made, translated = text
    for _, leaf in pages(made):
        whole = f" {' '.join(extract_words(text_proper(leaf.main_element)))} "
        long = [each for each in select_page(translated, leaf) if each.is_sentence]
        times = Counter[str]()
        for each in select_page(translated, leaf):
            times.update(dict.fromkeys(each.pieces, each.times))
        twice = [t for t in long if whole.count(f" {t.pieces[0]}") > times[t.pieces[0]]]
        assert [each.text for each in twice] == []


def test_a_book_holds_each_translation(text: tuple[Made, list[Told]]) -> None:
    """Every translation is in the book, where a page break may divide it."""
    made, translated = text
    shown = {
        leaf.name: " ".join(extract_words(text_proper(leaf.main_element)))
        for leaf in read_html_pages(made.html)
    }
    run = "".join(extract_words(read_book(made)))
    lost = [
        each.text
        for each in translated
        for piece in each.pieces
        if piece in shown[f"{each.page}.html"] and not divided(piece.replace(" ", ""), run)
    ]
    # Poppler mixes the lines of table cells, and Arabic lines with vowel marks, and splits some
    # words with marks; `text/lost` checks each word in the order of the structure.
    apart = made.edition.language.is_rtl
    told_apart = [t for t in lost if apart or len(extract_words(t)) < FEW]
    in_words = [t for t in told_apart if all(word in run for word in extract_words(remove_marked_words(t)))]
    assert [text for text in lost if text not in in_words] == []


def remove_marked_words(text: str) -> str:
    """Return a text without words that have vowel marks."""
    return " ".join(w for w in text.split() if not any(map(unicodedata.combining, w)))


def divided(piece: str, run: str, most: int = 3) -> bool:
    """Return whether letters occur in a string of letters, in up to a number of parts."""
    if piece in run:
        return True
    cuts = range(len(piece) - PIECE, PIECE - 1, -1) if most > 1 else ()
    longest = next((at for at in cuts if piece[:at] in run), 0)
    return longest > 0 and divided(piece[longest:], run, most - 1)
