"""E-books: takes a Reading, gives an EPUB 3 (https://www.w3.org/TR/epub-33/)."""

from __future__ import annotations

import mimetypes
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from html import escape
from itertools import accumulate
from pathlib import Path
from xml.etree import ElementTree

from build_tools import drawings, fonts
from build_tools.charter import imprint
from build_tools.charter.pages import Pages, stylesheet
from build_tools.charter.reading import Chapter, Reading
from build_tools.layout import files, whole_name

CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""
# The least date that a zip can hold: a member's date must not tell when it was built.
LONG_AGO = (1980, 1, 1, 0, 0, 0)
TYPES = {
    ".xhtml": "application/xhtml+xml",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".css": "text/css",
    ".txt": "text/plain",
    ".ncx": "application/x-dtbncx+xml",
}


class Ebook(Pages):
    """Pages for a reading app: XHTML, without contents, which have a document of their own."""

    name = "epub"
    theme_of_medium = "ebook"
    out_suffix = ".xhtml"
    link_suffix = ".xhtml"
    add_permalinks = False
    download_support = False
    shows_contents = False

    def init(self) -> None:
        """Start as Sphinx's builder does, with the suffix of XHTML."""
        super().init()
        self.out_suffix = self.link_suffix = ".xhtml"

    def tongue(self, tag: str) -> Mapping[str, str]:
        """Return `xml:lang`, which XHTML wants beside `lang`."""
        return {"xml:lang": tag}

    def markup(self, html: str) -> str:
        """Return an author's own HTML as XML: a reading app opens no page that is not."""
        from build_tools import paper

        body = paper.parsed(html)
        inner = (ElementTree.tostring(element, encoding="unicode") for element in body)
        return escape(body.text or "") + "".join(inner)

    def semantics(self, kind: str) -> Mapping[str, str]:
        """Return `epub:type`: apps show a note where it is called."""
        return {"epub:type": kind}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A file of the package: its id and name there, its type and its properties."""

    id: str
    href: str
    type: str
    properties: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the contents and those below it; a caption leads nowhere."""

    level: int
    name: str
    language: str
    href: str = ""
    below: tuple[Entry, ...] = ()


def contents(chapters: Iterable[Chapter]) -> tuple[Entry, ...]:
    """Return the contents as a tree: captions, pages below pages, a page's own articles."""
    return _nested([row for chapter in chapters for row in _rows(chapter)])


def _rows(chapter: Chapter) -> Iterator[Entry]:
    """Yield a chapter's lines; even levels are captions', so that one holds its pages."""
    level, href = 2 * chapter.depth + 1, f"{chapter.page}.xhtml"
    if chapter.caption:
        yield Entry(level=level - 1, name=chapter.caption, language=chapter.caption_language)
    name = chapter.articles[0].name if chapter.articles else chapter.title
    yield Entry(level=level, name=name, language=chapter.language, href=href)
    for one in chapter.articles[1:]:
        if one.depth == 2:
            at = f"{href}#{one.anchor}"
            yield Entry(level=level + 2, name=one.name, language=one.language, href=at)


