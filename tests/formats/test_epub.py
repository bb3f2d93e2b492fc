"""EPUBs: valid, ordered, in their language and direction."""

from __future__ import annotations

import shutil
import subprocess
import uuid
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from PIL import Image
from PIL.ImageColor import getrgb

from build_tools import validators
from build_tools.fonts import FontStacks
from build_tools.formats.epub import TocEntry, accessibility, build_toc
from build_tools.formats.epub.raster_cover import rasterize_cover
from build_tools.validators import epubcheck
from tests.conftest import MakeRoot
from tests.helpers.checks import findings, of
from tests.helpers.editions import Made, Shelf
from tests.helpers.inspect import (
    OPF_NAMESPACES,
    XML_LANG,
    get_element_text,
    read_chapters,
    read_members,
    read_opf,
)
from tests.helpers.small_roots import build_edition, write_pages

IMG = "{http://www.w3.org/1999/xhtml}img"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
NCX = {"ncx": "http://www.daisy.org/z3986/2005/ncx/"}
# Required of every package by https://www.w3.org/TR/epub-a11y-11/.
ASKED = {
    "schema:accessMode",
    "schema:accessModeSufficient",
    "schema:accessibilityFeature",
    "schema:accessibilityHazard",
    "schema:accessibilitySummary",
}


def metadata(made: Made) -> dict[str, list[str]]:
    """Return the metadata of the package by property or element name."""
    found: dict[str, list[str]] = {}
    for each in read_opf(made.epub).find("opf:metadata", OPF_NAMESPACES):
        name = each.get("property") or each.get("name") or etree.QName(each).localname
        found.setdefault(name, []).append(get_element_text(each) or each.get("content", ""))
    return found


def navigation(made: Made, kind: str) -> Any:
    """Return a `nav` of the navigation document by its `epub:type`."""
    tree = etree.fromstring(read_members(made.epub)["EPUB/nav.xhtml"])
    return next(nav for nav in tree.iter("{*}nav") if nav.get(EPUB_TYPE) == kind)


def test_an_ebook_is_built_as_readers_open_it(made: Made) -> None:
    """Mimetype first and uncompressed, a container, a package that names only existing files."""
    assert findings("epub/structure", of(made, "epub")) == ()


def test_a_package_names_every_file_once(made: Made) -> None:
    """Each file of the archive is an item, with a unique id and name; what is only linked is none."""
    items = list(read_opf(made.epub).iterfind(".//opf:item", OPF_NAMESPACES))
    names = [f"EPUB/{item.get('href')}" for item in items]
    own = {"mimetype", "META-INF/container.xml", "EPUB/package.opf"}
    linked = {f"EPUB/{link.get('href')}" for link in licence_links(made)} | {"EPUB/citations.json"}
    assert sorted(names) == sorted(set(read_members(made.epub)) - own - linked)
    assert len({item.get("id") for item in items}) == len(items)


def licence_links(made: Made) -> list[Any]:
    """Return the licence links of a package."""
    links = read_opf(made.epub).iterfind(".//opf:link", OPF_NAMESPACES)
    return [link for link in links if link.get("rel") == "dcterms:license"]


def test_each_font_names_its_licence(made: Made) -> None:
    """Font licences are in the book and linked to each font."""
    items = list(read_opf(made.epub).iterfind(".//opf:item", OPF_NAMESPACES))
    fonts = {f"#{item.get('id')}": item.get("href") for item in items if "font" in item.get("href")}
    links = {link.get("refines"): link.get("href") for link in licence_links(made)}
    assert links.keys() == fonts.keys()
    for font, licence in links.items():
        assert fonts[font].startswith(licence.removesuffix("-licence.txt"))
        assert b"Open Font License" in read_members(made.epub)[f"EPUB/{licence}"]


def test_an_ebook_is_read_in_order(made: Made) -> None:
    """Cover, title page, contents, then every page in the order of the outline."""
    names = [leaf.name for leaf in read_chapters(made.epub)]
    first, *rest = [f"{chapter.page}.xhtml" for chapter in made.chapters]
    assert names == ["cover.xhtml", first, "nav.xhtml", *rest]


