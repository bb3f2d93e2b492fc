"""The promises of every edition, tested on the project's own: words and links in each format."""

from __future__ import annotations

from tests.formats.test_links import (
    test_a_book_leads_to_its_labelled_articles,
    test_every_link_of_a_book_leads_somewhere,
    test_every_link_of_a_page_leads_somewhere,
    test_every_link_of_the_ebook_leads_somewhere,
    test_no_page_has_an_id_twice,
)
from tests.formats.test_words import (
    test_a_book_adds_words_of_headings_alone,
    test_a_book_loses_no_word,
    test_pages_and_ebook_hold_the_same_words,
)

__all__ = [
    "test_a_book_adds_words_of_headings_alone",
    "test_a_book_leads_to_its_labelled_articles",
    "test_a_book_loses_no_word",
    "test_every_link_of_a_book_leads_somewhere",
    "test_every_link_of_a_page_leads_somewhere",
    "test_every_link_of_the_ebook_leads_somewhere",
    "test_no_page_has_an_id_twice",
    "test_pages_and_ebook_hold_the_same_words",
]
