"""Dates in a text are those of the edition: the clock changes no byte."""

from __future__ import annotations

import pytest

from tests.helpers.editions import Shelf
from tests.helpers.inspect import get_element_text, read_chapters, read_html_pages

SAID = {
    "en": "The text is of 2026.1, its day is 2026-05-04, its year 2026, today is 4 May 2026.",
    "fr": (
        "Le texte est de 2026.1, son jour est le 2026-05-04, son année 2026, aujourd’hui est le 4 mai 2026."
    ),
    "ar": "النص من 2026.1، ويومه 2026-05-04، وسنته 2026، واليوم 4 مايو 2026.",
    "ko": "글은 2026.1 의 것이며 날은 2026-05-04, 해는 2026, 오늘은 2026년 5월 4일 입니다.",
}


@pytest.mark.parametrize("language", sorted(SAID))
def test_a_text_dates_itself_by_its_edition(shelf: Shelf, language: str) -> None:
    """`|today|`, `|release|` and `date::` give the date and the version of the register."""
    made = shelf.edition("kitchen-sink", "sink", language)
    pages = {leaf.name: leaf for leaf in (*read_html_pages(made.html), *read_chapters(made.epub))}
    for name in ("links.html", "links.xhtml"):
        paragraphs = pages[name].main_element.xpath(".//*[local-name()='p']")
        assert SAID[language] in [get_element_text(each) for each in paragraphs]


def test_a_text_without_a_date_names_no_day(shelf: Shelf) -> None:
    """An edition without a date does not use today's; values of conf.py are kept."""
    made = shelf.edition("stock", "handbook", "en")
    page = next(leaf for leaf in read_html_pages(made.html) if leaf.name == "rules/first.html")
    assert made.edition.date is None
    assert "Its day is –, its issue the seventh." in get_element_text(page.main_element)
