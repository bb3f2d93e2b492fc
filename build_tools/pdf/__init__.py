"""Write HTML as a tagged, archivable PDF.

It conforms to PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2), and works around what WeasyPrint 70 lacks.
Images are fetched by names that hide the paths of this machine, since WeasyPrint writes those into the PDF.
"""

from __future__ import annotations

import gc
import os
import re
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from weasyprint import HTML, Document
from weasyprint.urls import URLFetcher, URLFetcherResponse

from build_tools.fonts import FieldFont
from build_tools.images import convert_cmyk_to_png
from build_tools.paths import compute_digest
from build_tools.pdf import (
    actual_text,
    diacritics,
    form_fields,
    layout_boxes,
    pdfa,
    relayout,
    spare_pages,
    tounicode,
)
from build_tools.pdf import weasyprint70 as inside
from build_tools.pdf.pdfa import DocumentMetadata as DocumentMetadata
from build_tools.pdf.tagging import artifacts, build_structure
from build_tools.pdf.tagging.structure_tree import prune_structure, write_structure

WORD_JOINER = "\N{WORD JOINER}"
# Objects made since the last collection; a book of 80 pages has 300,000.
MAX_GARBAGE = 1_000_000


def write_pdf(
    html: str,
    file: Path,
    *,
    image_folder: Path,
    identifier: str,
    is_rtl: bool,
    metadata: DocumentMetadata | None = None,
    field_font: FieldFont | None = None,
) -> int:
    """Lay out an HTML document, write it as `file` and return its number of pages.

    `identifier` is the PDF identifier; `is_rtl` tells that the book opens from the right; `metadata`
    is what libraries are told.
    What is typed into its form fields is written in `field_font`, or in Helvetica.
    """
    _unset_user_settings()
    _collect_garbage()
    source = HTML(string=html, base_url=BASE_URL, url_fetcher=FolderFetcher(image_folder))
    document = relayout.render_document(source, pdfa.PDF_VARIANT)
    spare_pages.remove_spare_pages(document)
    _collect_garbage()
    for page in document.pages:  # word joiners only prevent line breaks
        page.bookmarks[:] = [(one[0], one[1].replace(WORD_JOINER, ""), *one[2:]) for one in page.bookmarks]
    draw_word_spaces(document)
    write_tags = partial(_write_tags, document, source.etree_element, field_font)
    with (
        inside.patch_drawing(artifacts.find_artifacts(document), write_tags),
        inside.patch_text_drawing(actual_text.has_complex_letters, actual_text.mark_words),
        inside.patch_stream_ends(),
    ):
        document.write_pdf(
            file,
            pdf_variant=pdfa.PDF_VARIANT,
            pdf_identifier=compute_digest(identifier)[:32].encode(),
            finisher=partial(
                _postprocess_pdf,
                field_font=field_font,
                is_rtl=is_rtl,
                metadata=pdfa.make_metadata(metadata or DocumentMetadata()),
            ),
        )
    return len(document.pages)


def _collect_garbage() -> None:
    """Free what reading or laying out a long text has left in circles: workers run without collection."""
    if gc.get_count()[0] > MAX_GARBAGE:
        gc.collect()


def _unset_user_settings() -> None:
    """Unset what a user has told Pango, HarfBuzz and fontconfig, so that a book is the same on every machine.

    Pango shapes words in a script foreign to their `lang` in the first of the user's languages: Latin words
    in Arabic text with the i of Turkish. HB_SHAPER_LIST chooses another shaper, a fonts.conf other fonts.
    """
    for name in ("PANGO_LANGUAGE", "LANGUAGE", "FC_LANG", "FREETYPE_PROPERTIES"):
        os.environ.pop(name, None)
    for name in [name for name in os.environ if name.startswith(("HB_", "FONTCONFIG_"))]:
        os.environ.pop(name)
    os.environ["XDG_CONFIG_HOME"] = os.devnull  # the folder of the user's fonts.conf


def _write_tags(
    document: Document,
    html: Any,
    field_font: FieldFont | None,
    pdf: Any,
    drawn: list[inside.MarkedBoxes],
) -> None:
    form_fields.add_form_fields(document, pdf, field_font)
    tree = build_structure.build_structure(document.pages, drawn, html)
    prune_structure(tree)
    write_structure(pdf, tree)


def _postprocess_pdf(
    document: Document, pdf: Any, *, field_font: FieldFont | None, is_rtl: bool, metadata: bytes
) -> None:
    tounicode.complete_tounicode(document, pdf)
    diacritics.combine_diacritics(pdf)
    form_fields.add_field_font(pdf, field_font)
    pdfa.apply_pdfa(pdf, is_rtl=is_rtl, metadata=metadata)


def parse_html_body(html: str) -> Any:
    """Parse HTML as browsers do and return its body as an ElementTree element."""
    return HTML(string=html).etree_element.find("body")


def draw_word_spaces(document: Document) -> None:
    """Draw the spaces between words that WeasyPrint 70 leaves out.

    It draws no text box that only holds a space, such as one between two links (ISO 32000-1, 14.8.2.5).
    """
    for page in document.pages:
        for line in filter(layout_boxes.is_line_box, layout_boxes.iter_page_boxes(page)):
            texts = list(filter(layout_boxes.is_text_box, layout_boxes.iter_boxes(line)))
            words = [index for index, box in enumerate(texts) if box.text.strip()]
            for box in texts[words[0] : words[-1]] if words else ():
                if box.text.isspace():
                    box.text = inside.VisibleSpaces(box.text)


# `.invalid` is no host and never will be (RFC 2606).
BASE_URL = "http://book.invalid/"
FONT_URL = re.compile(r"file:.*\.(?:ttf|otf|ttc|otc|woff2?|pf[ab])", re.IGNORECASE)


class FolderFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Fetch the files of one folder by URLs below BASE_URL, fonts of this machine, and `data:` URLs."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """Open a URL; raise what WeasyPrint expects if there is nothing."""
        response = self._open_url(url, headers)
        if response.headers.get_content_type() != "image/jpeg":
            return response
        with closing(response):
            picture = convert_cmyk_to_png(response.read())
        # WeasyPrint must not read the file itself if the image is converted.
        return URLFetcherResponse(url, picture) if picture else self._open_url(url, headers)

    def _open_url(self, url: str, headers: Any) -> URLFetcherResponse:
        if url.startswith(BASE_URL):
            url = self._find_file(unquote(url.removeprefix(BASE_URL))).as_uri()
        elif not url.startswith("data:") and not FONT_URL.fullmatch(url):
            raise ValueError("a book is made from the files of its edition alone")
        return super().fetch(url, headers)

    def _find_file(self, name: str) -> Path:
        file = (self.folder / name).resolve()
        if not file.is_relative_to(self.folder.resolve()):
            raise ValueError("the file is outside of the edition")
        return file
