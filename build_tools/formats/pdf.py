"""The book: takes a Reading, gives a tagged PDF."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from docutils import nodes

from build_tools import drawings, fonts
from build_tools.charter import book, imprint, lines, spaces
from build_tools.charter.pages import EditionHTMLBuilder, build_stylesheet
from build_tools.charter.reading import Chapter, Reading
from build_tools.layout import format_output_name
from build_tools.model import Language, LocalizedText
from build_tools.paper import write_pdf

BARS = "The bars on the cover show the articles of this text, each as long as its number of words."
# Of the title on a cover, in hundredths of the sheet's width: the room it has, its size at most.
TITLE_ROOM, TITLE_LARGEST = 75.6, 7.2


class Paper(EditionHTMLBuilder):
    """Pages for paper: no contents among the text, and every reference within the book."""

    name = "pdf"
    theme_of_medium = "print"
    add_permalinks = False
    download_support = False
    shows_contents = False

    def __init__(self, reading: Reading) -> None:
        self.renamed: book.MapId = _kept
        super().__init__(reading)
        # In pieces, as docutils hides an address, it would be read backwards in Arabic.
        self.docsettings.cloak_email_addresses = False

    def turn_to(self, chapter: Chapter) -> str:
        """Turn to a page, whose numbers are found by its ids in the book."""
        docname = super().set_current_page(chapter)
        name, page = self.renamed, chapter.page
        self.imgpath, self.dlpath = "_images", "_downloads"
        self.secnumbers = {
            f"#{name(page, anchor[1:])}" if anchor else "": number
            for anchor, number in self.secnumbers.items()
        }
        self.fignumbers = {
            kind: {name(page, anchor): number for anchor, number in numbers.items()}
            for kind, numbers in self.fignumbers.items()
        }
        return docname

    def heading(self, title: nodes.title, number: tuple[int, ...] | None) -> Mapping[str, str]:
        """Return the label of a bookmark: the words of a heading without the joiners of print."""
        numbered = f"{'.'.join(map(str, number))}. " if number else ""
        words = title.astext().replace("\N{WORD JOINER}", "")
        return {"data-label": f"{numbered}{' '.join(words.split(' '))}"}

    def around_table(self, columns: int, name: str) -> tuple[str, str]:
        """Return a box whose margin is left out at the head of a page, as a table's is not."""
        return '<div class="table">', "</div>"

    @property
    def bars(self) -> LocalizedText:
        """What the drawing on the cover shows, for those who cannot see it."""
        return self.reading.ui_strings(BARS)

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Return a mark that says which page is meant; joining the pages makes an id of it."""
        return book.PAGE_PREFIX + self.get_page_name(to)


def _kept(_page: str, id: str) -> str:
    return id


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A chapter as HTML, beneath headings of its depth."""

    chapter: Chapter
    html: str


def write(reading: Reading, folder: Path, *, cache: Path) -> int:
    """Write the book of an edition as `folder/<publication>-<language>.pdf`; return its pages."""
    made = folder / "pdf"
    made.mkdir(parents=True, exist_ok=True)
    reading.app.outdir = made
    paper = Paper(reading)
    html = _bound(paper, cache)
    paper.copy_image_files()
    edition = reading.edition
    return write_pdf(
        html,
        folder / format_output_name(edition.publication.id, edition.language.tag, "pdf"),
        image_folder=made,
        identifier=f"{edition.identifier} {edition.publication.version}",
        is_rtl=edition.language.is_rtl,
    )


def _bound(paper: Paper, cache: Path) -> str:
    """Return the whole book as one HTML document, its style within."""
    reading = paper.reading
    trees = [(chapter, paper.resolve_doctree(chapter)) for chapter in reading.chapters]
    paper.renamed = book.join_pages((chapter.page, tree) for chapter, tree in trees)
    title_lines, notice = _front(trees[0][1])
    parts = [_part(paper, chapter, tree) for chapter, tree in trees]
    style = build_stylesheet("print")
    return paper.render_template(
        "book.html",
        lines=[paper.render_body(_alone(paper, line)) for line in (title_lines,) if line],
        imprint=paper.render_body(_alone(paper, notice)) if notice else "",
        parts=[part for part in parts if part.html],
        cover=drawings.draw_field(
            reading.articles,
            reading.edition,
            description=paper.bars.text,
            description_language=paper.bars.language,
        ),
        style="\n".join(
            [
                _faces(reading, cache),
                drawings.make_palette_css(reading.edition.publication),
                style,
            ]
        ),
        statement=" ".join(
            word.text for word in imprint.describe_origin(reading.edition, reading.ui_strings)
        ),
        title=_title(reading),
        place=lambda article: paper.renamed(article.page, article.anchor),
        whole=lines.join_korean_words,
        phrased=lines.bind_heading_words,
        sheet=_sheet(style),
    )


def _title(reading: Reading) -> drawings.FittedText:
    """Return the lines of the title on the cover, and their size in hundredths of its width."""
    largest = TITLE_LARGEST * drawings.SCRIPT_SCALES.get(reading.edition.language.writing_system, 1)
    return drawings.fit_text(
        reading.title, TITLE_ROOM, largest=largest, smallest=TITLE_LARGEST / 2, most=4
    )


def _sheet(style: str) -> str:
    """Return the size of the book that the tokens choose: `a5`, `a4` or `large`."""
    chosen = re.search(r"--edition-size:\s*([\w-]+)", style)
    return chosen[1] if chosen else "a5"


def _front(tree: nodes.document) -> tuple[nodes.Element | None, nodes.Element | None]:
    """Take the lines of the title page and the imprint out of the start page."""
    title_lines, notice = book.extract_part(tree, "title-block"), book.extract_part(tree, "imprint")
    book.remove_title(tree)
    return title_lines, notice


def _alone(paper: Paper, node: nodes.Element) -> nodes.document:
    settings = copy.copy(paper.docsettings)
    settings.initial_header_level = "2"
    document: nodes.document = paper.reading.app.env.get_doctree(paper.current_docname).copy()
    document.settings = settings
    document += node
    lines.join_korean_text_nodes(document)
    return document


def _part(paper: Paper, chapter: Chapter, tree: nodes.document) -> Part:
    paper.turn_to(chapter)
    if book.is_blank_page(tree):
        return Part(chapter=chapter, html="")
    settings = copy.copy(paper.docsettings)
    settings.initial_header_level = str(2 + chapter.depth)
    tree.settings = settings
    book.mark_unnumbered_sections(tree)
    _set_lines(paper.reading.edition.language, tree)
    book.move_footnotes(tree)
    return Part(chapter=chapter, html=book.move_ids_to_headings(paper.render_body(tree)))


def _set_lines(language: Language, tree: nodes.document) -> None:
    lines.keep_paragraphs_near_notes(tree)
    lines.strip_space_before_notes(tree)
    lines.bind_reference_numbers(tree)
    lines.move_endings_into_references(tree)
    lines.bind_headings(tree)
    if language.is_rtl:
        lines.isolate_subscripts(tree)
    if language.hyphens:
        lines.mark_last_words(tree)
        spaces.fix_space_widths(tree)
        lines.mark_addresses(tree)
    lines.mark_short_openings(tree)
    lines.join_korean_text_nodes(tree)


def _faces(reading: Reading, cache: Path) -> str:
    edition = reading.edition
    faces = fonts.faces(edition.language, (edition.source,))
    said = "".join(word.text for word in reading.ui_strings.messages.values())
    return fonts.make_print_css(faces, reading.characters | frozenset(said), cache)
