"""Each edition says how it and its articles are cited, and who answers for its words."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pikepdf
import pytest
from lxml import etree, html

from build_tools import covers
from build_tools.catalogues.review.reviewer_names import extract_reviewer_name
from build_tools.cli import dispatch
from tests.helpers.inspect import OPF_NAMESPACES, read_opf, run_pdftotext

REGISTER = """[publisher]
name = "House of Texts"
{url}
[publications.a]
languages = ["en", "ar"]
version = "2026.1"
date = 2026-11-24
licence = "CC-BY-SA-4.0"
authors = ["Jo Diallo"]
responsible = {{en = "Ana Pérez", ar = "آنا بيريث"}}
articles = {{"art-{{n}}" = "Article {{arabic}}"}}
"""
URL = 'url = "https://charter.example.org/"'
TEXT, ARTICLE = "https://charter.example.org/id/a/", "https://charter.example.org/id/a/art-1/"
INDEX = "The charter\n===========\n\nA charter of a city.\n\n.. toctree::\n\n   one\n"
ONE = ".. _art-1:\n\nThe street\n==========\n\nEvery person may use it.\n"
CATALOGUES = {
    "index": {"The charter": "الميثاق", "A charter of a city.": "ميثاق مدينة."},
    "one": {"The street": "الشارع", "Every person may use it.": "لكل شخص أن يستعمله."},
}
HEADER = (
    'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n"X-Review-State: reviewed\\n"\n'
    '"X-Reviewed-By: سلمى حداد <salma@example.org>, 2026-11-20\\n"\n{more}\n'
)
XMP = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
}


def build_root(root: Path, url: str = "", more: Mapping[str, str] | None = None) -> Path:
    """Build a text with a reviewed translation, and return the folder of its editions.

    `more` are fields of the header of a page's catalogue.
    """
    (root / "source/a").mkdir(parents=True)
    (root / "source/publications.toml").write_text(REGISTER.format(url=url), "utf-8")
    (root / "source/a/index.rst").write_text(INDEX, "utf-8")
    (root / "source/a/one.rst").write_text(ONE, "utf-8")
    folder = root / "locale/ar/LC_MESSAGES/a"
    folder.mkdir(parents=True)
    for page, messages in CATALOGUES.items():
        entries = "".join(f'msgid "{old}"\nmsgstr "{new}"\n\n' for old, new in messages.items())
        fields = (more or {}).get(page, "")
        (folder / f"{page}.po").write_text(HEADER.format(more=fields) + entries, "utf-8")
    assert dispatch.run_command(["build", "-q", "--root", str(root)]) == 0
    return root / "build/editions"


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the editions of a publisher that has a site."""
    return build_root(tmp_path_factory.mktemp("site"), URL)


@pytest.fixture(scope="module")
def bare_editions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the editions of a publisher that has none."""
    return build_root(tmp_path_factory.mktemp("bare"))


def read_page(editions: Path, language: str, name: str) -> Any:
    """Return a page of an edition as a tree."""
    return html.fromstring((editions / language / "a/html" / f"{name}.html").read_bytes())


def read_dublin_core(page: Any) -> dict[str, list[str]]:
    """Return the contents of a page's Dublin Core elements, by name."""
    found: dict[str, list[str]] = {}
    for meta in page.xpath("//head/meta[starts-with(@name, 'DC.')]"):
        found.setdefault(meta.get("name"), []).append(meta.get("content"))
    return found


def read_xmp(book: Path) -> dict[str, list[str]]:
    """Return the values of each property in a book's metadata."""
    with pikepdf.open(book) as pdf:
        tree = etree.fromstring(pdf.Root.Metadata.read_bytes())
    names = {f"{{{uri}}}": f"{prefix}:" for prefix, uri in XMP.items()}
    return {
        re.sub(r"^\{.*\}", lambda match: names.get(match[0], ""), element.tag): [
            text.strip() for text in element.itertext() if text.strip()
        ]
        for element in tree.xpath("//rdf:Description/*", namespaces=XMP)
    }


def test_a_program_reads_citations(editions: Path) -> None:
    """The array has the text first, then each article, with the required fields of CSL, in its language."""
    text, article = json.loads((editions / "ar/a/html/citations.json").read_text("utf-8"))
    common = {
        "author": [{"literal": "Jo Diallo"}],
        "publisher": "House of Texts",
        "issued": {"date-parts": [[2026, 11, 24]]},
        "version": "2026.1",
        "language": "ar",
    }
    assert text == {"id": "a-ar", "type": "book", "title": "الميثاق", **common, "URL": TEXT}
    assert article == {
        "id": "a-ar/art-1",
        "type": "chapter",
        "title": "الشارع",
        "number": "المادة 1",
        "container-title": "الميثاق",
        **common,
        "URL": ARTICLE,
    }


