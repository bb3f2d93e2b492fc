"""Pages on paper: takes HTML with its style within, gives a tagged PDF (PDF/UA-1, ISO 14289-1).

The only room that knows WeasyPrint, and what WeasyPrint leaves undone.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from weasyprint import HTML

from build_tools.layout import digest
from build_tools.paper import notes, structure, within

VARIANT = "pdf/ua-1"


def print_pdf(html: str, file: Path, *, pictures: Path, identifier: str, is_rtl: bool) -> int:
    """Set a document, write it as `file` and return how many pages it has.

    Pictures are found by their names within the folder `pictures`; `identifier` is what the
    PDF is known by, the same for the same edition; `is_rtl` says that it opens from the right.
    """
    opened = HTML(string=html, base_url=within.BASE, url_fetcher=within.Within(pictures))
    document = notes.laid_out(opened, VARIANT)
    structure.one_link_a_line(document)
    structure.plain_bookmarks(document)
    document.write_pdf(
        file,
        pdf_variant=VARIANT,
        pdf_identifier=digest(identifier)[:32].encode(),
        finisher=partial(structure.finish, is_rtl=is_rtl),
    )
    return len(document.pages)


def parsed(html: str) -> Any:
    """Return the body of some HTML as an element of ElementTree, read as browsers read it."""
    return HTML(string=html).etree_element.find("body")