def test_an_ebook_tells_language_and_direction(made: Made) -> None:
    """Package and documents have the language, and the page progression its direction."""
    language, package = made.edition.language, read_opf(made.epub)
    assert metadata(made)["language"] == [language.tag]
    assert package.get("dir") == language.direction
    spine = package.find("opf:spine", OPF_NAMESPACES)
    assert spine.get("page-progression-direction") == language.direction
    for leaf in read_chapters(made.epub):
        languages = (leaf.tree.get("lang"), leaf.tree.get(XML_LANG), leaf.tree.get("dir"))
        assert languages == (language.tag, language.tag, language.direction)


def test_each_language_has_an_identifier_of_its_own(shelf: Shelf) -> None:
    """Each language has its own identifier, the same for old and new reading apps."""
    found = []
    for language in ("en", "fr", "ar", "ko"):
        made = shelf.edition("kitchen-sink", "sink", language)
        ncx = etree.fromstring(read_members(made.epub)["EPUB/toc.ncx"])
        (old,) = ncx.xpath("//ncx:meta[@name='dtb:uid']/@content", namespaces=NCX)
        assert metadata(made)["identifier"] == [made.edition.identifier] == [old]
        assert uuid.UUID(old).version == 5
        found.append(old)
    assert len(set(found)) == len(found)


def test_metadata_are_the_registers(sink: Made) -> None:
    """Title, licence, date and version are those of the register, in the edition's language."""
    edition, fields = sink.edition, metadata(sink)
    assert fields["title"] == [sink.title]
    assert fields["rights"] == [edition.publication.licence]
    assert edition.date is not None
    assert fields["date"] == [edition.date.isoformat()]
    assert fields["dcterms:modified"] == [f"{edition.date.isoformat()}T00:00:00Z"]
    assert fields["schema:version"] == [edition.publication.version] == ["2026.1"]


def test_metadata_say_how_it_can_be_read(made: Made) -> None:
    """The accessibility metadata describe the content of the book."""
    fields = metadata(made)
    assert {name for name in ASKED if any(fields.get(name, ()))} == ASKED
    features = fields["schema:accessibilityFeature"]
    assert {"structuralNavigation", "tableOfContents", "readingOrder"} <= set(features)
    pictures = [img.get("alt") for leaf in read_chapters(made.epub)[1:] for img in leaf.tree.iter(IMG)]
    assert ("visual" in fields["schema:accessMode"]) == bool(pictures)
    assert ("alternativeText" in features) == all(pictures)
    assert fields["schema:accessModeSufficient"] == ["textual" if all(pictures) else "textual,visual"]


def test_the_summary_is_in_the_language_of_the_edition(made: Made) -> None:
    """The accessibility summary is in the language of the edition, and says that no person assessed it."""
    (summary,) = metadata(made)["schema:accessibilitySummary"]
    assessment = made.edition.publication.find_assessment(made.edition.language.tag, "epub")
    assert made.words(accessibility.NAVIGATION).text in summary
    assert (made.words(accessibility.MACHINE_CHECK).text in summary) == (assessment is None)


def test_a_book_claims_what_a_person_found(shelf: Shelf) -> None:
    """If the register names an assessment, the package claims conformance and names the assessor."""
    made = shelf.edition("kitchen-sink", "sink", "ko")
    fields = metadata(made)
    assert fields["dcterms:conformsTo"] == ["EPUB Accessibility 1.1 - WCAG 2.2 Level AA"]
    assert fields["a11y:certifiedBy"] == ["The Lamp Readers & Friends"]
    assert fields["dcterms:date"] == ["2026-05-20"]
    assert "The Lamp Readers & Friends, 2026-05-20" in fields["schema:accessibilitySummary"][0]


def test_a_book_claims_nothing_where_nobody_looked(shelf: Shelf) -> None:
    """An assessment of one language claims nothing for another."""
    fields = metadata(shelf.edition("kitchen-sink", "sink", "ar"))
    assert not fields.keys() & {"dcterms:conformsTo", "a11y:certifiedBy", "dcterms:date"}