def test_each_page_leads_to_the_citations(editions: Path) -> None:
    """A link names the file and its media type, and the file is there."""
    for name in ("index", "one"):
        page = read_page(editions, "en", name)
        (link,) = page.xpath("//head/link[@type='application/vnd.citationstyles.csl+json']")
        assert link.get("rel") == "alternate"
        assert (editions / "en/a/html" / link.get("href")).is_file()


def test_a_page_has_the_dublin_core_of_its_article(editions: Path) -> None:
    """The first page describes the text, another one its article."""
    assert read_dublin_core(read_page(editions, "en", "one")) == {
        "DC.title": ["Article 1 The street"],
        "DC.creator": ["Jo Diallo"],
        "DC.contributor": ["Ana Pérez"],
        "DC.publisher": ["House of Texts"],
        "DC.date": ["2026-11-24"],
        "DC.language": ["en"],
        "DC.identifier": [ARTICLE],
        "DC.rights": ["CC-BY-SA-4.0"],
        "DC.type": ["Text"],
    }
    found = read_dublin_core(read_page(editions, "ar", "index"))
    assert (found["DC.title"], found["DC.identifier"]) == (["الميثاق"], [TEXT])
    assert found["DC.contributor"] == ["آنا بيريث", "سلمى حداد"]


def test_a_reader_sees_how_an_article_is_cited(editions: Path) -> None:
    """The citation stands in the page's foot, is no part of the text, and ends with the address."""
    page = read_page(editions, "en", "one")
    (cite,) = page.xpath("//footer/details[@class='cite']")
    summary, words = (" ".join(part.text_content().split()) for part in cite)
    assert summary == "How to cite this article"
    assert words == (
        "Jo Diallo. Article 1. The street. The charter. English. Version 2026.1. 24 November 2026. "
        f"House of Texts. {ARTICLE}"
    )
    assert cite.xpath(".//a/@href") == [ARTICLE]
    assert page.xpath("//main//details") == []
    arabic = read_page(editions, "ar", "one").xpath("//details[@class='cite']")[0]
    assert arabic[0].text_content() == "كيفية الاستشهاد بهذه المادة"
    assert arabic.xpath(".//a/@lang") == ["en"]


def test_the_names_stand_in_every_format(editions: Path) -> None:
    """Imprint, package, XMP and JSON-LD name who is responsible and who reviewed; never a mail address."""
    folder = editions / "ar/a"
    page = read_page(editions, "ar", "index")
    imprint = page.xpath("//*[@id='imprint']")[0].text_content()
    assert "المسؤولية عن هذه الطبعة: آنا بيريث." in imprint
    assert "راجع هذه الطبعة: سلمى حداد." in imprint
    (data,) = page.xpath("//head/script[@type='application/ld+json']/text()")
    described = json.loads(data)
    assert described["reviewedBy"] == [{"@type": "Person", "name": "سلمى حداد"}]
    assert described["isPartOf"]["accountablePerson"] == {"@type": "Person", "name": "آنا بيريث"}
    opf = read_opf(folder / "a-ar.epub")
    people = opf.xpath("//dc:contributor/text()", namespaces=OPF_NAMESPACES)
    roles = opf.xpath("//*[@property='role']/text()")
    assert list(zip(people, roles, strict=True)) == [("آنا بيريث", "rpy"), ("سلمى حداد", "rev")]
    assert read_xmp(folder / "a-ar.pdf")["dc:contributor"] == ["آنا بيريث", "سلمى حداد"]
    with zipfile.ZipFile(folder / "a-ar.epub") as book:
        texts = [book.read(name) for name in book.namelist()]
    texts += [path.read_bytes() for path in folder.rglob("*.*") if path.is_file()]
    assert not [text for text in texts if b"salma@" in text]


def test_the_metadata_of_a_book_are_whole(editions: Path) -> None:
    """XMP has identifiers, language, rights, publisher and version beside what the layout engine writes."""
    found, book = read_xmp(editions / "en/a/a-en.pdf"), read_opf(editions / "en/a/a-en.epub")
    identifier, address = book.xpath("//dc:identifier/text()", namespaces=OPF_NAMESPACES)
    assert address == TEXT
    expected = {
        "dc:identifier": [identifier],
        "xmp:Identifier": [identifier, TEXT],
        "dc:language": ["en"],
        "dc:rights": ["CC-BY-SA-4.0"],
        "dc:publisher": ["House of Texts"],
        "xmpMM:VersionID": ["2026.1"],
    }
    assert {name: found.get(name) for name in expected} == expected


def test_an_e_book_links_its_record(editions: Path) -> None:
    """The package links the citations as a record, which is in the container and not in the manifest."""
    book = editions / "en/a/a-en.epub"
    opf = read_opf(book)
    (link,) = opf.xpath("//*[local-name()='link'][@rel='record']")
    assert link.get("media-type") == "application/vnd.citationstyles.csl+json"
    assert link.get("href") not in opf.xpath("//*[local-name()='item']/@href")
    with zipfile.ZipFile(book) as package:
        text, article = json.loads(package.read(f"EPUB/{link.get('href')}"))
    assert (text["URL"], article["URL"]) == (TEXT, ARTICLE)


