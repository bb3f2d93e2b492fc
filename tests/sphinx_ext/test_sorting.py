"""Lists sorted in the order of the language, in each format of the root “sorted”."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.editions import ROOTS, Made, Shelf
from tests.helpers.inspect import (
    HtmlPage,
    extract_words,
    get_element_text,
    read_chapters,
    read_html_pages,
    run_pdftotext,
)

DATA = Path(__file__).parent.parent / "data/sphinx_ext/sorting.toml"
ORDERS: dict[str, Any] = tomllib.loads(DATA.read_text(encoding="utf-8"))
TERMS: dict[str, dict[str, list[str]]] = ORDERS.pop("terms")
# The place of each on the page.
WITHIN = {
    "glossary": "(//*[@id='lx-terms']//*[local-name()='dl'])[1]/*[local-name()='dt']",
    "unsorted": "(//*[@id='lx-terms']//*[local-name()='dl'])[2]/*[local-name()='dt']",
    "list": "(//*[@id='lx-lists']//*[local-name()='ul'])[1]/*",
    "plain": "(//*[@id='lx-lists']//*[local-name()='ul'])[2]/*",
    "table": "//*[@id='lx-lists']//*[local-name()='tr']",
}


@pytest.fixture(params=["en", "fr", "es", "ar", "ko"])
def made(request: pytest.FixtureRequest, shelf: Shelf) -> Made:
    """Return the lexicon in a language; its source is not sorted."""
    return shelf.edition("sorted", "lexicon", request.param)


def pages(made: Made) -> tuple[HtmlPage, HtmlPage]:
    """Return the page with the lists, on the web and in the e-book."""
    names = {leaf.name: leaf for leaf in (*read_html_pages(made.html), *read_chapters(made.epub))}
    return names["index.html"], names["index.xhtml"]


@pytest.mark.parametrize("kind", ORDERS)
def test_a_list_is_in_the_order_of_the_language(made: Made, kind: str) -> None:
    """Glossaries and lists marked as sorted are, and nothing else; on page and in EPUB."""
    order = ORDERS[kind][made.edition.language.tag]
    for leaf in pages(made):
        found = leaf.tree.xpath(WITHIN[kind])
        assert [get_element_text(each).removesuffix("¶") for each in found] == order


def test_a_book_has_the_same_order(made: Made) -> None:
    """The entries of a glossary have the same order in the PDF as on the page."""
    page, _ = pages(made)
    meanings = [extract_words(get_element_text(each)) for each in page.main_element.xpath("(//dl)[1]/dd")]
    text = "".join(extract_words(run_pdftotext(made.pdf)))
    if made.edition.language.is_rtl:  # poppler turns such words about
        assert all(word in text for meaning in meanings for word in meaning)
    else:
        places = [text.find("".join(meaning)) for meaning in meanings]
        assert -1 not in places
        assert places == sorted(places)


@pytest.mark.parametrize("anchor", sorted(TERMS))
def test_a_term_keeps_its_address_and_its_meaning(made: Made, anchor: str) -> None:
    """An address leads in each language to the same term with its own definition."""
    term, meaning = TERMS[anchor][made.edition.language.tag]
    for leaf in pages(made):
        (found,) = leaf.tree.xpath("//*[@id=$id]", id=anchor)
        assert get_element_text(found).removesuffix("¶") == term
        after = found.xpath("following-sibling::*[local-name()='dd'][1]")
        assert get_element_text(after[0]) == meaning


def test_a_reference_leads_to_its_term(made: Made) -> None:
    """References to terms are links with the name of the term."""
    for leaf in pages(made):
        found = leaf.main_element.xpath(".//*[local-name()='a'][starts-with(@href, '#term-')]")
        shown = [(each.get("href").removeprefix("#"), get_element_text(each)) for each in found]
        expected = {anchor: TERMS[anchor][made.edition.language.tag][0] for anchor in TERMS}
        assert sorted(shown) == [(name, expected[name]) for name in ("term-pledge", "term-rhea")]


def test_nothing_is_lost_by_it(made: Made) -> None:
    """No message is reported as lost, rejected or moved."""
    assert [str(each) for each in made.findings if each.severity != "note"] == []


def test_plain_sphinx_reads_the_same_sources(tmp_path: Path) -> None:
    """The markup for sorting is plain reST: Sphinx alone has no warning."""
    source = ROOTS / "sorted" / "source" / "lexicon"
    command = [sys.executable, "-m", "sphinx", "-qWCb", "html", str(source), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
