"""The structure of a book for those who hear it: takes what WeasyPrint laid out, mends its tags.

It uses what WeasyPrint gives to everyone: the links of a page, and the finisher of a file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pydyf
from weasyprint import Document

from build_tools.paper import letters, tables

JOINER = "\N{WORD JOINER}"


def one_link_a_line(document: Document) -> None:
    """Keep one annotation for each line of a link; what stands within it brings none."""
    for page in document.pages:
        page.links[:] = [link for link in page.links if link[3].element_tag == "a"]


def plain_bookmarks(document: Document) -> None:
    """Take the joiners that hold words together on paper out of the names of bookmarks."""
    for page in document.pages:
        page.bookmarks[:] = [
            (level, label.replace(JOINER, ""), *rest) for level, label, *rest in page.bookmarks
        ]


def finish(document: Document, pdf: Any, *, is_rtl: bool) -> None:
    """Mend the tags of a PDF that is about to be written, and tell which way it opens."""
    _name_links(document)
    letters.complete(document, pdf)
    objects = {item.reference: item for item in pdf.objects if isinstance(item, pydyf.Dictionary)}
    for element in _elements(pdf):
        if element["S"] == "/LI":
            _hold_in_body(element, objects, pdf)
        elif element["S"] == "/Link" and not _is_link(element, objects):
            element["S"] = "/Span"
        elif element["S"] == "/Figure" and not element.get("Alt"):
            # A picture that its author gave no words has nothing to say.
            element["S"] = "/Span"
        elif element["S"] == "/Table":
            tables.mend(element, objects)
    if is_rtl:
        # The book is bound at its right (ISO 32000-1, 12.2).
        pdf.catalog.setdefault("ViewerPreferences", pydyf.Dictionary())["Direction"] = "/R2L"


def _elements(pdf: Any) -> Iterator[pydyf.Dictionary]:
    for item in list(pdf.objects):
        if isinstance(item, pydyf.Dictionary) and item.get("Type") == "/StructElem":
            yield item


def _hold_in_body(
    item: pydyf.Dictionary, objects: Mapping[bytes, pydyf.Dictionary], pdf: Any
) -> None:
    """Let an item hold a label and one body alone (ISO 14289-1, 7.2)."""
    marks = [kid for kid in item["K"] if objects[kid]["S"] == "/Lbl"]
    kids = [kid for kid in item["K"] if kid not in marks]
    if all(objects[kid]["S"] == "/LBody" for kid in kids):
        return
    body = pydyf.Dictionary(
        {"Type": "/StructElem", "S": "/LBody", "K": pydyf.Array(kids), "P": item.reference}
    )
    pdf.add_object(body)
    for kid in kids:
        objects[kid]["P"] = body.reference
    item["K"] = pydyf.Array([*marks, body.reference])


def _is_link(element: pydyf.Dictionary, objects: Mapping[bytes, pydyf.Dictionary]) -> bool:
    kids = [objects[kid] for kid in element["K"] if kid in objects]
    return any(kid.get("Type") == "/OBJR" for kid in kids)


def _name_links(document: Document) -> None:
    """Call each link by its words, where WeasyPrint has its address alone."""
    for page in document.pages:
        for *_, box in page.links:
            words = "".join(_words(box)).replace("\N{WORD JOINER}", "").strip()
            if box.link_annotation and words:
                box.link_annotation["Contents"] = pydyf.String(words)


def _words(box: Any) -> Iterator[str]:
    if hasattr(box, "text"):
        yield box.text
    for child in getattr(box, "children", ()):
        yield from _words(child)
