"""Write an edition as an EPUB 3 (https://www.w3.org/TR/epub-33/)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from functools import cached_property
from html import escape
from itertools import accumulate
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from docutils import nodes

from build_tools import covers, fonts
from build_tools.formats.epub import accessibility, container, flat_css
from build_tools.formats.epub.raster_cover import rasterize_cover
from build_tools.model import DRAFT, Article, LocalizedText
from build_tools.reader import matter
from build_tools.reader.reading import Chapter, Reading
from build_tools.render import page_breaks
from build_tools.render.addresses import quote_path
from build_tools.render.break_points import insert_break_points
from build_tools.render.citation_data import CITATIONS_FILE, CITATIONS_TYPE, format_csl_json
from build_tools.render.html_builder import EditionHTMLBuilder, write_text_file
from build_tools.sphinx_ext import citation, imprint

__all__ = ["EpubBuilder", "TocEntry", "build_toc", "write_edition"]


class EpubBuilder(EditionHTMLBuilder):
    """Build XHTML pages without contents, which have a document of their own."""

    name = "epub"
    default_translator_class = page_breaks.EbookTranslator
    out_suffix = ".xhtml"
    add_permalinks = False
    # A picture that is no page of the book may not be led to.
    html_scaled_image_link = False
    download_support = False
    shows_contents = False

    @cached_property
    def parts(self) -> Mapping[str, matter.Matter]:
        """Return what each page is, by name: before the text, the text, or after it."""
        return matter.divide_matter(self.reading)

    def get_lang_attributes(self, tag: str) -> Mapping[str, str]:
        """Return `xml:lang`, which XHTML needs beside `lang`."""
        return {"xml:lang": tag}

    def convert_raw_html(self, html: str) -> str:
        """Return an author's raw HTML as well-formed XML, which reading systems require."""
        from build_tools import pdf

        body = pdf.parse_html_body(html)
        elements = (ElementTree.tostring(element, encoding="unicode") for element in body)
        return escape(body.text or "") + "".join(elements)

    def get_note_attributes(self, kind: str) -> Mapping[str, str]:
        """Return `epub:type`: reading systems show a note where it is referenced."""
        return {"epub:type": kind}

    def convert_mathml(self, mathml: str, tex: str) -> str:
        """Return MathML with its TeX source beside it, for reading systems without MathML."""
        return mathml.replace("<math", f'<math alttext="{escape(tex)}"', 1)


def write_edition(reading: Reading, folder: Path, *, cache: Path) -> None:
    """Write the e-book of an edition as `folder/<publication>-<language>.epub`."""
    work_folder = folder / "epub"
    builder = EpubBuilder(reading, work_folder)
    trees = {chapter.page: builder.resolve_doctree(chapter) for chapter in reading.chapters}
    edition = reading.edition
    folios = edition.publication.list_folios(edition.language.tag)
    folios = page_breaks.insert_page_breaks(trees, folios)
    bodies = _write_documents(builder, trees, work_folder)
    _write_epub_assets(builder, work_folder, cache)
    properties = {name: "mathml" for name, body in bodies.items() if "<math" in body}
    items = tuple(container.iter_manifest_items(work_folder, list(bodies), properties))
    context = _make_package_context(reading) | _make_accessibility_context(reading, bodies)
    text_start = next((page for page, part in builder.parts.items() if part == "bodymatter"), "")
    context |= {
        "text_start": text_start,
        "folios": [
            (one.name, f"{quote_path(one.page)}.xhtml#{page_breaks.make_break_id(one.name)}")
            for one in folios
        ],
        "items": items,
        "licences": tuple(container.iter_font_licences(work_folder)),
    }
    for template in ("nav.xhtml", "toc.ncx", "package.opf"):
        write_text_file(work_folder / template, builder.render_template(template, **context))
    # It is linked, and no part of the book: the manifest must not list it (EPUB 3.3, “The link element”).
    write_text_file(work_folder / CITATIONS_FILE, format_csl_json(reading))
    container.pack_epub(work_folder, folder / reading.get_output_name("epub"))


