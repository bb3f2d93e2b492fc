"""Checks of words find errors of a language's typography, in every format, and pass the rest."""

from __future__ import annotations

import json
import tomllib
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from build_tools import fonts
from build_tools.checks import BuiltEdition
from build_tools.inspection.text.text_blocks import read_text_blocks
from build_tools.model import Language
from build_tools.paths import PROJECT_DIR, Root
from build_tools.pdf import write_pdf
from build_tools.register import languages
from tests.helpers.checks import built, findings, messages

CASES = tomllib.loads(
    (Path(__file__).parents[1] / "data" / "checks" / "type" / "words.toml").read_text("utf-8")
)["case"]
CONTAINER = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="EPUB/package.opf"/></rootfiles></container>"""
PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf"><manifest>
<item id="a" href="index.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="a"/></spine></package>"""


def language(tag: str) -> Language:
    """Return a language with the data of languages.toml and Unicode."""
    return languages.resolve_language(tag, languages.read_layers(Root(PROJECT_DIR)))


def edition(home: Path, format: str, tag: str, passages: Sequence[str]) -> BuiltEdition:
    """Write an edition of some paragraphs."""
    made = built(home, format, language(tag))
    body = "".join(f"<p>{passage}</p>\n" for passage in passages)
    page = f'<html lang="{tag}"><head><meta charset="utf-8"/></head><body>\n{body}</body></html>'
    if format == "html":
        made.path.mkdir(parents=True)
        (made.path / "index.html").write_text(f"<!doctype html>{page}", encoding="utf-8")
        return made
    made.path.parent.mkdir(parents=True)
    if format == "epub":
        spaced = page.replace("<html ", '<html xmlns="http://www.w3.org/1999/xhtml" ')
        with zipfile.ZipFile(made.path, "w") as book:
            book.writestr("META-INF/container.xml", CONTAINER)
            book.writestr("EPUB/package.opf", PACKAGE)
            book.writestr("EPUB/index.xhtml", spaced)
    else:
        faces = fonts.make_print_css(fonts.select_fonts(made.language), (page,), home / "cache")
        styled = page.replace("</head>", f"<title>a</title><style>{faces}</style></head>")
        write_pdf(styled, made.path, image_folder=home, identifier="x", is_rtl=made.language.is_rtl)
    return made


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_page_is_looked_at_as_its_language_asks(tmp_path: Path, case: Any) -> None:
    """Each wrong passage is reported with its page; no correct one is."""
    code, tag = case["code"], case["language"]
    assert messages(code, edition(tmp_path / "bad", "html", tag, case["bad"])) == case["says"]
    assert messages(code, edition(tmp_path / "good", "html", tag, case["good"])) == []


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_an_e_book_is_looked_at_as_pages_are(tmp_path: Path, case: Any) -> None:
    """An EPUB has the same messages, with its document."""
    code, tag = case["code"], case["language"]
    says = [said.replace("index.html", "index.xhtml") for said in case["says"]]
    assert messages(code, edition(tmp_path / "bad", "epub", tag, case["bad"])) == says
    assert messages(code, edition(tmp_path / "good", "epub", tag, case["good"])) == []


BOOKS = (
    ("type/spaces", "fr", "Qui décide?", "Qui décide\u202f?", "? lacks its space"),
    ("type/spaces", "es", "¿Quién ?", "¿Quién?", "there is a space before a mark"),
    ("type/quotes", "fr", 'dit "oui"', "dit «\xa0oui\xa0»", '" is straight'),
    ("type/marks", "es", "Quién decide?", "¿Quién decide?", "? has no opening ¿"),
    ("type/numbers", "fr", "10,000 villes", "10\u202f000 villes", "thousands are separated"),
    ("type/dates", "es", "el 11 diciembre 2011", "el 11 de diciembre de 2011", "a date in español"),
    ("type/digits", "ar", "2011 و2012 و٢٠٠٨", "2011 و2012", "the digits are Arabic-Indic"),
    ("type/letters", "fr", "\uff21", "école", "is a full-width form"),
    ("type/direction", "ar", "ةنيدملا", "المدينة", "a word begins with a letter"),
)  # fmt: skip


@pytest.mark.parametrize(("code", "tag", "bad", "good", "says"), BOOKS, ids=[b[0] for b in BOOKS])
def test_a_book_is_looked_at_too(tmp_path: Path, code: str, tag: str, bad: str, good: str, says: str) -> None:
    """An error in a PDF is reported with its page."""
    (message,) = messages(code, edition(tmp_path / "bad", "pdf", tag, [bad]))
    assert says in message
    assert message.endswith("(page 1)")
    assert messages(code, edition(tmp_path / "good", "pdf", tag, [good])) == []


