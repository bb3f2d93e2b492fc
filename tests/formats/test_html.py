"""Web pages work from disk and from a server, without scripts, in both directions."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

import pytest

from build_tools.paths import iter_files
from tests.helpers.editions import Made, Shelf
from tests.helpers.inspect import HtmlPage, get_element_text, is_remote, links, read_html_pages

FETCHED = {"link", "script", "img", "source", "iframe", "object", "embed", "video", "audio"}


def test_a_page_tells_language_and_direction(made: Made) -> None:
    """Every page has the edition's language and its direction."""
    language = made.edition.language
    for leaf in read_html_pages(made.html):
        assert (leaf.tree.get("lang"), leaf.tree.get("dir")) == (language.tag, language.direction)


def test_a_page_needs_no_script(made: Made) -> None:
    """No page has a script or an event handler."""
    for leaf in read_html_pages(made.html):
        assert leaf.tree.xpath("//script[not(@type='application/ld+json')]") == []
        names = {name for each in leaf.tree.iter() for name in each.attrib}
        assert not [name for name in names if name.startswith("on")]


def test_a_page_fetches_nothing_from_another_host(made: Made) -> None:
    """All resources of a page are local; only links of the text lead to other hosts."""
    for leaf in read_html_pages(made.html):
        named = {*leaf.tree.xpath("//link[@rel='canonical' or @rel='alternate']/@href")}
        fetched = [address for name, address in links(leaf) if name in FETCHED and address not in named]
        assert [a for a in fetched if is_remote(a) and not a.startswith("data:")] == []
        assert not leaf.tree.xpath("//base")
    for sheet in made.html.rglob("*.css"):
        addresses = re.findall(r"url\(\s*['\"]?([^'\")]+)", sheet.read_text("utf-8"))
        assert [a for a in addresses if is_remote(a) and not a.startswith("data:")] == []
        assert [a for a in addresses if not is_remote(a) and not (sheet.parent / a).is_file()] == []


def test_every_address_is_relative(made: Made) -> None:
    """No address begins at the root of a server or a disk, so that a folder can be moved."""
    for leaf in read_html_pages(made.html):
        assert [address for _, address in links(leaf) if address.startswith("/")] == []


def test_no_file_tells_where_it_was_made(made: Made) -> None:
    """No page, style sheet or picture has the path of its build or source folder."""
    for path in iter_files(made.html):
        assert str(made.build.path).encode() not in path.read_bytes()
        assert str(Path(__file__).parents[1]).encode() not in path.read_bytes()


def switch(leaf: HtmlPage) -> dict[str, str]:
    """Return the targets of a page's language switch, by language."""
    links = leaf.tree.xpath("//body/header//nav//a[@hreflang]")
    return {link.get("hreflang"): link.get("href") for link in links}


def test_the_switch_leads_to_the_same_page(made: Made) -> None:
    """On every page, nested ones too, each other language links to the same page."""
    edition = made.edition
    others = {one.tag for one in edition.siblings} - {edition.language.tag}
    pages = {f"{chapter.page}.html" for chapter in made.chapters}
    for leaf in read_html_pages(made.html):
        if leaf.name in pages:
            here = posixpath.join(edition.language.tag, edition.publication.id, "html", leaf.name)
            led = {
                tag: posixpath.normpath(posixpath.join(posixpath.dirname(here), address))
                for tag, address in switch(leaf).items()
            }
            assert led == {tag: f"{tag}/{edition.publication.id}/html/{leaf.name}" for tag in others}


def test_the_switch_names_each_language_in_its_own(sink: Made) -> None:
    """A language is named in itself, and its name has that language."""
    page = next(leaf for leaf in read_html_pages(sink.html) if leaf.name == "right-1.html")
    names = {one.tag: one.name for one in sink.edition.siblings}
    for link in page.tree.xpath("//nav//a[@hreflang]"):
        assert get_element_text(link) == names[link.get("hreflang")]
        assert link.get("lang") == link.get("hreflang")


def test_pages_lead_to_the_other_formats(made: Made) -> None:
    """On every page, nested ones too, the links to book and e-book are correct."""
    edition = made.edition
    folder = made.build.get_edition_folder(edition.publication.id, edition.language.tag)
    for chapter in made.chapters:
        page = made.html / f"{chapter.page}.html"
        tree = next(leaf for leaf in read_html_pages(made.html) if leaf.name == f"{chapter.page}.html").tree
        leads = {(page.parent / a).resolve() for a in tree.xpath("//a/@href") if not is_remote(a)}
        assert {folder / f"{edition.file_stem}.{suffix}" for suffix in ("pdf", "epub")} <= leads


def test_an_edition_opens_at_its_index(made: Made) -> None:
    """`index.html` is the start page, or redirects to it."""
    start = made.edition.publication.start
    (index,) = (leaf for leaf in read_html_pages(made.html) if leaf.name == "index.html")
    if start != "index":
        (refresh,) = index.tree.xpath("//meta[@http-equiv='refresh']/@content")
        assert refresh.partition("url=")[2] == f"{start}.html"
        assert f"{start}.html" in index.tree.xpath("//a/@href")


