"""E-books: takes a Reading, gives an EPUB 3 (https://www.w3.org/TR/epub-33/)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time
from html import escape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from build_tools import drawings, fonts
from build_tools.charter import imprint
from build_tools.charter.pages import EditionHTMLBuilder, build_stylesheet
from build_tools.charter.reading import Reading
from build_tools.formats.epub import access, parcel
from build_tools.formats.epub.outline import Entry, contents
from build_tools.layout import format_output_name
from build_tools.model import LocalizedText
from build_tools.unicode_data import find_direction

__all__ = ["Ebook", "Entry", "contents", "write"]


class Ebook(EditionHTMLBuilder):
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

        body = paper.parse_html_body(html)
        inner = (ElementTree.tostring(element, encoding="unicode") for element in body)
        return escape(body.text or "") + "".join(inner)

    def semantics(self, kind: str) -> Mapping[str, str]:
        """Return `epub:type`: apps show a note where it is called."""
        return {"epub:type": kind}

    def formula(self, mathml: str, formula: str) -> str:
        """Return a formula with its source beside it, for apps that know no MathML."""
        return mathml.replace("<math", f'<math alttext="{escape(formula)}"', 1)

    def fill(self, template: str, **context: Any) -> str:
        """Return a template, which may ask what marks the words of another language."""
        return super().render_template(template, foreign=self.foreign, **context)

    def foreign(self, tag: str, names: Sequence[str] = ("lang", "xml:lang")) -> str:
        """Return the attributes that mark words in a language, empty where it is the edition's."""
        if tag in ("", self.reading.edition.language.tag):
            return ""
        said = "".join(f' {name}="{tag}"' for name in names)
        return f'{said} dir="{find_direction(tag)}"'


def write(reading: Reading, folder: Path, *, cache: Path) -> None:
    """Write the e-book of an edition as `folder/<publication>-<language>.epub`."""
    made = folder / "epub"
    made.mkdir(parents=True, exist_ok=True)
    reading.app.outdir = made
    book = Ebook(reading)
    bodies = _texts(book, made)
    _assets(book, made, cache)
    marks = {name: "mathml" for name, body in bodies.items() if "<math" in body}
    items = tuple(parcel.items(made, list(bodies), marks))
    facts = _facts(reading) | _access(reading, bodies)
    facts |= {"items": items, "licences": tuple(parcel.licences(made))}
    for template in ("nav.xhtml", "toc.ncx", "package.opf"):
        _put(made / template, book.fill(template, **facts))
    edition = reading.edition
    parcel.pack(
        made, folder / format_output_name(edition.publication.id, edition.language.tag, "epub")
    )


def _texts(book: Ebook, made: Path) -> Mapping[str, str]:
    """Write a document a page and the cover; return the body of each page's by its name."""
    bodies: dict[str, str] = {}
    for chapter in book.reading.chapters:
        body = _xhtml(book.render_body(book.resolve_doctree(chapter)))
        name = f"{chapter.page}.xhtml"
        up = "../" * chapter.page.count("/")
        part = "bodymatter" if bodies else "frontmatter"
        page = book.fill("chapter.xhtml", here=chapter, body=body, up=up, part=part)
        _put(made / name, page)
        bodies[name] = body
    _put(made / "cover.xhtml", book.fill("cover.xhtml", shown=_shown(book.reading)))
    return bodies


def _shown(reading: Reading) -> LocalizedText:
    """Return what the cover shows; its title alone, where words of two languages would meet."""
    tag = reading.edition.language.tag
    titled = next((chapter.language for chapter in reading.chapters), tag)
    title = LocalizedText(text=reading.title, language=titled)
    cover = reading.ui_strings("Cover: {title}")
    if cover.language != title.language:
        return title
    return LocalizedText(text=cover.text.format(title=title.text), language=tag)


def _xhtml(body: str) -> str:
    """Return docutils' HTML as XHTML: entities that XML lacks, attributes without a value."""
    return body.replace("&nbsp;", "&#160;").replace(" controls>", ' controls="controls">')


def _assets(book: Ebook, made: Path, cache: Path) -> None:
    reading, edition = book.reading, book.reading.edition
    book.copy_image_files()
    faces = fonts.faces(edition.language, (edition.source,))
    said = "".join(word.text for word in reading.ui_strings.messages.values())
    letters = reading.characters | frozenset(said)
    css = fonts.write_webfonts(faces, letters, made / "fonts", cache, prefix="fonts/")
    colours = drawings.make_palette_css(edition.publication)
    _put(made / "style.css", f"{css}\n{colours}\n{build_stylesheet('ebook')}\n")
    _put(made / "cover.svg", _cover(reading, faces, cache))


def _cover(reading: Reading, faces: fonts.FontStacks, cache: Path) -> str:
    """Return the cover's drawing, which says what it is as the other formats do."""
    reads = reading.edition.publication.nature == "reading"
    subtitle = reading.ui_strings(imprint.READING_EDITION).text if reads else ""
    letters = f"{reading.title}{subtitle}{reading.edition.language.name}{reading.edition.date_text}"
    return drawings.draw_cover(
        reading.articles,
        reading.edition,
        reading.title,
        subtitle=subtitle,
        description=_shown(reading).text,
        style=fonts.make_embedded_css(faces, letters, cache),
    )


def _facts(reading: Reading) -> dict[str, Any]:
    edition, words = reading.edition, reading.ui_strings
    return {
        "adopted": edition.publication.get_adopted_title(edition.language.tag),
        "page_id": parcel.page_id,
        "contents": contents(reading.chapters),
        "date": edition.date.isoformat() if edition.date else "",
        "modified": _modified(reading),
        "statement": access.joined(imprint.describe_origin(edition, words)),
    }


def _access(reading: Reading, bodies: Mapping[str, str]) -> dict[str, Any]:
    """Return how the book can be read, and who has said so."""
    found = access.access(bodies.values())
    looked = access.assessment(reading.edition)
    return {
        "access": found,
        "summary": access.summary(found, reading.edition, reading.ui_strings),
        "assessment": looked,
        "conforms": access.conformance(looked) if looked else "",
    }


def _modified(reading: Reading) -> str:
    """Return when the edition was last changed: its own date, since the clock decides nothing."""
    day = reading.edition.date
    moment = datetime.combine(day, time(), UTC) if day else datetime(2000, 1, 1, tzinfo=UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