@pytest.mark.parametrize(
    ("body", "modes", "sufficient", "hazard"),
    [
        ("<p>words</p>", "textual", "textual", "none"),
        ('<img src="a.png" alt="A tree"/>', "textual visual", "textual", "none"),
        ('<img src="a.png" alt=" "/>', "textual visual", "textual,visual", "none"),
        ('<img src="a.png" alt=""/><img alt="A"/>', "textual visual", "textual,visual", "none"),
        ('<img src="a.gif" alt="A wheel"/>', "textual visual", "textual", "unknown"),
        ('<svg aria-label="A tree"><g/></svg>', "textual visual", "textual", "none"),
        ('<audio src="a.mp3"/>', "textual auditory", "textual,auditory", "unknown"),
        (
            '<video src="a.mp4"/>',
            "textual visual auditory",
            "textual,visual,auditory",
            "unknown",
        ),
    ],
)
def test_nothing_is_claimed_that_a_page_does_not_show(
    body: str, modes: str, sufficient: str, hazard: str
) -> None:
    """The access modes match the content: visual, auditory, or textual only."""
    found = accessibility.detect_accessibility([body])
    assert (found.modes, found.sufficient) == (tuple(modes.split()), (sufficient,))
    assert found.hazard == hazard
    assert ("alternativeText" in found.features) == (sufficient == "textual")


def test_the_cover_is_drawn_for_the_edition(sink: Made) -> None:
    """The cover is a picture with the title, and has a text alternative."""
    cover = etree.fromstring(read_members(sink.epub)["EPUB/cover.svg"])
    drawn = "".join("".join(text.itertext()) for text in cover.iter("{*}text"))
    assert "".join(drawn.split()).startswith("".join(sink.title.split()))
    (shown,) = read_chapters(sink.epub)[0].tree.iter("{*}img")
    assert shown.get("src") == "cover.svg"
    assert on_a_line(shown.get("alt")) == get_element_text(cover.find("{*}title"))
    assert sink.title in shown.get("alt")


@pytest.mark.parametrize("language", ["en", "ar", "ko"])
def test_shops_get_a_cover_of_pixels(shelf: Shelf, tmp_path: Path, language: str) -> None:
    """The cover image is the same drawing as a PNG: its ground, its bars, its title."""
    book = shelf.edition("kitchen-sink", "sink", language).epub
    (item,) = read_opf(book).iterfind(".//opf:item[@properties='cover-image']", OPF_NAMESPACES)
    assert (item.get("href"), item.get("media-type")) == ("cover.png", "image/png")
    members = read_members(book)
    svg = etree.fromstring(members["EPUB/cover.svg"])
    ground, *bars = svg.iter("{*}rect")
    with Image.open(BytesIO(members["EPUB/cover.png"])) as opened:
        picture = opened.convert("RGB")
    assert picture.size == (1600, 2560)
    for element in (ground, bars[0], bars[-1]):
        x, y, width, height = (float(element.get(name)) for name in ("x", "y", "width", "height"))
        assert picture.getpixel((int(x + width / 2), int(y + height / 2))) == getrgb(element.get("fill"))
    title = next(svg.iter("{*}text"))
    top = int(float(title.get("y")) - float(title.get("font-size")))
    inked = (
        picture.crop((0, top, 1600, int(float(title.get("y"))))).convert("L").point(lambda v: v > 250 and 255)
    )
    left, _, right, _ = inked.getbbox() or (0, 0, 0, 0)
    assert min(abs(left - 195), abs(right - 1405)) < 40
    assert inked.histogram()[255] > 1000


