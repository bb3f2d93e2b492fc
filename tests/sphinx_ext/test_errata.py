"""Verified errata stand at the end of their article and on a page of their own, in every format."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from build_tools.paths import Root, iter_files
from build_tools.release.article_text import read_page_text
from tests.conftest import MakeRoot
from tests.helpers.checks import amiss
from tests.helpers.editions import Made
from tests.helpers.errata import write_errata
from tests.helpers.inspect import (
    HtmlPage,
    get_element_text,
    read_book,
    read_chapters,
    read_html_pages,
    simplify_text,
)
from tests.helpers.small_roots import build_edition, write_pages

INDEX = ".. _top:\n\nTitle\n=====\n\n.. toctree::\n\n   one\n"
ONE = """.. _ca-2:

The right
=========

All are welcome. [#]_

.. _figure:

.. note:: A note.

.. _part:

The part
--------

Words of the part. [#]_

.. rubric:: Notes

.. [#] The first note.
.. [#] The second note.

.. _ca-3:

The duty
========

Words of the duty.
"""
OLD = "[publications.a.successors]\nca-1 = 'ca-0'\nca-0 = 'ca-2'\n"
NOTE = "Correction du 24 novembre 2026 : la version 2026.1 disait « {} » ; lire « {} »."


def make_text(make_root: MakeRoot, *languages: str) -> Root:
    """Return a root of a page with three articles and a page before it."""
    return write_pages(make_root, {"index": INDEX, "one": ONE}, "en", *languages)


def read_pages(made: Made) -> list[HtmlPage]:
    """Return the pages of an edition and the chapters of its e-book."""
    return [*read_html_pages(made.html), *read_chapters(made.epub)]


def find_notes(made: Made) -> list[tuple[str, str, str]]:
    """Return of each note in a page its article, the id or first words of what follows, and its text."""
    return [_describe(note) for page in read_pages(made) for note in page.tree.xpath(NOTES)]


NOTES = "//*[contains(concat(' ', @class, ' '), ' erratum ')]"


def _describe(note: object) -> tuple[str, str, str]:
    (article,) = note.xpath("ancestor::*[@id][1]/@id")  # type: ignore[attr-defined]
    after = note.getnext()  # type: ignore[attr-defined]
    follower = "" if after is None else after.get("id") or simplify_text(get_element_text(after))
    return article, follower, simplify_text(get_element_text(note))


def iter_texts(made: Made) -> Iterator[str]:
    """Yield every file of an edition as text: of the e-book its members, of the book what it shows."""
    for file in iter_files(made.html):
        yield file.read_bytes().decode("utf-8", "replace")
    with zipfile.ZipFile(made.epub) as book:
        for name in book.namelist():
            yield book.read(name).decode("utf-8", "replace")
    yield read_book(made)


def test_a_note_stands_at_the_end_of_its_article(make_root: MakeRoot, tmp_path: Path) -> None:
    """It stands before articles inside it and before its notes, also where a label is within the article."""
    root = make_text(make_root, "fr")
    root.register.write_text(f"{root.register.read_text()}\n{OLD}")
    write_errata(
        root,
        {"article": "ca-1", "wrong": "vilain"},
        {"article": "figure", "wrong": "image"},
        {"article": "Part", "wrong": "morceau"},
        {"article": "top", "wrong": "titre"},
    )
    made = build_edition(root, tmp_path, "fr")
    expected = [
        ("top", "titre"),
        ("ca-2", "vilain"),
        ("ca-2", "image"),
        ("part", "morceau"),
    ]
    notes = find_notes(made)
    assert [(article, text) for article, _, text in notes] == [
        (article, NOTE.format(wrong, "cité")) for article, wrong in expected
    ] * 2
    assert [after for _, after, _ in notes if after in ("part", "Notes")] == ["part", "Notes"] * 2
    book = simplify_text(read_book(made))
    assert book.count(NOTE.format("morceau", "cité")) == 2  # at its article, and on the page
    assert amiss(made) == []


def test_the_page_of_corrections_leads_to_articles(make_root: MakeRoot, tmp_path: Path) -> None:
    """It is the last page, in reading order, each article once; other languages have their first page."""
    root = make_text(make_root, "fr")
    write_errata(
        root,
        {"article": "ca-3", "wrong": "devoirs"},
        {"wrong": "vilain", "right": "beau"},
        {"wrong": "image", "date": "2026-12-01"},
    )
    made = build_edition(root, tmp_path, "fr")
    assert made.chapters[-1].title == "Corrections"
    for page in (one for one in read_pages(made) if one.name.startswith("errata.")):
        links = page.main_element.xpath(".//*[local-name()='dt']//*[local-name()='a']")
        assert [get_element_text(link) for link in links] == ["The right", "The duty"]
        assert [link.get("href").partition("#")[2] for link in links] == ["ca-2", "ca-3"]
        lines = page.main_element.xpath(".//*[local-name()='dd']/*")
        assert [simplify_text(get_element_text(line)) for line in lines] == [
            NOTE.format("vilain", "beau"),
            NOTE.format("image", "cité").replace("24 novembre", "1ᵉʳ décembre"),
            NOTE.format("devoirs", "cité"),
        ]
    (html,) = (one for one in read_html_pages(made.html) if one.name == "errata.html")
    assert html.tree.xpath("//a[@hreflang='en']/@href") == ["../../../en/a/html/index.html"]
    assert html.tree.xpath("//link[@rel='alternate'][@hreflang]/@hreflang") == ["fr"]


def test_what_is_reported_is_nowhere(make_root: MakeRoot, tmp_path: Path) -> None:
    """No file of an edition has a reported erratum, nor a verified one of another language."""
    root = make_text(make_root, "fr")
    write_errata(
        root,
        {"wrong": "Zwxqreported", "state": "reported"},
        {"wrong": "Zwxqother", "language": "en"},
        {"wrong": "Zwxqverified"},
    )
    made = build_edition(root, tmp_path, "fr")
    texts = "".join(iter_texts(made))
    assert set(re.findall("Zwxq[a-z]+", texts)) == {"Zwxqverified"}
    assert all("Zwxqverified" in text for text in (made.page("one"), made.page("errata"), read_book(made)))
    write_errata(root, {"wrong": "Zwxqreported", "state": "reported"})
    other = build_edition(root, tmp_path / "other", "fr")
    assert "Zwxq" not in "".join(iter_texts(other))
    assert [chapter.page for chapter in other.chapters] == ["index", "one"]


def test_quoted_words_are_isolated(make_root: MakeRoot, tmp_path: Path) -> None:
    """They have their own direction, whatever they end with, and the quotation marks of their language."""
    root = make_text(make_root, "ar")
    write_errata(root, {"language": "ar", "wrong": 'مدينة "الحق" (Town)', "right": "بلدة"})
    made = build_edition(root, tmp_path, "ar")
    for page in (one for one in read_pages(made) if one.name.startswith(("one.", "errata."))):
        words = page.main_element.xpath(".//*[local-name()='span'][@lang='ar'][@dir='rtl']")
        assert [get_element_text(one) for one in words] == ["مدينة «الحق» (Town)", "بلدة"]
        assert words[0].getparent().text.endswith("«")
        assert words[1].tail.startswith("»")
    assert amiss(made) == []


def test_the_words_are_english_where_the_design_is(make_root: MakeRoot, tmp_path: Path) -> None:
    """Without a translation of the sentence it is marked as English, and the words as the edition's."""
    root = make_text(make_root, "de")
    write_errata(root, {"language": "de", "wrong": "die Stadt", "right": "die Städte"})
    made = build_edition(root, tmp_path, "de", ("html",))
    (page,) = (one for one in read_html_pages(made.html) if one.name == "one.html")
    (sentence,) = page.tree.xpath(f"{NOTES}/p/span[@lang='en']")
    assert simplify_text(get_element_text(sentence)) == (
        "Correction of 24. November 2026: version 2026.1 said “die Stadt”; read “die Städte”."
    )
    words = sentence.xpath("./span[@lang='de']")
    assert [get_element_text(one) for one in words] == ["24. November 2026", "die Stadt", "die Städte"]


def test_errata_are_no_words_of_the_text(make_root: MakeRoot, tmp_path: Path) -> None:
    """Releases are compared without them, and no article is longer for them."""
    root = make_text(make_root, "fr")
    before = build_edition(root, tmp_path, "fr", ("html",))
    write_errata(root, {"wrong": "vilain"})
    after = build_edition(root, tmp_path / "after", "fr", ("html",))
    assert "vilain" in after.page("one")
    assert (
        read_page_text(after.page("one"), "one").articles
        == read_page_text(before.page("one"), "one").articles
    )
    assert read_page_text(after.page("errata"), "errata").articles == ()
    counts = [{one.anchor: one.words for one in made.articles} for made in (before, after)]
    assert {anchor: counts[1][anchor] for anchor in counts[0]} == counts[0]


@pytest.mark.parametrize("own", ["errata", "other"])
def test_a_page_of_an_author_keeps_its_name(make_root: MakeRoot, tmp_path: Path, own: str) -> None:
    """Where a page or a label has the name of the list, the list has another."""
    text = ".. _errata:\n\nOwn words\n=========\n\nThey stay.\n"
    root = write_pages(make_root, {"index": INDEX, "one": ONE, own: text}, "en", "fr")
    write_errata(root, {"wrong": "vilain"})
    made = build_edition(root, tmp_path, "fr", ("html",))
    assert "They stay." in made.page(own)
    assert "vilain" not in made.page(own)
    assert "vilain" in made.page("errata-2")


def test_an_erratum_that_no_page_shows_is_told(make_root: MakeRoot, tmp_path: Path) -> None:
    """Its label stands in a source that is left out of the edition."""
    hidden = ".. _hidden:\n\nHidden\n======\n"
    pages = {"index": INDEX, "one": ONE, "hidden": hidden}
    root = write_pages(make_root, pages, "en", "fr", conf="exclude_patterns = ['a/hidden.rst']\n")
    write_errata(root, {"wrong": "vilain"}, {"article": "hidden"})
    made = build_edition(root, tmp_path, "fr", ("html",))
    found = [one for one in made.findings if one.code == "errata/no-article"]
    assert [(one.severity, one.place.file, one.place.line) for one in found] == [
        ("warning", "source/errata.toml", 11)
    ]
