"""Site and mail of the publisher, authors, ISBN and licence: in imprint and metadata of each format."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pikepdf
import pytest
from lxml import html

from build_tools.errors import UserError
from build_tools.paths import Root
from build_tools.register import read_register
from build_tools.sphinx_ext.imprint_addresses import find_licence_url
from tests.helpers.editions import Made
from tests.helpers.inspect import OPF_NAMESPACES, read_opf, run_pdftotext
from tests.helpers.small_roots import build_edition

PUBLISHER = """
[publisher]
name = {en = "House of Texts", ar = "دار النصوص"}
url = "https://example.org/"
contact = "us@example.org"
"""
KEYS = """
licence = "CC-BY-SA-4.0"
authors = ["Ana Pérez", "Jo Diallo"]
isbn = {en = {pdf = "978-92-1-101366-5", epub = "978-92-1-101367-2"}, ar = "9789211013689"}
"""
ADDRESS = "https://example.org/id/a/"
SITE, MAIL = "https://example.org/", "mailto:us@example.org"
DEED = "https://creativecommons.org/licenses/by-sa/4.0/"


@pytest.fixture
def root(make_root: Any) -> Root:
    """Return a root whose register has every key."""
    made: Root = make_root({"a": ["en", "ar"]}, more=KEYS)
    made.register.write_text(made.register.read_text() + PUBLISHER)
    return made


def read_start(made: Made) -> Any:
    """Return the imprint of an edition's page."""
    (imprint,) = html.fromstring(made.page("index")).xpath("//*[@id='imprint']")
    return imprint


def test_an_imprint_leads_to_its_publisher(root: Root, tmp_path: Path) -> None:
    """Site, mail and licence are links in pages, e-books and books; the name is that of the language."""
    for language, name in (("en", "House of Texts"), ("ar", "دار النصوص")):
        made = build_edition(root, tmp_path, language)
        imprint = read_start(made)
        assert [unquote(each) for each in imprint.xpath(".//p//a/@href")] == [SITE, MAIL, DEED, ADDRESS]
        assert name in imprint.text_content()
        with pikepdf.open(made.pdf) as pdf:
            notes = [one for page in pdf.pages for one in page.get("/Annots", ())]
            links = [str(one.A.URI) for one in notes if "/URI" in one.get("/A", {})]
        assert list(dict.fromkeys(links)) == [SITE, MAIL, DEED, ADDRESS]  # one that is broken has two boxes
        opf = read_opf(made.epub)
        assert opf.xpath("//dc:publisher/text()", namespaces=OPF_NAMESPACES) == [name]


def test_authors_come_before_the_title(root: Root, tmp_path: Path) -> None:
    """They stand below the title, begin the citation, and are the makers that the metadata name."""
    made = build_edition(root, tmp_path)
    page = html.fromstring(made.page("index"))
    assert page.xpath("//*[@class='authors']//text()") == ["Ana Pérez, Jo Diallo"]
    (citation,) = page.xpath("//*[@class='citation']")
    assert citation.text_content().startswith("Ana Pérez, Jo Diallo. Title.")
    assert page.xpath("//meta[@name='author']/@content") == ["Ana Pérez, Jo Diallo"]
    creators = read_opf(made.epub).xpath("//dc:creator/text()", namespaces=OPF_NAMESPACES)
    assert creators == ["Ana Pérez", "Jo Diallo"]
    with pikepdf.open(made.pdf) as pdf:
        assert str(pdf.docinfo.Author) == "Ana Pérez, Jo Diallo"


@pytest.mark.parametrize(
    ("language", "words", "pdf_number", "epub_number"),
    [
        ("en", "ISBN 978-92-1-101366-5 (PDF), 978-92-1-101367-2 (EPUB)", "9789211013665", "9789211013672"),
        ("ar", "ISBN 9789211013689", "9789211013689", "9789211013689"),
    ],
)
def test_an_isbn_is_that_of_its_edition(
    root: Root, tmp_path: Path, language: str, words: str, pdf_number: str, epub_number: str
) -> None:
    """The imprint has those of its language, the metadata of a file its own."""
    made = build_edition(root, tmp_path, language)
    assert words in read_start(made).text_content()
    assert words.split()[1] in run_pdftotext(made.pdf)
    identifiers = read_opf(made.epub).xpath("//dc:identifier/text()", namespaces=OPF_NAMESPACES)
    assert identifiers == [made.edition.identifier, f"urn:isbn:{epub_number}", ADDRESS]
    with pikepdf.open(made.pdf) as pdf:
        assert f"<dc:identifier>urn:isbn:{pdf_number}<".encode() in pdf.Root.Metadata.read_bytes()