def test_numbers_that_the_press_sets_are_no_part_of_the_text(tmp_path: Path) -> None:
    """Generated numbers of pages, notes and items are ignored; a number in the text is checked."""
    made = edition(tmp_path, "html", "fa", ["حق بر شهر 9", "از ۲۰۱۹ تا ۲۰۲۰ [1]", "سال 2021"])
    made.expected_text.parent.mkdir(parents=True)
    texts = ("حق بر شهر", "از ۲۰۱۹ تا ۲۰۲۰", "سال 2021")
    blocks = [{"page": "a", "kind": "paragraph", "text": text, "place": {}} for text in texts]
    made.expected_text.write_text(json.dumps({"pages": ["a"], "blocks": blocks}), "utf-8")
    (message,) = messages("type/digits", made)
    assert "“سال 2021”" in message


def test_numbers_of_a_book_are_read_from_the_left(tmp_path: Path) -> None:
    """A number in Persian digits keeps the order of its thousands and its fraction."""
    passage = "آن ۱٬۲۳۴٬۵۶۷ نفر و ۱۲٫۵٪ بود"
    made = edition(tmp_path, "pdf", "fa", [f"<span dir='rtl'>{passage}</span>"])
    assert [block.text for block in read_text_blocks(made.path, "fa")] == [passage]


def test_a_sign_that_a_line_parts_from_its_number_is_found(tmp_path: Path) -> None:
    """A line of a PDF that begins with a sign of the line before is reported."""
    narrow = '<span style="display: inline-block; width: 1.5em">30{}%</span>'
    torn = edition(tmp_path / "bad", "pdf", "fr", [narrow.format(" ")])
    (message,) = messages("type/spaces", torn)
    assert "% is separated from its word by a line break" in message
    held = edition(tmp_path / "good", "pdf", "fr", [narrow.format("\u202f")])
    assert messages("type/spaces", held) == []


def test_words_read_aloud_are_looked_at(tmp_path: Path) -> None:
    """Text alternatives, names of landmarks and titles of pages are checked too."""
    passages = ['<img alt="Qui ?">', '<nav aria-label="Où ?"></nav>', '<b title="Quoi ?">a</b>']
    made = edition(tmp_path, "html", "fr", passages)
    assert len(messages("type/spaces", made)) == 3


CYRILLIC = ("été ж", "ж <code>ю</code>", "<i lang='ru'>щ</i>")
FACE = '@font-face {{ font-family: "A"; font-weight: {}; src: url("fonts/{}"); }}'


@pytest.mark.parametrize("format", ["html", "epub"])
def test_letters_that_no_served_face_has_are_found(tmp_path: Path, format: str) -> None:
    """Each letter without a glyph in every weight is reported once; code has its own font."""
    made = edition(tmp_path, format, "fr", CYRILLIC)
    face = fonts.select_fonts(made.language).text[0].faces[0]
    whole, cut = face.file.read_bytes(), _cut(face, "été")
    _serve(made, {"style.css": FACE.format(400, "a").encode(), "fonts/a": whole})
    assert messages("type/glyphs", made) == []
    style = f"{FACE.format(400, 'a')}\n{FACE.format(700, 'b')}".encode()
    other = edition(tmp_path / "cut", format, "fr", CYRILLIC)
    _serve(other, {"style.css": style, "fonts/a": whole, "fonts/b": cut})
    where = "index.html" if format == "html" else "index.xhtml"
    assert messages("type/glyphs", other) == [
        f"no font of the edition has ж (U+0436) ({where})",
        f"no font of the edition has щ (U+0449) ({where})",
    ]
    torn = edition(tmp_path / "torn", format, "fr", CYRILLIC)
    _serve(torn, {"style.css": style})
    assert messages("type/glyphs", torn) == [
        "the face fonts/a is not there",
        "the face fonts/b is not there",
    ]
    (message,) = messages("type/glyphs", edition(tmp_path / "bare", format, "fr", CYRILLIC))
    assert message == "no stylesheet names a font of the edition"


def _cut(face: fonts.FontFace, letters: str) -> bytes:
    from build_tools.fonts.subset import subset_font

    return subset_font(face, map(ord, letters))


def _serve(made: BuiltEdition, files: dict[str, bytes]) -> None:
    if made.path.is_dir():
        for name, data in files.items():
            (made.path / name).parent.mkdir(exist_ok=True)
            (made.path / name).write_bytes(data)
        return
    with zipfile.ZipFile(made.path, "a") as book:
        for name, data in files.items():
            book.writestr(f"EPUB/{name}", data)


def test_a_passage_is_told_at_its_line_of_the_catalogue(tmp_path: Path) -> None:
    """If a build recorded the message of a passage, the finding has its line in the catalogue."""
    made = edition(tmp_path, "html", "es", ["Quién decide en la ciudad?"])
    made.expected_text.parent.mkdir(parents=True)
    made.expected_text.write_text(
        '{"pages": ["index"], "blocks": [{"page": "index", "kind": "paragraph",'
        ' "text": "Quién decide en la ciudad?", "article": "right-1",'
        ' "place": {"file": "locale/es/a/index.po", "line": 12, "message_id": "Who"}}]}',
        encoding="utf-8",
    )
    (found,) = findings("type/marks", made)
    assert (found.place.file, found.place.line) == ("locale/es/a/index.po", 12)
    assert found.place.article == "right-1"