def _write_documents(
    builder: EpubBuilder,
    trees: Mapping[str, nodes.document],
    work_folder: Path,
) -> Mapping[str, str]:
    """Write a document for each page and the cover; return the bodies of the pages by name."""
    bodies: dict[str, str] = {}
    for chapter in builder.reading.chapters:
        builder.set_current_page(chapter)
        body = _convert_to_xhtml(builder.render_body(trees[chapter.page]))
        name = f"{chapter.page}.xhtml"
        up = "../" * chapter.page.count("/")
        part = builder.parts[chapter.page]
        page = builder.render_template("chapter.xhtml", here=chapter, body=body, up=up, part=part)
        write_text_file(work_folder / name, page)
        bodies[name] = body
    cover = builder.render_template("cover.xhtml", shown=_get_cover_text(builder))
    write_text_file(work_folder / "cover.xhtml", cover)
    return bodies


def _get_cover_text(builder: EpubBuilder) -> LocalizedText:
    """Return the description of the cover, with the publisher whose logo it shows."""
    cover, publisher = _describe_cover(builder.reading), builder.reading.edition.publisher
    return replace(cover, text=f"{cover.text} · {publisher.name}") if builder.pictures.logo else cover


def _describe_cover(reading: Reading) -> LocalizedText:
    """Return the description of a cover; the title alone, where two languages would meet."""
    tag = reading.edition.language.tag
    title_language = next((chapter.language for chapter in reading.chapters), tag)
    title = LocalizedText(text=reading.title, language=title_language)
    cover = reading.ui_strings("Cover: {title}")
    if cover.language != title.language:
        return title
    return replace(cover, text=cover.text.format(title=title.text))


def _convert_to_xhtml(body: str) -> str:
    """Return docutils' HTML as XHTML: entities that XML lacks, attributes without a value."""
    return body.replace("&nbsp;", "&#160;").replace(" controls>", ' controls="controls">')


def _write_epub_assets(builder: EpubBuilder, work_folder: Path, cache: Path) -> None:
    reading, edition = builder.reading, builder.reading.edition
    builder.copy_image_files()
    faces = fonts.select_fonts(edition.language, (edition.source,))
    characters = reading.characters | reading.ui_characters
    css = fonts.write_webfonts(faces, characters, work_folder / "fonts", cache, prefix="fonts/")
    if builder.formula_letters:
        css += fonts.write_formula_font(builder.formula_letters, work_folder / "fonts", cache)
    colours = covers.make_palette_css(edition.publication)
    style = flat_css.flatten_css(f"{css}\n{colours}\n{builder.build_css()}", edition.language)
    write_text_file(work_folder / "style.css", f"{style}\n")
    cover = _draw_epub_cover(builder, faces, cache)
    write_text_file(work_folder / "cover.svg", cover)
    pixels = rasterize_cover(cover, faces)
    if pixels:
        (work_folder / "cover.png").write_bytes(pixels)


def _draw_epub_cover(builder: EpubBuilder, faces: fonts.FontStacks, cache: Path) -> str:
    reading, edition = builder.reading, builder.reading.edition
    lines = _list_cover_lines(reading)
    publisher = "" if builder.pictures.logo else edition.publisher.name
    words = [
        reading.title,
        *(line.text for line in lines),
        publisher,
        edition.language.name,
        edition.date_text,
    ]
    title_language = next((chapter.language for chapter in reading.chapters), edition.language.tag)
    return covers.draw_cover(
        matter.list_text_articles(reading, builder.parts),
        edition,
        LocalizedText(text=insert_break_points(reading.title), language=title_language),
        lines=[replace(line, text=insert_break_points(line.text)) for line in lines],
        publisher=publisher,
        description=_get_cover_text(builder),
        style=fonts.make_embedded_css(faces, "".join(words), cache),
        picture=builder.pictures.cover,
        logo=builder.pictures.logo,
    )


def _list_cover_lines(reading: Reading) -> list[LocalizedText]:
    """Return what the edition is, and who adopted the text and when."""
    publication, ui_strings = reading.edition.publication, reading.ui_strings
    lines = [ui_strings(DRAFT)] if reading.edition.is_draft else []
    lines += [ui_strings(citation.READING_EDITION)] if publication.nature == "reading" else []
    if not publication.adoption:
        return lines
    return [*lines, ui_strings.translate(publication.adoption, otherwise=publication.source_language)]


