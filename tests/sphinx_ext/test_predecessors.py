"""An article that took the place of a removed one says so; the imprint says how an article is cited."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from build_tools.paths import Root
from build_tools.release.article_text import read_page_text
from tests.conftest import MakeRoot
from tests.helpers.checks import amiss
from tests.helpers.editions import Made
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
ONE = ".. _ca-2:\n\nThe quay\n========\n\nAll are welcome.\n\n.. _ca-3:\n\nThe lamp\n========\n\nIt is lit.\n"
TABLE = "publication\tlabel\tpage\ttitle\na\tca-1\tone\tThe *old* quay\n"
SUCCESSORS = '[publications.a.successors]\n"ca-1" = "ca-0"\n"ca-0" = "ca-2"\n'
PUBLISHER = '[publisher]\nname = "A City"\nurl = "https://city.example.org/texts/"\n'
NUMBERED = '[publications.a.articles]\n"ca-{n}" = "Article {arabic}"\n'
LINES = {
    "en": "“The old quay” is no longer in this text; its address leads here.",
    "fr": "« “The old quay” » ne figure plus dans ce texte ; son adresse mène ici.",
}


def make_root_of_two(make_root: MakeRoot, register: str = SUCCESSORS) -> Root:
    """Return a root in two languages whose article `ca-1` was removed."""
    root = write_pages(make_root, {"index": INDEX, "one": ONE}, "en", "fr")
    root.register.write_text(f"{root.register.read_text()}\n{register}")
    root.addresses.write_text(TABLE)
    return root


def list_lines(pages: list[HtmlPage]) -> list[str]:
    """Return each line on a removed article."""
    lines = [line for page in pages for line in page.tree.xpath("//*[contains(@class, 'predecessor')]")]
    return [simplify_text(get_element_text(line)) for line in lines]


@pytest.fixture(params=["en", "fr"])
def made(request: pytest.FixtureRequest, make_root: MakeRoot, tmp_path: Path) -> Made:
    """Return an edition of it in each language."""
    return build_edition(make_root_of_two(make_root), tmp_path / "out", request.param)


def test_the_article_says_what_it_took_the_place_of(made: Made) -> None:
    """In every format, in the language of the edition, with the last title, or else the label."""
    tag = made.edition.language.tag
    for pages in (list(read_html_pages(made.html)), list(read_chapters(made.epub))):
        said = list_lines(pages)
        assert [one for one in said if "The old quay" in one] == said[:1]
        assert "ca-0" in said[1]
        assert len(said) == 2
        assert said[0].replace("“", "").replace("”", "") == LINES[tag].replace("“", "").replace("”", "")
    assert "The old quay" in simplify_text(read_book(made))
    assert amiss(made) == []


def test_the_line_is_no_word_of_the_text(made: Made) -> None:
    """Its article keeps both addresses, and its words when releases are compared."""
    page = made.page("one")
    assert all(f'id="{anchor}"' in page for anchor in ("ca-1", "ca-0", "ca-2"))
    (article,) = [one for one in read_page_text(page, "one").articles if one.id == "ca-2"]
    assert "longer" not in article.text
    assert "figure plus" not in article.text


@pytest.mark.parametrize(
    ("register", "words", "address"),
    [
        ("", "Cite an article by its title, then this text.", ""),
        (NUMBERED, "Cite an article by its number and its title, then this text.", ""),
        (PUBLISHER, "Cite an article by its title, then this text.", "a/top/"),
        (PUBLISHER + NUMBERED, "Cite an article by its number and its title, then this text.", "a/ca-2/"),
    ],
)
def test_the_imprint_says_how_an_article_is_cited(
    make_root: MakeRoot, tmp_path: Path, register: str, words: str, address: str
) -> None:
    """With the permanent address of the first article, where the publisher has a site, in every format."""
    made = build_edition(make_root_of_two(make_root, SUCCESSORS + register), tmp_path / "out", "en")
    lines = [
        simplify_text(get_element_text(line))
        for page in read_html_pages(made.html)
        for line in page.tree.xpath("//p[contains(@class, 'citing')]")
    ]
    opening = "The permanent address of an article is that of this text followed by its label, for example:"
    example = f"{opening} https://city.example.org/texts/id/{address}"
    assert lines == [f"{words} {example}" if address else words]
    with zipfile.ZipFile(made.epub) as book:
        texts = [book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml")]
    assert [text.count(words) for text in texts if words in text] == [1]
    assert words in simplify_text(read_book(made))
    assert amiss(made) == []
