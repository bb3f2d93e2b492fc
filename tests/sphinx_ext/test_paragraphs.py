"""References to paragraphs and items: their text and their target."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from html import escape
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as some

from build_tools.catalogues import load_ui_strings
from build_tools.model import Edition, Language, LocalizedText, Numbering, Publication, Publisher
from build_tools.paths import PROJECT_DIR, Root
from build_tools.sphinx_ext.articles.paragraphs import ParagraphAddress, iter_reference_texts
from build_tools.sphinx_ext.text.mixed_text import make_mixed_text
from tests.helpers.editions import ROOTS, Made, Shelf, run_editions
from tests.helpers.inspect import (
    HtmlPage,
    extract_words,
    read_chapters,
    read_html_pages,
    run_pdftotext,
)

FILE = Path(__file__).parent.parent / "data/sphinx_ext/paragraphs.toml"
READ: dict[str, dict[str, str]] = tomllib.loads(FILE.read_text("utf-8"))
ALONE = {
    "en": ["paragraph 4", "paragraph 4, item b", "Squares for All, paragraph 1"],
    "ko": ["제4항", "제4항 나목", "Squares for All 제1항"],
}


@pytest.fixture(params=sorted(READ))
def made(request: pytest.FixtureRequest, shelf: Shelf) -> Made:
    """Return the rules in a language."""
    return shelf.edition("numbered", "rules", request.param)


def every_page(made: Made) -> dict[str, HtmlPage]:
    """Return the pages of both formats by name."""
    return {leaf.name: leaf for leaf in (*read_html_pages(made.html), *read_chapters(made.epub))}


def links(leaf: HtmlPage) -> list[tuple[str, str]]:
    """Return (address, words) of each reference in the text of a page."""
    found = leaf.main_element.xpath(".//*[local-name()='a'][contains(@class, 'reference')]")
    return [(str(link.get("href")), link.xpath("string()")) for link in found]


def test_a_reference_reads_the_paragraph_and_leads_there(made: Made) -> None:
    """In pages and EPUB, across pages, it has the words of the language and the right target."""
    pages, wanted = every_page(made), READ[made.edition.language.tag]
    for suffix in ("html", "xhtml"):
        found = [(address.partition("#"), text) for address, text in links(pages[f"cited.{suffix}"])]
        assert {label: text for (_, _, label), text in found[:-2]} == wanted
        assert [label for (_, _, label), _ in found[-2:]] == ["ru-1-p2", "ru-2-p3"]
        for (page, _, label), _ in found:
            assert pages[page].ids.count(label) == 1


def test_words_of_an_authors_own_stay(shelf: Shelf) -> None:
    """A reference with explicit text keeps it, and its translation that of the translator."""
    for language, own in (("en", ["the sun", "the cats"]), ("fr", ["le soleil", "les chats"])):
        pages = every_page(shelf.edition("numbered", "rules", language))
        assert [text for _, text in links(pages["cited.html"])[-2:]] == own


def test_a_book_says_it_too_and_leads_there(made: Made) -> None:
    """In the PDF the words are the same, and each is a link to an existing destination."""
    text = "".join(extract_words(run_pdftotext(made.pdf)))
    read = READ[made.edition.language.tag]
    # poppler reverses Arabic words in an English line.
    wanted = [
        extract_words(one) if made.edition.language.is_rtl else ["".join(extract_words(one))]
        for one in read.values()
    ]
    assert [one for parts in wanted for one in parts if one not in text] == []
    with pikepdf.open(made.pdf) as book:
        names = {str(name) for name, _ in pikepdf.NameTree(book.Root.Names.Dests).items()}
        asked = {str(one.Dest) for one in list_links(book) if "/Dest" in one}
        asked |= {str(one.A.D) for one in list_links(book) if "/A" in one and "/D" in one.A}
    assert set(read) <= asked
    assert asked <= names


def list_links(book: pikepdf.Pdf) -> list[Any]:
    """Return the links of a PDF."""
    return [one for page in book.pages for one in page.get("/Annots", ())]


@pytest.mark.parametrize("language", sorted(ALONE))
def test_paragraphs_that_run_on_are_called_by_their_number(shelf: Shelf, language: str) -> None:
    """If no section has a number, the paragraph number is enough, unless another has it too."""
    pages = every_page(shelf.edition("numbered", "paper", language))
    assert [text for _, text in links(pages["one.html"])] == ALONE[language]


def test_a_label_within_an_item_is_the_items_own(made: Made) -> None:
    """An explicit label in an item is the same address: it exists once, without a warning."""
    for leaf in every_page(made).values():
        assert [id for id, times in Counter(leaf.ids).items() if times > 1] == []
        assert [id for id in leaf.ids if re.search(r"-p\d+(-[a-z])?-2$", id)] == []
    for label in ("ru-1-p1-e", "ru-1-p2", "ru-1-p3"):
        (item,) = every_page(made)["article-1.html"].tree.xpath("//*[@id=$id]", id=label)
        assert item.get("role") == "listitem"
    codes = {one.code for one in made.findings if one.severity != "note"}
    assert codes <= {"register/no-article"}


def test_plain_sphinx_knows_labels_within_items(tmp_path: Path) -> None:
    """Sphinx alone resolves an explicit label, if the reference has explicit text."""
    root = tmp_path / "source"
    root.mkdir()
    shutil.copy(ROOTS / "numbered/source/rules/article-1.rst", root / "index.rst")
    with (root / "index.rst").open("a", encoding="utf-8") as page:
        page.write("\nSee :ref:`the sun <ru-1-p2>`.\n")
    command = [
        sys.executable,
        "-m",
        "sphinx",
        *["-q", "-W", "-C"],
        str(root),
        str(tmp_path / "out"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert 'href="#ru-1-p2"' in (tmp_path / "out/index.html").read_text("utf-8")


def test_an_authors_label_elsewhere_keeps_its_name(tmp_path: Path) -> None:
    """A label on another page that looks like a paragraph's keeps its own target."""
    folder = tmp_path / "source" / "a"
    folder.mkdir(parents=True)
    (tmp_path / "source/publications.toml").write_text('[publications.a]\nlanguages = ["en"]\n')
    (folder / "index.rst").write_text(
        ".. _a-1:\n\nOne\n===\n\n1. First.\n\n2. See :ref:`there <a-1-p1>`.\n\n.. toctree::\n\n   b\n"
    )
    (folder / "b.rst").write_text(".. _b:\n\nTwo\n===\n\n.. _a-1-p1:\n\nThere.\n")
    output = run_editions("build", "-f", "html", root=tmp_path, out=tmp_path / "out")
    assert "warning" not in output
    page = (tmp_path / "out/editions/en/a/html/index.html").read_text("utf-8")
    assert 'href="b.html#a-1-p1"' in page


