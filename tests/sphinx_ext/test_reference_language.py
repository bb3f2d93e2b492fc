"""The text of references and the titles of pages are marked with their language."""

from __future__ import annotations

import pytest

from tests.helpers.editions import Shelf
from tests.helpers.inspect import get_element_text, read_html_pages


@pytest.mark.parametrize(
    ("root", "publication", "language", "page", "reads", "marked"),
    [
        ("numbered", "rules", "ar", "cited", "المادة 1", "ar"),
        ("numbered", "rules", "ko", "cited", "제1조 제1항", "ko"),
        ("arabic-source", "mithaq", "fr", "first", "الحق في الماء", "ar"),
    ],
    ids=["a number in a passage left", "a paragraph in one", "a title left in a passage"],
)
def test_a_reference_says_its_language(  # a row of the table above
    shelf: Shelf, root: str, publication: str, language: str, page: str, reads: str, marked: str
) -> None:
    """A reference has its own language, the passage around it another."""
    made = shelf.edition(root, publication, language)
    tree = next(leaf.tree for leaf in read_html_pages(made.html) if leaf.name == f"{page}.html")
    (link, *_) = [one for one in tree.xpath("//main//a") if get_element_text(one) == reads]
    assert link.xpath("ancestor::*[@lang][1]/@lang") == [marked]
    around = link.getparent().xpath("ancestor::*[@lang][1]/@lang")
    assert around != [marked]


def test_a_reference_in_the_language_around_it_is_not_marked(shelf: Shelf) -> None:
    """A text in one language has no additional marks."""
    made = shelf.edition("numbered", "rules", "en")
    marked = [leaf.tree.xpath("//main//*[@lang]//a") for leaf in read_html_pages(made.html)]
    assert not any(marked)


def test_a_page_begins_once(shelf: Shelf) -> None:
    """A second top-level section belongs to the page that the first one names."""
    made = shelf.edition("neighbours", "river", "en")
    tree = next(leaf.tree for leaf in read_html_pages(made.html) if leaf.name == "index.html")
    assert [get_element_text(one) for one in tree.xpath("//h1")] == ["The Charter of the River"]
    assert "The Mouth" in [get_element_text(one).rstrip("#") for one in tree.xpath("//h2")]


def test_the_title_of_a_page_that_nobody_translated_says_its_language(shelf: Shelf) -> None:
    """An untranslated page title has the source's language, if all of it is in that language."""
    made = shelf.edition("numbered", "paper", "ko")
    titles = {leaf.name: leaf.tree.xpath("//title")[0] for leaf in read_html_pages(made.html)}
    assert titles["one.html"].get("lang") == "en"
    assert shelf.edition("numbered", "paper", "en").page("one").count("<title>") == 1
