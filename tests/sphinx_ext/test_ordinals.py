"""Ordinals: provisions counted in words, and articles of a part."""

from __future__ import annotations

import re
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as some

from build_tools.catalogues import load_ui_strings
from build_tools.model import Language, UiStrings
from build_tools.paths import PROJECT_DIR, Root
from build_tools.sphinx_ext.articles.numbers import format_ordinal
from tests.helpers.editions import Shelf
from tests.helpers.inspect import get_element_text, read_chapters, read_html_pages

ORDINALS = {
    "en": "First Second Third Fourth Fifth Sixth Seventh Eighth Ninth Tenth 11",
    "fr": ("Première Deuxième Troisième Quatrième Cinquième Sixième Septième Huitième Neuvième Dixième 11"),
    "es": "Primera Segunda Tercera Cuarta Quinta Sexta Séptima Octava Novena Décima 11",
    "ar": "الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر 11",
    "ko": "제1 제2 제3 제4 제5 제6 제7 제8 제9 제10 제11",
}


@pytest.mark.parametrize("language", sorted(ORDINALS))
def test_provisions_are_counted_in_words(shelf: Shelf, language: str) -> None:
    """The first ten have a word, in outline and headings; the others have their number."""
    made = shelf.edition("numbered", "rules", language)
    called = ORDINALS[language].split()
    found = [one.designation for one in made.articles if one.anchor.startswith("ru-additional-")]
    assert found == called
    for leaf in (*read_html_pages(made.html), *read_chapters(made.epub)):
        if leaf.name.startswith("additional."):
            headings = [get_element_text(each) for each in leaf.main_element.xpath(".//*[local-name()='h2']")]
            assert [each.split()[0] for each in headings] == called


@given(some.integers(1, 20), some.sampled_from(["en", "fr", "es", "ar", "ko", "de"]))
def test_an_ordinal_is_a_word_to_ten_and_a_number_after(number: int, tag: str) -> None:
    """Up to ten it is a word if the language has one, and never a word of another language."""
    text = format_ordinal(number, WORDS[tag], tag)
    assert bool(re.search(r"[^\W\d]", text)) == (number <= 10 and tag != "de")
    assert text in (str(number), *(word.text for word in WORDS[tag].messages.values())) or tag == "en"


def test_a_language_without_the_words_has_numbers() -> None:
    """English ordinals are only in English editions."""
    assert format_ordinal(3, UiStrings(language="de"), "de") == "3"
    assert format_ordinal(3, UiStrings(language="en"), "en") == "Third"


@pytest.mark.parametrize(("language", "article"), [("en", "Article"), ("es", "Artículo")])
def test_the_head_of_a_page_names_the_article_of_a_part(shelf: Shelf, language: str, article: str) -> None:
    """If an article of a part continues on a page, the running head names the article, not the part."""
    made = shelf.edition("numbered", "rules", language)
    command = ["pdftotext", "-layout", str(made.pdf), "-"]
    sheets = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\f")
    heads = [sheet.strip().splitlines()[0] for sheet in sheets if "On day 9." in sheet][1:]
    assert len(heads) >= 2
    assert all(f"{article} IX" in head for head in heads)
    assert any("Buckets" in head for head in heads)


WORDS = {
    tag: load_ui_strings(Language(tag=tag, name=""), Root(PROJECT_DIR))
    for tag in ("en", "fr", "es", "ar", "ko", "de")
}