MARKS = some.lists(
    some.tuples(some.sampled_from(["arabic", "loweralpha"]), some.integers(1, 26)),
    min_size=1,
    max_size=3,
)


@given(
    some.lists(MARKS.map(tuple), max_size=8),
    some.sampled_from(["en", "fr", "es", "ar", "ko", "de"]),
)
def test_no_two_paragraphs_of_an_article_read_the_same(
    paths: list[tuple[tuple[str, int], ...]], tag: str
) -> None:
    """Each address in an article has unique words, at any nesting."""
    here = Language(tag=tag, name="")
    numbering = (Numbering(labels="a-{n}", words="Article {arabic}"),)
    edition = Edition(
        publication=Publication(id="a", languages=("en", tag), numbering=numbering),
        language=here,
        source=Language(tag="en", name=""),
        publisher=Publisher(),
        siblings=(here,),
        identifier="",
    )
    every = {*paths, *(((kind, n),) for kind in ("arabic", "loweralpha") for n in range(1, 27))}
    place = make_mixed_text(LocalizedText(text="Article 1", language="en"))
    found = [ParagraphAddress(anchor="", labels=(), place=place, marks=path) for path in every]
    ui_strings = load_ui_strings(here, Root(PROJECT_DIR))
    texts = [text.text for _, text in iter_reference_texts(found, edition, ui_strings)]
    assert len(set(texts)) == len(texts)
    assert all("Article 1" in text for text in texts)


def test_a_proof_reads_as_the_edition_does(tmp_path: Path) -> None:
    """A proof shows each reference as readers get it, in both languages."""
    root = ROOTS / "numbered"
    run_editions("build", "rules", "-l", "fr", "-f", "proof", root=root, out=tmp_path)
    proof = (tmp_path / "proofs/fr/rules/index.html").read_text("utf-8")
    for language, sentence in (("en", "It is so, see {}."), ("fr", "Il en est ainsi, voir {}.")):
        shown = [escape(sentence.format(one), quote=False) for one in READ[language].values()]
        assert [one for one in shown if one not in re.sub("</?span.*?>", "", proof)] == []