def test_a_cover_with_a_picture_stays_a_drawing() -> None:
    """A cover that holds a logo or a picture of its own, which may be an SVG, has no copy of pixels."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><image x="0"/></svg>'
    assert rasterize_cover(svg, FontStacks(text=(), furniture=())) is None


def test_landmarks_lead_into_the_book(made: Made) -> None:
    """The landmarks are cover, title page, contents and the start of the text."""
    marks = navigation(made, "landmarks").iter("{*}a")
    links = {link.get(EPUB_TYPE): link.get("href") for link in marks}
    pages = [f"{chapter.page}.xhtml" for chapter in made.chapters]
    expected = {"cover": "cover.xhtml", "titlepage": pages[0], "toc": "nav.xhtml"}
    assert links.pop("bodymatter") in pages
    assert links == expected


def test_the_text_begins_where_its_numbers_do(make_root: MakeRoot, tmp_path: Path) -> None:
    """The landmark of the text is the first page of the first group with a number; each page has its part."""
    contents = "".join(
        f"\n.. toctree::\n   :caption: {caption}\n\n   {pages}\n"
        for caption, pages in (("To begin", "about"), ("The text", "preamble\n   right"), ("More", "notes"))
    )
    pages = {
        "index": f"Title\n=====\n\nWhat it is.\n{contents}",
        "right": ".. _r:\n\nRight\n=====\n\n1. Words.\n",
    }
    pages |= {name: f"{name.title()}\n=========\n\nWords.\n" for name in ("about", "preamble", "notes")}
    root = write_pages(make_root, pages, "ar")
    register = root.source / "publications.toml"
    text = register.read_text("utf-8").replace("[publications.a]", '[publications.a]\nsubjects = ["المدن"]')
    register.write_text(text, encoding="utf-8")
    made = build_edition(root, tmp_path, "ar", formats=("epub",))
    marks = {link.get(EPUB_TYPE): link.get("href") for link in navigation(made, "landmarks").iter("{*}a")}
    assert marks["bodymatter"] == "preamble.xhtml"
    bodies = {leaf.name: leaf.tree.find("{*}body") for leaf in read_chapters(made.epub)}
    parts = {
        name: body.get(EPUB_TYPE) for name, body in bodies.items() if name not in ("cover.xhtml", "nav.xhtml")
    }
    front, text, back = "frontmatter", "bodymatter", "backmatter"
    assert [parts[f"{name}.xhtml"] for name in ("index", "about", "preamble", "right", "notes")] == [
        *(front, front, text, text, back)
    ]
    assert {body.get("dir") for body in bodies.values()} == {"rtl"}
    assert metadata(made)["description"][0].startswith("What it is.")
    assert metadata(made)["subject"] == ["المدن"]


def test_a_page_of_versions_is_no_text(make_root: Any, tmp_path: Path) -> None:
    """In a text without numbered articles it comes after the text, and has no bar on the cover."""
    pages = {"index": "T\n=\n\n.. toctree::\n\n   one\n", "one": "One\n===\n\nAll are welcome here.\n"}
    root = write_pages(make_root, pages)
    before = build_edition(root, tmp_path / "before", formats=("epub",))
    register = root.register.read_text("utf-8").rstrip()
    root.register.write_text(f'{register}\nversion = "1"\nnote = "The first of all."\n', encoding="utf-8")
    after = build_edition(root, tmp_path / "after", formats=("epub",))
    parts = {leaf.name: leaf.tree.find("{*}body").get(EPUB_TYPE) for leaf in read_chapters(after.epub)}
    assert (parts["one.xhtml"], parts["versions.xhtml"]) == ("bodymatter", "backmatter")
    assert count_bars(after) == count_bars(before)


def test_a_book_is_described_by_its_first_paragraph(make_root: Any, tmp_path: Path) -> None:
    """The line below its title that names the article whose place it took is passed over."""
    index = ".. _top:\n\nTitle\n=====\n\nWhat the city owes you.\n\nThe quay\n--------\n\nIt is open.\n"
    root = write_pages(make_root, {"index": index})
    register = f'{root.register.read_text("utf-8")}\n[publications.a.successors]\nold = "top"\n'
    root.register.write_text(register, encoding="utf-8")
    root.addresses.write_text("publication\tlabel\tpage\ttitle\na\told\tindex\tThe old quay\n")
    made = build_edition(root, tmp_path, formats=("epub",))
    assert metadata(made)["description"][0].startswith("What the city owes you.")


def count_bars(made: Made) -> int:
    """Return how many bars the drawing of a cover has."""
    return read_members(made.epub)["EPUB/cover.svg"].count(b"<rect")


@pytest.mark.parametrize(("language", "letter"), [("ar", "أ"), ("ko", "가")])
def test_a_kindle_book_keeps_direction_and_letters(
    shelf: Shelf, tmp_path: Path, language: str, letter: str
) -> None:
    """Converted by calibre, an e-book keeps the side that lines begin at, and the letters of its items."""
    if shutil.which("ebook-convert") is None:
        pytest.skip("calibre is not installed (Debian package calibre-bin)")
    book, kindle = shelf.edition("kitchen-sink", "sink", language).epub, tmp_path / "book.azw3"
    for command in ([book, kindle], [kindle, tmp_path / "book.htmlz"]):
        subprocess.run(["ebook-convert", *map(str, command)], capture_output=True, check=True)
    with zipfile.ZipFile(tmp_path / "book.htmlz") as archive:
        html = archive.read("index.html").decode()
    tree = etree.HTML(html)
    texts = ["".join(item.itertext()).strip() for item in tree.iterfind(".//*[@role='listitem']")]
    assert any(text.startswith(f"{letter})") for text in texts)
    assert bool(tree.xpath("//h1/ancestor::*[@dir='rtl']")) == (language == "ar")


def on_a_line(name: str) -> str:
    """Return a name with plain spaces between its words."""
    return " ".join(name.split())


def entries(tree: Any, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield each entry of the contents with its parents."""
    for item in tree.iterfind("{*}ol/{*}li"):
        here = (*above, get_element_text(item[0]))
        yield here
        yield from entries(item, here)