def test_pages_turn_in_reading_order(made: Made) -> None:
    """Each page links to its neighbours in the outline."""
    names = [f"{chapter.page}.html" for chapter in made.chapters]
    pages = {leaf.name: leaf for leaf in read_html_pages(made.html)}
    for at, name in enumerate(names):
        for way, neighbour in (("prev", at - 1), ("next", at + 1)):
            found = pages[name].tree.xpath("//nav//a[@rel=$way]/@href", way=way)
            led = [posixpath.normpath(posixpath.join(posixpath.dirname(name), a)) for a in found]
            assert led == ([names[neighbour]] if 0 <= neighbour < len(names) else [])


def test_contents_list_every_page(sink: Made) -> None:
    """From any page the contents lead to every page of the edition."""
    page = next(leaf for leaf in read_html_pages(sink.html) if leaf.name == "part/deep.html")
    found = page.tree.xpath("//nav[@id='contents']//a/@href")
    led = {posixpath.normpath(posixpath.join("part", a.partition("#")[0])) for a in found}
    assert {f"{chapter.page}.html" for chapter in sink.chapters} <= led


def test_contents_are_grouped_by_their_captions(sink: Made) -> None:
    """The captions of toctrees are in the contents, in the edition's language."""
    page = next(leaf for leaf in read_html_pages(sink.html) if leaf.name == "right-1.html")
    (contents,) = page.tree.xpath("//nav[@id='contents']")
    captions = [chapter.caption for chapter in sink.chapters if chapter.caption]
    assert len(captions) > 1
    assert all(caption in get_element_text(contents) for caption in captions)


def test_a_title_breaks_between_phrases(shelf: Shelf) -> None:
    """Each phrase of a page's title can be kept whole by a browser, with unchanged words."""
    made = shelf.edition("french-source", "charte", "fr")
    first = next(leaf for leaf in read_html_pages(made.html) if leaf.name == "index.html")
    (title,) = first.tree.xpath("//h1")
    assert [get_element_text(part) for part in title] == ["Charte", "de la place"]
    assert get_element_text(title) == "Charte de la place"
    assert "h1 > .phrase { display: inline-block; }" in (made.html / "style.css").read_text()


def test_no_two_ways_about_are_called_the_same(made: Made) -> None:
    """Each navigation landmark of a page has its own name."""
    for leaf in read_html_pages(made.html):
        names = [nav.get("aria-label", "") for nav in leaf.tree.xpath("//main[*]/..//nav")]
        assert all(names)
        assert len(set(names)) == len(names)


def test_each_title_leads_to_itself(made: Made) -> None:
    """A page's first title has a line with its permanent link, once; every other has a link of its own."""
    for leaf in read_html_pages(made.html):
        main = leaf.main_element
        lines = main.xpath(".//header[contains(@class, 'standing')]")
        assert len(lines) == len(main.xpath(".//h1")[:1])
        for place in [*lines, *main.xpath(".//section[not(header)][h2 or h3]/*[1]")]:
            (link,) = place.xpath(".//a[starts-with(@href, '#')][contains(@class, 'permalink')]/@href")
            assert link == f"#{place.getparent().get('id')}"


def test_book_and_ebook_stand_under_the_title(sink: Made) -> None:
    """The start page links to its book and e-book under the title, once, with a name."""
    for leaf in read_html_pages(sink.html):
        (head, *lesser) = leaf.main_element.xpath(".//header")
        named = {get_element_text(link): link.get("href") for link in head.xpath(".//a[not(@href[.='#'])]")}
        book, ebook = (get_ui_string(sink, word) for word in ("Book (PDF)", "E-book (EPUB)"))
        assert named[book].endswith(".pdf")
        assert named[ebook].endswith(".epub")
        assert len(leaf.tree.xpath("//a[contains(@href, '.pdf')]")) == 1
        assert not any(each.xpath(".//a[contains(@href, '.pdf')]") for each in lesser)


def get_ui_string(made: Made, message: str) -> str:
    """Return a UI string in the language of the edition."""
    return made.words(message).text


def test_a_keyboard_comes_first_to_the_text(made: Made) -> None:
    """The first link of a page is a skip link to its text, which gets the focus."""
    for leaf in read_html_pages(made.html):
        if leaf.tree.xpath("//meta[@http-equiv='refresh']"):
            continue
        first = leaf.tree.xpath("//body//a")[0]
        assert first.get("href") == f"#{leaf.main_element.get('id')}"
        assert leaf.main_element.get("tabindex") == "-1"


def test_a_table_never_widens_its_page(made: Made) -> None:
    """Wide content scrolls in its own container."""
    for leaf in read_html_pages(made.html):
        for table in leaf.main_element.xpath(".//table[contains(@class, 'docutils')]"):
            assert "scroll" in (table.getparent().get("class") or "").split()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_face_travels_with_its_licence(shelf: Shelf, language: str) -> None:
    """The licences of the web fonts are beside them."""
    made = shelf.edition("kitchen-sink", "sink", language)
    fonts = {path.suffix for path in (made.html / "fonts").iterdir()}
    assert {".woff2", ".txt"} <= fonts
