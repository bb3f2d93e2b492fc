"""Write HTML as a tagged, archivable PDF.

It conforms to PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2).

The only room that imports WeasyPrint, and works around what WeasyPrint 70 lacks.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from weasyprint import HTML, Document

from build_tools.paths import compute_digest
from build_tools.pdf import pdfa, relayout, url_fetcher
from build_tools.pdf import weasyprint70 as inside
from build_tools.pdf.tagging import artifacts, build_structure, write_structure
from build_tools.pdf.text_fixups import diacritics, tounicode


def draw_word_spaces(document: Document) -> None:
    """Make the spaces between words of a line visible to drawing."""
    for page in document.pages:
        for line in filter(inside.is_line_box, inside.iter_page_boxes(page)):
            for box in _iter_word_spaces(line):
                box.text = inside.VisibleSpaces(box.text)


def _iter_word_spaces(line: Any) -> Iterator[Any]:
    """Yield the text boxes of a line that hold only spaces and have words on both sides."""
    texts = list(filter(inside.is_text_box, inside.iter_boxes(line)))
    word_positions = [at for at, box in enumerate(texts) if box.text.strip()]
    if word_positions:
        yield from (
            box for box in texts[word_positions[0] : word_positions[-1]] if box.text.isspace()
        )


WORD_JOINER = "\N{WORD JOINER}"


def write_pdf(html: str, file: Path, *, image_folder: Path, identifier: str, is_rtl: bool) -> int:
    """Lay out an HTML document, write it as `file` and return its number of pages.

    Images are looked up by name in the folder `pictures`; `identifier` is the PDF identifier,
    the same for the same edition; `is_rtl` tells that the book opens from the right.
    """
    _unset_user_languages()
    source = HTML(
        string=html,
        base_url=url_fetcher.BASE_URL,
        url_fetcher=url_fetcher.FolderFetcher(image_folder),
    )
    document = relayout.render_document(source, pdfa.PDF_VARIANT)
    _strip_bookmark_joiners(document)
    draw_word_spaces(document)
    with inside.patch_drawing(
        artifacts.find_artifacts(document), partial(_write_tags, document, source.etree_element)
    ):
        document.write_pdf(
            file,
            pdf_variant=pdfa.PDF_VARIANT,
            pdf_identifier=compute_digest(identifier)[:32].encode(),
            finisher=partial(_postprocess_pdf, is_rtl=is_rtl),
        )
    return len(document.pages)


def _unset_user_languages() -> None:
    """Unset the user's languages, so that a book is the same on every machine.

    Pango reads them once in a process, and shapes words in a script foreign to their `lang` in
    the first of them: Latin words in Arabic text with the i of Turkish.
    """
    for name in ("PANGO_LANGUAGE", "LANGUAGE"):
        os.environ.pop(name, None)


def _write_tags(document: Document, html: Any, pdf: Any, drawn: list[inside.MarkedBoxes]) -> None:
    tree = build_structure.build_structure(document.pages, drawn, html)
    write_structure.prune_structure(tree)
    write_structure.write_structure(pdf, tree)


def _postprocess_pdf(document: Document, pdf: Any, *, is_rtl: bool) -> None:
    tounicode.complete_tounicode(document, pdf)
    diacritics.combine_diacritics(pdf)
    pdfa.apply_pdfa(pdf, is_rtl=is_rtl)


def _strip_bookmark_joiners(document: Document) -> None:
    """Remove the word joiners, which only prevent line breaks, from the bookmark titles."""
    for page in document.pages:
        page.bookmarks[:] = [
            (level, label.replace(WORD_JOINER, ""), *rest) for level, label, *rest in page.bookmarks
        ]


def parse_html_body(html: str) -> Any:
    """Parse HTML as browsers do and return its body as an ElementTree element."""
    return HTML(string=html).etree_element.find("body")