def test_contents_are_a_tree(sink: Made) -> None:
    """Pages are nested in captions, pages in pages, articles in their page."""
    found = list(entries(navigation(sink, "toc")))
    pages = {chapter.page: chapter for chapter in sink.chapters}
    caption = next(each.caption for each in sink.chapters if each.page == "right-1")
    right, plan = (on_a_line(one.name) for one in pages["right-1"].articles[:2])
    assert (sink.title,) == found[0]
    assert (caption,) in found
    assert (caption, right, plan) in found
    inner, deep = (on_a_line(pages[page].articles[0].name) for page in ("part/inner", "part/deep"))
    assert [path[-2:] for path in found if path[-1] == deep] == [(inner, deep)]


def test_contents_of_nothing_are_empty() -> None:
    """A book without pages has empty contents, without an error."""
    assert build_toc(()) == ()


def test_contents_name_each_page_once(made: Made) -> None:
    """Every page is in the contents once, in reading order, with the language of its name."""
    rows = build_toc(made.chapters)

    def flat(below: tuple[TocEntry, ...]) -> Iterator[TocEntry]:
        for entry in below:
            yield entry
            yield from flat(entry.below)

    leading = [entry for entry in flat(rows) if entry.href and "#" not in entry.href]
    assert [entry.href for entry in leading] == [f"{one.page}.xhtml" for one in made.chapters]
    links = {link.get("href"): link for link in navigation(made, "toc").iter("{*}a")}
    for entry in leading:
        assert get_element_text(links[entry.href]) == on_a_line(entry.name)
        other = entry.language if entry.language != made.edition.language.tag else None
        assert links[entry.href].get("lang") == other
        assert (links[entry.href].get("dir") is None) == (other is None)


@pytest.mark.skipif(
    bool(validators.find_missing_validators(["epubcheck"])), reason="EPUBCheck is not installed"
)
def test_the_judge_finds_nothing(shelf: Shelf) -> None:
    """EPUBCheck reports nothing on any reST construct, except usage notes on fonts."""
    books = [shelf.edition("kitchen-sink", "sink", tag).epub for tag in ("ar", "ko")]
    messages = epubcheck.validate(books)
    assert {message.rule for book in books for message in messages[book]} <= {"CSS-028"}