def _make_package_context(reading: Reading) -> dict[str, Any]:
    edition = reading.edition
    return {
        "adopted": edition.publication.get_adopted_title(edition.language.tag),
        "citations": (CITATIONS_TYPE, CITATIONS_FILE),
        "isbn": edition.publication.find_isbn(edition.language.tag, EpubBuilder.name),
        "page_id": container.make_item_id,
        "contents": build_toc(reading.chapters),
        "date": edition.date.isoformat() if edition.date else "",
        "modified": _format_modification_time(reading),
        "descriptions": _list_descriptions(reading),
        "subjects": [
            reading.ui_strings.translate(subject, otherwise=edition.publication.source_language)
            for subject in edition.publication.subjects
        ],
    }


def _list_descriptions(reading: Reading) -> list[LocalizedText]:
    """Return what the publication is and who wrote it: one text, or two in two languages."""
    origin = accessibility.join_texts(imprint.describe_origin(reading.edition, reading.ui_strings))
    summary = matter.find_summary(reading)
    texts = [text for text in (summary, origin) if text and text.text]
    joined = accessibility.join_texts(texts)
    return [joined] if joined.language else texts


def _make_accessibility_context(reading: Reading, bodies: Mapping[str, str]) -> dict[str, Any]:
    edition, ui_strings = reading.edition, reading.ui_strings
    metadata = accessibility.detect_accessibility(bodies.values())
    return {
        "access": metadata,
        "summary": accessibility.summarize_accessibility(metadata, edition, ui_strings),
        "assessment": accessibility.find_assessment(edition),
        "conforms": accessibility.format_conformance(edition),
    }


def _format_modification_time(reading: Reading) -> str:
    """Return when the edition was last changed: its own date, never the clock's."""
    day = reading.edition.date
    moment = datetime.combine(day, time(), UTC) if day else datetime(2000, 1, 1, tzinfo=UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True, kw_only=True)
class TocEntry:
    """Describe a line of the contents and those below it; a caption has no link.

    `designation` is what stands before its name in another language.
    """

    level: int
    name: str
    language: str
    href: str = ""
    designation: str = ""
    designation_language: str = ""
    below: tuple[TocEntry, ...] = ()


def build_toc(chapters: Iterable[Chapter]) -> tuple[TocEntry, ...]:
    """Return the contents as a tree: captions, pages below pages, a page's own articles."""
    return _nest_entries([row for chapter in chapters for row in _iter_chapter_entries(chapter)])


def _iter_chapter_entries(chapter: Chapter) -> Iterator[TocEntry]:
    """Yield a chapter's lines; even levels are for captions, so that one holds its pages."""
    level, href = 2 * chapter.depth + 1, quote_path(f"{chapter.page}.xhtml")
    if chapter.caption:
        yield TocEntry(level=level - 1, name=chapter.caption, language=chapter.caption_language)
    if not chapter.articles:
        yield TocEntry(level=level, name=chapter.title, language=chapter.language, href=href)
    for article in chapter.articles[:1]:
        yield _make_article_entry(article, level, href)
    for article in chapter.articles[1:]:
        if article.depth == 2:
            yield _make_article_entry(article, level + 2, f"{href}#{article.anchor}")


def _make_article_entry(article: Article, level: int, href: str) -> TocEntry:
    return TocEntry(
        level=level,
        name=article.name_in_one_language,
        language=article.language,
        href=href,
        designation=article.designation if article.name_in_one_language != article.name else "",
        designation_language=article.designation_language,
    )


def _nest_entries(rows: Sequence[TocEntry]) -> tuple[TocEntry, ...]:
    """Return a list of entries as a tree: below each are those that follow it and are deeper."""
    minima = accumulate((row.level for row in rows), min)
    starts = [at for at, low in enumerate(minima) if rows[at].level == low]
    ends = [*starts, len(rows)][1:]
    return tuple(
        replace(rows[at], below=_nest_entries(rows[at + 1 : end]))
        for at, end in zip(starts, ends, strict=True)
    )
