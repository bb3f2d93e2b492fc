"""Each edition tells programs how its words came about, in the same term in every format."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pikepdf
import pytest
from lxml import html

from build_tools.cli import dispatch

REGISTER = """[publications.a]
languages = ["en", "fr", "es"]
formats = ["html", "epub", "pdf"]
text_origin = "{origin}"
"""
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n"{fields}\\n"\n\n'
MACHINE, REVIEWED = "X-Translation-Origin: machine", "X-Review-State: reviewed\\nX-Reviewed-By: Ana Ruiz"
TERMS = "http://cv.iptc.org/newscodes/digitalsourcetype/"
IN_XMP = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}DigitalSourceType"
TRAINED, EDITED = f"{TERMS}trainedAlgorithmicMedia", f"{TERMS}humanEdits"


def build_root(root: Path, origin: str, **fields: str) -> None:
    """Build a text of an origin, with a translation into each language whose header has the fields."""
    (root / "source/a").mkdir(parents=True)
    (root / "source/publications.toml").write_text(REGISTER.format(origin=origin), "utf-8")
    (root / "source/a/index.rst").write_text("A <b>title\n==========\n\nWords.\n", "utf-8")
    for language, header in fields.items():
        catalogue = root / f"locale/{language}/LC_MESSAGES/a/index.po"
        catalogue.parent.mkdir(parents=True)
        text = 'msgid "A <b>title"\nmsgstr "Un <b>titre"\n\nmsgid "Words."\nmsgstr "Mots."\n'
        catalogue.write_text(HEADER.format(fields=header) + text, "utf-8")
    assert dispatch.run_command(["build", "-q", "--root", str(root)]) == 0


def read_terms(root: Path, language: str) -> set[str | None]:
    """Return the term that each format of an edition has, None for one without."""
    folder = root / f"build/editions/{language}/a"
    page = html.fromstring((folder / "html/index.html").read_bytes())
    (data,) = page.xpath('/html/head/script[@type="application/ld+json"]/text()')
    with zipfile.ZipFile(folder / f"a-{language}.epub") as book:
        package = book.read("EPUB/package.opf").decode()
    found = re.search(r'property="schema:digitalSourceType">([^<]+)<', package)
    with pikepdf.open(folder / f"a-{language}.pdf") as pdf, pdf.open_metadata() as metadata:
        in_book = metadata.get(IN_XMP)
    return {json.loads(data).get("digitalSourceType"), found and found[1], in_book}


@pytest.mark.parametrize(
    ("origin", "expected"),
    [("machine", [TRAINED, TRAINED, EDITED]), ("person", [None, TRAINED, None])],
)
def test_words_of_a_machine_are_told_in_every_format(
    tmp_path: Path, origin: str, expected: list[str | None]
) -> None:
    """A machine's words are named so until a person has reviewed them; of people's words nothing is said."""
    build_root(tmp_path, origin, fr=MACHINE, es=REVIEWED)
    assert [read_terms(tmp_path, language) for language in ("en", "fr", "es")] == [
        {term} for term in expected
    ]


def test_a_page_describes_itself_and_its_text(tmp_path: Path) -> None:
    """The data of a page hold its language, its title and that of the text; no tag can begin in them."""
    build_root(tmp_path, "machine", fr=MACHINE)
    text = (tmp_path / "build/editions/fr/a/html/index.html").read_text("utf-8")
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
    described = json.loads(data)
    assert described["inLanguage"] == "fr"
    assert described["name"] == described["isPartOf"]["name"] == "Un <b>titre"
    assert "<" not in data
