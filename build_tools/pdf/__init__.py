"""Write HTML as a tagged, archivable PDF.

It conforms to PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2). This is
the only room that imports WeasyPrint, and it works around what WeasyPrint 70 lacks.
"""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import Any

from weasyprint import HTML, Document

from build_tools.paths import compute_digest
from build_tools.pdf import pdfa, relayout, url_fetcher
from build_tools.pdf import weasyprint70 as inside
from build_tools.pdf.tagging import artifacts, build_structure, write_structure
from build_tools.pdf.text_fixups import diacritics, tounicode

WORD_JOINER = "\N{WORD JOINER}"


def write_pdf(html: str, file: Path, *, image_folder: Path, identifier: str, is_rtl: bool) -> int:
    """Lay out an HTML document, write it as `file` and return its number of pages.

    Images are looked up by name in `image_folder`; `identifier` is the PDF identifier,
    the same for the same edition; `is_rtl` tells that the book opens from the right.
    """
    _unset_user_languages()
    fetcher = url_fetcher.FolderFetcher(image_folder)
    source = HTML(string=html, base_url=url_fetcher.BASE_URL, url_fetcher=fetcher)
    document = relayout.render_document(source, pdfa.PDF_VARIANT)
    _strip_bookmark_joiners(document)
    draw_word_spaces(document)
    write_tags = partial(_write_tags, document, source.etree_element)
    with inside.patch_drawing(artifacts.find_artifacts(document), write_tags):
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


def draw_word_spaces(document: Document) -> None:
    """Draw the spaces between words that WeasyPrint 70 leaves out.

    It draws no text box that only holds a space, such as one between two links, so that copying
    or reading aloud joins two words (ISO 32000-1, 14.8.2.5).
    """
    for page in document.pages:
        for line in filter(inside.is_line_box, inside.iter_page_boxes(page)):
            texts = list(filter(inside.is_text_box, inside.iter_boxes(line)))
            words = [index for index, box in enumerate(texts) if box.text.strip()]
            for box in texts[words[0] : words[-1]] if words else ():
                if box.text.isspace():
                    box.text = inside.VisibleSpaces(box.text)