def _nested(rows: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return rows in a row as a tree: below each stand those that follow it and are deeper."""
    lowest = accumulate((row.level for row in rows), min)
    heads = [at for at, low in enumerate(lowest) if rows[at].level == low]
    ends = [*heads, len(rows)][1:]
    return tuple(
        replace(rows[at], below=_nested(rows[at + 1 : end]))
        for at, end in zip(heads, ends, strict=True)
    )


def write(reading: Reading, folder: Path, *, cache: Path) -> None:
    """Write the e-book of an edition as `folder/<publication>-<language>.epub`."""
    made = folder / "epub"
    made.mkdir(parents=True, exist_ok=True)
    reading.app.outdir = made
    book = Ebook(reading)
    remote = _texts(book, made)
    _assets(book, made, cache)
    items = tuple(_items(book, made, remote))
    for template in ("nav.xhtml", "toc.ncx", "package.opf"):
        text = book.fill(template, items=items, modified=_modified(reading), **_facts(reading))
        _put(made / template, text)
    edition = reading.edition
    _zip(made, folder / whole_name(edition.publication.id, edition.language.tag, "epub"))


def _texts(book: Ebook, made: Path) -> frozenset[str]:
    """Write a document a page and the cover; return the names of those that hold MathML."""
    special = set()
    for chapter in book.reading.chapters:
        body = book.body(book.doctree(chapter))
        name = f"{chapter.page}.xhtml"
        up = "../" * chapter.page.count("/")
        _put(made / name, book.fill("chapter.xhtml", here=chapter, body=_xhtml(body), up=up))
        if "<math" in body:
            special.add(name)
    _put(made / "cover.xhtml", book.fill("cover.xhtml"))
    return frozenset(special)


def _xhtml(body: str) -> str:
    """Return docutils' HTML as XHTML: entities that XML lacks, attributes without a value."""
    return body.replace("&nbsp;", "&#160;").replace(" controls>", ' controls="controls">')


def _assets(book: Ebook, made: Path, cache: Path) -> None:
    reading, edition = book.reading, book.reading.edition
    book.copy_image_files()
    faces = fonts.faces(edition.language, (edition.source,))
    said = "".join(word.text for word in reading.words.messages.values())
    letters = reading.letters | frozenset(said)
    css = fonts.serve(faces, letters, made / "fonts", cache, prefix="fonts/")
    colours = drawings.palette_css(edition.publication)
    _put(made / "style.css", f"{css}\n{colours}\n{stylesheet('ebook')}\n")
    _put(made / "cover.svg", _cover(reading, faces, cache))


def _cover(reading: Reading, faces: fonts.Faces, cache: Path) -> str:
    """Return the cover's drawing, which says what it is as the other formats do."""
    reads = reading.edition.publication.nature == "reading"
    subtitle = reading.words(imprint.READING).text if reads else ""
    letters = f"{reading.title}{subtitle}{reading.edition.language.name}{reading.edition.dated}"
    return drawings.cover(
        reading.articles,
        reading.edition,
        reading.title,
        subtitle=subtitle,
        description=reading.words("Cover: {title}").text.format(title=reading.title),
        style=fonts.lettering(faces, letters, cache),
    )


def _items(book: Ebook, made: Path, maths: frozenset[str]) -> Iterator[Item]:
    yield Item(id="nav", href="nav.xhtml", type=TYPES[".xhtml"], properties="nav")
    yield Item(id="ncx", href="toc.ncx", type=TYPES[".ncx"])
    yield Item(id="cover-image", href="cover.svg", type=TYPES[".svg"], properties="cover-image")
    yield Item(id="cover", href="cover.xhtml", type=TYPES[".xhtml"])
    texts = [f"{chapter.page}.xhtml" for chapter in book.reading.chapters]
    for name in texts:
        mark = "mathml" if name in maths else ""
        yield Item(id=page_id(name), href=name, type=TYPES[".xhtml"], properties=mark)
    listed = {"nav.xhtml", "toc.ncx", "cover.svg", "cover.xhtml", "package.opf", *texts}
    for path in files(made):
        name = path.relative_to(made).as_posix()
        if name not in listed:
            yield Item(id=page_id(name), href=name, type=_type(path))


def _type(path: Path) -> str:
    return TYPES.get(path.suffix.lower()) or mimetypes.guess_type(path.name)[0] or "text/plain"


def page_id(name: str) -> str:
    """Return an XML id for a file's name; two names never share one."""
    return "f-" + re.sub(r"[^A-Za-z0-9]", lambda match: f"_{ord(match[0]):x}", name)


def _facts(reading: Reading) -> dict[str, object]:
    edition, words = reading.edition, reading.words
    return {
        "adopted": edition.publication.adopted_title(edition.language.tag),
        "page_id": page_id,
        "contents": contents(reading.chapters),
        "date": edition.date.isoformat() if edition.date else "",
        "statement": " ".join(word.text for word in imprint.origin(edition, words)),
    }


def _modified(reading: Reading) -> str:
    """Return when the edition was last changed: its own date, since the clock decides nothing."""
    day = reading.edition.date
    moment = datetime.combine(day, time(), UTC) if day else datetime(2000, 1, 1, tzinfo=UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _zip(made: Path, book: Path) -> None:
    """Pack the folder: the mimetype first and stored, all else in order, with fixed dates."""
    with zipfile.ZipFile(book, "w") as package:
        _member(package, "mimetype", b"application/epub+zip", zipfile.ZIP_STORED)
        _member(package, "META-INF/container.xml", CONTAINER.encode())
        for path in sorted(files(made)):
            _member(package, f"EPUB/{path.relative_to(made).as_posix()}", path.read_bytes())


def _member(
    package: zipfile.ZipFile, name: str, data: bytes, method: int = zipfile.ZIP_DEFLATED
) -> None:
    info = zipfile.ZipInfo(name, LONG_AGO)
    info.external_attr = 0o644 << 16
    info.create_system = 3
    info.compress_type = method
    package.writestr(info, data)


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
