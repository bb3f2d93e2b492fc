"""Write an edition as a book: a tagged PDF."""

from __future__ import annotations

import copy
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

from docutils import nodes

from build_tools import covers, fonts
from build_tools.errors import UserError
from build_tools.formulas import draw_formula
from build_tools.model import FORMATS, Edition, Language, Place
from build_tools.pdf import DocumentMetadata, write_pdf
from build_tools.reader.matter import list_text_articles
from build_tools.reader.reading import Chapter, Reading
from build_tools.render import bound_words, line_breaking, page_references, single_document
from build_tools.render.addresses import quote_path
from build_tools.render.break_points import BREAK, insert_break_points, insert_break_points_in_nodes
from build_tools.render.code_lines import insert_code_breaks, split_code_lines, split_literal_lines
from build_tools.render.html_builder import EditionHTMLBuilder
from build_tools.render.language_css import join_css
from build_tools.render.root_styles import SIZE_CHOICE
from build_tools.sphinx_ext import imprint
from build_tools.sphinx_ext.imprint_addresses import PERMANENT_ADDRESS
from build_tools.sphinx_ext.text import spacing

# Of the title on a cover, in hundredths of the sheet's width: the room it has, its size at most.
TITLE_WIDTH, MAX_TITLE_SIZE = 75.6, 7.2