def test_without_a_site_nothing_leads_there(bare_editions: Path) -> None:
    """No address, no QR code; a citation has an identifier that is no link."""
    for item in json.loads((bare_editions / "en/a/html/citations.json").read_text("utf-8")):
        assert "URL" not in item
    page = read_page(bare_editions, "en", "one")
    (identifier,) = read_dublin_core(page)["DC.identifier"]
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}#art-1", identifier)
    for path in bare_editions.rglob("*.html"):
        assert "/id/a/" not in path.read_text("utf-8")
        assert not re.search(r'(?:href|src)="https?:', path.read_text("utf-8"))
    assert list_figures(bare_editions / "en/a/a-en.pdf", "QR code") == []
    assert "/id/a/" not in run_pdftotext(bare_editions / "en/a/a-en.pdf")


def list_figures(book: Path, words: str) -> list[str]:
    """Return the alternative texts with these words of the figures of a book."""
    with pikepdf.open(book) as pdf:
        found = [
            str(item.Alt)
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure" and "/Alt" in item
        ]
    return [text for text in found if words in text]


@pytest.mark.parametrize(("language", "words"), [("en", "QR code"), ("ar", "رمز QR")])
def test_a_book_has_the_code_of_its_address(editions: Path, language: str, words: str) -> None:
    """The imprint shows it once, tagged as a figure with words, and the address below it."""
    book = editions / f"{language}/a/a-{language}.pdf"
    assert len(list_figures(book, words)) == 1
    assert TEXT in run_pdftotext(book)
    assert TEXT in read_page(editions, language, "index").xpath("//*[@id='imprint']")[0].text_content()


def read_modules(svg: str) -> tuple[list[list[int]], int]:
    """Return the modules that a drawing of a QR code shows, and its size with the quiet zone."""
    tree = ElementTree.fromstring(svg)
    size = int(tree.get("viewBox", "").split()[2])
    drawn = [[0] * size for _ in range(size)]
    path = next(one for one in tree if one.get("stroke") == "#000")
    x, y = 0.0, 0.0
    for command, numbers in re.findall(r"([MmhH])([-\d. ]+)", path.get("d", "")):
        values = [float(number) for number in re.findall(r"-?[\d.]+", numbers)]
        if command == "h":
            for step in range(int(values[0])):
                drawn[int(y)][int(x) + step] = 1
            x += values[0]
        else:
            x, y = (values[0], values[1]) if command == "M" else (x + values[0], y + values[1])
    return drawn, size


@pytest.mark.parametrize("address", [TEXT, "https://a.io/id/b/", f"https://example.org/{'x' * 200}/id/a/"])
def test_a_code_is_that_of_its_address(address: str) -> None:
    """Its modules are those that segno computes, within four of quiet, on at least 20 mm of paper."""
    import segno

    code = covers.draw_qr_code(address)
    assert code is not None
    drawn, size = read_modules(code.svg)
    expected = [list(row) for row in segno.make_qr(address, error="m").matrix]
    assert [row[4:-4] for row in drawn[4:-4]] == expected
    assert not any(map(any, (*drawn[:4], *drawn[-4:], *(row[:4] + row[-4:] for row in drawn))))
    module = code.width / size
    assert module * len(expected) > 19.9
    assert module >= 0.49
    assert code.width < 60


@pytest.mark.parametrize("address", ["", f"https://example.org/{'x' * 400}/"])
def test_what_cannot_be_read_from_paper_is_not_drawn(address: str) -> None:
    """Without an address, or with one that would fill the page, there is no code."""
    assert covers.draw_qr_code(address) is None


def test_a_changed_text_names_no_reviewer(tmp_path: Path) -> None:
    """Where a page has changed since its review, nobody is said to have reviewed the edition."""
    digests = '"X-Review-Digests: 0123456789\\n"\n'
    editions = build_root(tmp_path, more={"one": digests})
    imprint = read_page(editions, "ar", "index").xpath("//*[@id='imprint']")[0].text_content()
    assert "سلمى" not in imprint
    assert read_xmp(editions / "ar/a/a-ar.pdf")["dc:contributor"] == ["آنا بيريث"]


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("Ana Pérez, 2026-11-24", "Ana Pérez"),
        ("Ana Pérez <ana@example.org>, 2026-11-24", "Ana Pérez"),
        ("Ana Pérez (ana@example.org)", "Ana Pérez"),
        ("Pérez, Ana, 2026-11-24", "Pérez, Ana"),
        ("ana@example.org, 2026-11-24", ""),
        ("ana @ example.org", ""),
        ("ChatGPT, 2026-11-24", ""),
        ("reviewer", ""),
        ("A\N{RIGHT-TO-LEFT OVERRIDE}na", ""),
        ("x" * 5000, ""),
        ("", ""),
    ],
)
def test_a_header_gives_a_name_alone(field: str, name: str) -> None:
    """No mail address, no day, and no name of a program is printed."""
    assert extract_reviewer_name(field) == name