def test_without_a_url_nothing_leads_elsewhere(make_root: Any, tmp_path: Path) -> None:
    """A root without the keys has no link in its imprint, not even to its licence."""
    made = build_edition(make_root({"a": ["en"]}, more='licence = "CC-BY-SA-4.0"'), tmp_path)
    assert read_start(made).xpath(".//p//a") == []
    assert "CC\N{NO-BREAK SPACE}BY-SA\N{NO-BREAK SPACE}4.0" in read_start(made).text_content()


@pytest.mark.parametrize(("nature", "is_told"), [("adopted", False), ("reading", True)])
def test_only_a_reading_edition_speaks_of_owners(
    make_root: Any, tmp_path: Path, nature: str, is_told: bool
) -> None:
    """Where the edition is the adopted text, its licence takes nothing out."""
    more = f'licence = "CC0-1.0"\nnature = "{nature}"'
    words = read_start(build_edition(make_root({"a": ["en"]}, more=more), tmp_path)).text_content()
    assert "may be shared and adapted under CC0\N{NO-BREAK SPACE}1.0." in words
    assert ("remain their owners" in words) == is_told


@pytest.mark.parametrize(
    ("licence", "address"),
    [
        ("CC0-1.0", "publicdomain/zero/1.0/"),
        ("CC-BY-4.0", "licenses/by/4.0/"),
        ("CC-BY-NC-ND-3.0-DE", "licenses/by-nc-nd/3.0/de/"),
        ("MIT", ""),
        ("CC-SA-9", ""),
    ],
)
def test_a_licence_of_creative_commons_has_an_address(licence: str, address: str) -> None:
    """It is made of its SPDX identifier; of another one nothing is guessed."""
    assert find_licence_url(licence) == (f"https://creativecommons.org/{address}" if address else "")


def test_a_new_name_changes_no_identifier(make_root: Any) -> None:
    """The first name is that of the identifier, whether others follow or not."""
    found = []
    for name in ('"House"', '{en = "House", fr = "Maison"}'):
        root = make_root({"a": ["en", "fr"]})
        root.register.write_text(f"{root.register.read_text()}\n[publisher]\nname = {name}\n")
        register = read_register(root)
        found.append((register.publisher.name, register.publisher.get_name("fr")))
    assert found == [("House", "House"), ("House", "Maison")]


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ('"978-92-1-101366-4"', "not an ISBN: its last digit would be 5 — look each digit up"),
        ('"92-1-101366-5"', "not an ISBN — write its 13 digits"),
        ('{en = {pfd = "978-92-1-101366-5"}}', "isbn.en.pfd is no known key — write pdf"),
        ('{english = "978-92-1-101366-5"}', "isbn.english is no language tag"),
    ],
)
def test_a_wrong_isbn_is_a_line(make_root: Any, value: str, says: str) -> None:
    """The digit that checks the others is computed; the line of the register is told."""
    with pytest.raises(UserError) as caught:
        read_register(make_root({"a": ["en"]}, more=f"isbn = {value}"))
    assert str(caught.value).startswith("source/publications.toml:3: register/")
    assert says in str(caught.value)


def test_names_in_other_letters_are_in_the_language_of_the_source(make_root: Any, tmp_path: Path) -> None:
    """An Arabic publisher and author of a French edition are marked as Arabic; a Latin name is not."""
    root = make_root({"a": ["ar", "fr"]}, more='authors = ["سلمى حداد"]')
    root.register.write_text(f'{root.register.read_text()}\n[publisher]\nname = "دار النصوص"\n')
    made = build_edition(root, tmp_path, "fr")
    page = html.fromstring(made.page("index"))
    marked = {words.text_content() for words in page.xpath("//*[@lang='ar'][@dir='rtl']")}
    assert {"سلمى حداد", "دار النصوص"} <= {words.rstrip(".") for words in marked}
    outside = page.xpath("//body//text()[not(ancestor::*[@lang][1]/@lang='ar')]")
    assert not [words for words in outside if "دار" in words or "سلمى" in words]