class PrintBuilder(EditionHTMLBuilder):
    """Build pages for print: no contents in the text, and every reference within the book."""

    name = "pdf"
    add_permalinks = False
    download_support = False
    shows_contents = False

    def __init__(self, reading: Reading, folder: Path) -> None:
        self.map_id: single_document.MapId = lambda _page, id: id
        super().__init__(reading, folder)
        # In pieces, as docutils hides an address, it would be read backwards in Arabic.
        self.docsettings.cloak_email_addresses = False

    def set_current_page(self, chapter: Chapter) -> str:
        """Make a page the current one; its section numbers are found by ids in the book."""
        docname = super().set_current_page(chapter)
        map_id, page = self.map_id, chapter.page
        self.imgpath, self.dlpath = "_images", "_downloads"
        self.secnumbers = {
            f"#{map_id(page, anchor[1:])}" if anchor else "": number
            for anchor, number in self.secnumbers.items()
        }
        self.fignumbers = {
            kind: {map_id(page, anchor): number for anchor, number in numbers.items()}
            for kind, numbers in self.fignumbers.items()
        }
        return docname

    def build_css(self) -> str:
        """Return the CSS of a book; a root's own comes last. Raises UserError `styles/…`."""
        reading = self.reading
        words = page_references.make_page_reference_css(reading.edition.language, reading.ui_strings)
        return join_css(words, super().build_css())

    def get_heading_attributes(self, title: nodes.title, number: tuple[int, ...] | None) -> Mapping[str, str]:
        """Return the label of a bookmark: the text of a heading without the joiners of print."""
        prefix = f"{'.'.join(map(str, number))}. " if number else ""
        text = title.astext().replace("\N{WORD JOINER}", "").replace(BREAK, "")
        return {"data-label": f"{prefix}{' '.join(text.split(' '))}"}

    def get_table_wrapper(self, columns: int, name: str) -> tuple[str, str]:
        """Return a box whose margin is dropped at the top of a page, as a table's is not."""
        return '<div class="table">', "</div>"

    def convert_listing(self, html: str) -> str:
        """Return a listing with a block a line, which shows where it is broken."""
        return split_code_lines(html)

    def convert_mathml(self, mathml: str, tex: str) -> str:
        """Return a formula as a drawing with its TeX. Raises FormulaError."""
        drawing = draw_formula(mathml, self.draw_words)
        data = b64encode(drawing.svg.encode()).decode()
        style = f"inline-size: {drawing.width}em; vertical-align: -{drawing.depth}em"
        words = escape(tex)
        return (
            f'<img class="formula" data-structure="Formula" alt="{words}" style="{style}"'
            f' src="data:image/svg+xml;base64,{data}">'
        )

    def draw_words(self, words: str) -> fonts.TextOutline | None:
        """Return words of a formula in the fonts of the text."""
        edition = self.reading.edition
        return fonts.draw_text_outline(fonts.select_fonts(edition.language, (edition.source,)), words)

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Return a marked address of a page; joining the pages turns it into an id."""
        return single_document.PAGE_PREFIX + quote_path(self.get_page_name(to))


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedChapter:
    """Hold a chapter as HTML, its headings at the level of its depth."""

    chapter: Chapter
    html: str


def write_edition(reading: Reading, folder: Path, *, cache: Path, format: str = PrintBuilder.name) -> int:
    """Write a book of an edition as `folder/<publication>-<language>.pdf`; return its pages.

    That of another format, on the sheet of this, has a name and an identifier of its own.
    """
    work_folder = folder / "pdf"
    builder = PrintBuilder(reading, work_folder)
    html = _render_book(builder, cache, FORMATS[format].sheet)
    builder.copy_image_files()
    builder.pictures.write_files(work_folder)
    edition = reading.edition
    return write_pdf(
        html,
        folder / reading.get_output_name(format),
        image_folder=work_folder,
        identifier=" ".join((edition.identifier, edition.publication.version, *format.split("/")[1:])),
        is_rtl=edition.language.is_rtl,
        metadata=_describe_document(edition, format),
    )


def _describe_document(edition: Edition, format: str) -> DocumentMetadata:
    return DocumentMetadata(
        identifier=edition.identifier,
        isbn=edition.publication.find_isbn(edition.language.tag, format),
        address=edition.make_permanent_address(),
        language=edition.language.tag,
        version=edition.publication.version,
        rights=edition.publication.licence,
        publisher=edition.publisher.name,
        contributors=edition.contributor_names,
        digital_source=edition.review_status.digital_source,
    )


def _render_book(builder: PrintBuilder, cache: Path, sheet: str) -> str:
    reading = builder.reading
    trees = [(chapter, builder.resolve_doctree(chapter)) for chapter in reading.chapters]
    builder.map_id = single_document.join_pages((chapter.page, tree) for chapter, tree in trees)
    front = [
        single_document.extract_part(trees[0][1], name) for name in ("title-block", "imprint", "summary")
    ]
    single_document.remove_title(trees[0][1])
    parts = [_render_chapter(builder, chapter, tree) for chapter, tree in trees]
    statement = front[1] and single_document.find_part(front[1], "statement")
    if front[1]:
        _insert_qr_code(builder, front[1])
    lines, imprint_html, summary, back = (_render_part(builder, node) for node in (*front, statement))
    own_cover, logo = builder.pictures.cover, builder.pictures.logo
    style = builder.build_css()
    palette = covers.make_palette_css(reading.edition.publication)
    palette += covers.make_logo_css(logo) if logo else ""
    origin = imprint.describe_origin(reading.edition, reading.ui_strings)
    return builder.render_template(
        "book.html",
        lines=lines,
        imprint=imprint_html,
        back=summary + back,
        parts=[part for part in parts if part.html],
        cover="" if own_cover else _draw_cover_field(reading),
        own_cover=own_cover,
        style=join_css(_embed_book_fonts(reading, cache), palette, style),
        statement=" ".join(text.text for text in origin),
        title=_fit_title(reading),
        place=lambda article: builder.map_id(article.page, article.anchor),
        whole=lambda text: insert_break_points(_join_words(text)),
        phrased=lambda text: insert_break_points(line_breaking.bind_heading_words(text)),
        sheet=sheet or reading.edition.publication.sheet or _find_sheet_size(style),
    )


def _insert_qr_code(builder: PrintBuilder, imprint_node: nodes.Element) -> None:
    """Insert the QR code of the permanent address above it, beside the citation, if the imprint has one."""
    reading, line = builder.reading, single_document.find_part(imprint_node, PERMANENT_ADDRESS)
    code = covers.draw_qr_code(reading.edition.make_permanent_address())
    if line is None or code is None:
        return
    words = reading.ui_strings("QR code of the permanent address")
    data = b64encode(code.svg.encode()).decode()
    html = (
        f'<div class="cited" style="padding-inline-end: {code.width}mm; min-block-size: {code.width}mm">'
        f'<p class="qr-code"{builder.format_foreign_attributes(words.language)}>'
        f'<img alt="{escape(words.text)}" style="inline-size: {code.width}mm"'
        f' src="data:image/svg+xml;base64,{data}"></p>'
    )
    start, end = line.parent.index(next(line.parent.findall(nodes.rubric))), line.parent.index(line)
    line.parent.insert(end, nodes.raw("", "</div>", format="html"))
    line.parent.insert(start, nodes.raw("", html, format="html"))


def _join_words(text: str) -> str:
    return line_breaking.join_compounds(line_breaking.join_korean_words(text))


def _draw_cover_field(reading: Reading) -> str:
    description = reading.ui_strings(imprint.COVER_DESCRIPTION)
    return covers.draw_field(
        list_text_articles(reading),
        reading.edition,
        description=description.text,
        description_language=description.language,
    )


def _fit_title(reading: Reading) -> covers.FittedText:
    """Return the lines of the title on the cover, and their size in hundredths of its width."""
    max_size = MAX_TITLE_SIZE * covers.SCRIPT_SCALES.get(reading.edition.language.writing_system, 1)
    title = insert_break_points(reading.title)
    return covers.fit_text(title, TITLE_WIDTH, largest=max_size, smallest=MAX_TITLE_SIZE / 2, most=4)


def _find_sheet_size(style: str) -> str:
    sizes: list[str] = SIZE_CHOICE.findall(style)
    size = sizes[-1] if sizes else "a5"
    if f".sheet-{size}" not in style:
        message = f"--edition-size is {size}, a size that no style describes"
        place = Place(file="styles/base/tokens.css")
        raise UserError("styles/unknown", message, remedy="write a5, a4 or large", place=place)
    return size


def _render_part(builder: PrintBuilder, node: nodes.Element | None) -> str:
    """Return a part of the front matter as HTML, empty where there is none."""
    if node is None:
        return ""
    settings = copy.copy(builder.docsettings)
    settings.initial_header_level = "2"
    document: nodes.document = builder.reading.app.env.get_doctree(builder.current_docname).copy()
    document.settings = settings
    document += node
    language = builder.reading.edition.language
    bound_words.bind_numbers(document, is_rtl=language.is_rtl)
    bound_words.bind_last_words(document, has_hyphens=language.hyphens)
    line_breaking.join_korean_text_nodes(document)
    line_breaking.join_compounds_in_nodes(document)
    insert_break_points_in_nodes(document)
    return builder.render_body(document)


def _render_chapter(builder: PrintBuilder, chapter: Chapter, tree: nodes.document) -> RenderedChapter:
    builder.set_current_page(chapter)
    if single_document.is_blank_page(tree):
        return RenderedChapter(chapter=chapter, html="")
    settings = copy.copy(builder.docsettings)
    settings.initial_header_level = str(2 + chapter.depth)
    tree.settings = settings
    single_document.mark_unnumbered_sections(tree)
    _prepare_line_breaks(builder.reading.edition.language, tree)
    single_document.move_footnotes(tree)
    body = single_document.move_labels_to_boxes(builder.render_body(tree))
    html = single_document.move_ids_to_headings(body)
    return RenderedChapter(chapter=chapter, html=html)


def _prepare_line_breaks(language: Language, tree: nodes.document) -> None:
    line_breaking.keep_paragraphs_near_notes(tree)
    line_breaking.strip_space_before_notes(tree)
    page_references.keep_pages_in_own_language(tree)
    page_references.mark_page_references(tree, language)
    line_breaking.bind_reference_numbers(tree)
    line_breaking.move_endings_into_references(tree)
    line_breaking.bind_headings(tree)
    bound_words.bind_numbers(tree, is_rtl=language.is_rtl)
    bound_words.bind_last_words(tree, has_hyphens=language.hyphens)
    if language.is_rtl:
        line_breaking.isolate_subscripts(tree)
    if language.hyphens:
        line_breaking.mark_last_words(tree)
        spacing.fix_space_widths(tree)
        line_breaking.mark_addresses(tree)
    line_breaking.mark_short_openings(tree)
    line_breaking.mark_lists_of_names(tree)
    line_breaking.join_korean_text_nodes(tree)
    line_breaking.join_compounds_in_nodes(tree)
    insert_break_points_in_nodes(tree)
    insert_code_breaks(tree)
    split_literal_lines(tree)


def _embed_book_fonts(reading: Reading, cache: Path) -> str:
    edition = reading.edition
    faces = fonts.select_fonts(edition.language, (edition.source,))
    return fonts.make_print_css(faces, reading.characters | reading.ui_characters, cache)
