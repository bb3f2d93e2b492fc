"""Pages on paper: takes HTML with its style within, gives a PDF for every reader and for keeps.

It is tagged (PDF/UA-1, ISO 14289-1) and holds all that it needs (PDF/A-2a, ISO 19005-2). The only
room that knows WeasyPrint, and what WeasyPrint leaves undone.
"""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import Any

from weasyprint import HTML, Document

from build_tools.layout import compute_digest
from build_tools.paper import archive, aside, gaps, letters, marks, notes, telling, within, writing
from build_tools.paper import weasyprint70 as inside

JOINER = "\N{WORD JOINER}"


def print_pdf(html: str, file: Path, *, pictures: Path, identifier: str, is_rtl: bool) -> int:
    """Set a document, write it as `file` and return how many pages it has.

    Pictures are found by their names within the folder `pictures`; `identifier` is what the
    PDF is known by, the same for the same edition; `is_rtl` says that it opens from the right.
    """
    _forget_the_reader()
    opened = HTML(string=html, base_url=within.BASE, url_fetcher=within.Within(pictures))
    document = notes.laid_out(opened, archive.VARIANT)
    _plain_bookmarks(document)
    gaps.fill(document)
    with inside.drawing(aside.look(document), partial(_tell, document, opened.etree_element)):
        document.write_pdf(
            file,
            pdf_variant=archive.VARIANT,
            pdf_identifier=compute_digest(identifier)[:32].encode(),
            finisher=partial(_finish, is_rtl=is_rtl),
        )
    return len(document.pages)


def _forget_the_reader() -> None:
    """Take away which languages the machine's owner reads: a book is the same on any.

    Pango asks once in a process, and sets words in a script that the language around them does
    not have as those of the first: Latin ones in Arabic with the i of Turkish.
    """
    for name in ("PANGO_LANGUAGE", "LANGUAGE"):
        os.environ.pop(name, None)


def _tell(document: Document, html: Any, pdf: Any, drawn: list[inside.Marks]) -> None:
    tree = telling.told(document.pages, drawn, html)
    writing.prune(tree)
    writing.write(pdf, tree)


def _finish(document: Document, pdf: Any, *, is_rtl: bool) -> None:
    letters.complete(document, pdf)
    marks.set_within(pdf)
    archive.keep(pdf, is_rtl=is_rtl)


def _plain_bookmarks(document: Document) -> None:
    """Take the joiners that hold words together on paper out of the names of bookmarks."""
    for page in document.pages:
        page.bookmarks[:] = [
            (level, label.replace(JOINER, ""), *rest) for level, label, *rest in page.bookmarks
        ]


def parsed(html: str) -> Any:
    """Return the body of some HTML as an element of ElementTree, read as browsers read it."""
    return HTML(string=html).etree_element.find("body")
