"""Find links of a PDF that lead nowhere, to a wrong page, or have no alternate text.

A link leads to a page of the PDF or to a URI; it has alternate text, and a Link element in the
structure tree; a page number in it is that of the page it opens.

Example: “Right X, 35”, which opens page 37.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from build_tools.checks.definition import BuiltEdition, Violation
from build_tools.inspection.pdf.content import PageObject
from build_tools.inspection.pdf.destinations import LinkAnnotation
from build_tools.inspection.pdf.document import PdfDocument, read_pdf
from build_tools.inspection.pdf.structure import (
    ObjectRef,
    StructElement,
    find_object_refs,
    walk_structure,
)
from build_tools.inspection.text.tokenize import INVISIBLE, quote_start

ADDRESS = re.compile(r"(?!file:)[a-z][a-z0-9+.-]*:\S+", re.IGNORECASE)
LINK_KINDS = ("Link", "Annot")
# A number of a page is set this much smaller than the words that it follows, on their line.
SMALLER, OFF_LINE = 0.95, 0.5


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for each link that is wrong."""
    document = read_pdf(built.path)
    if document is None:
        return ()
    elements_by_object = {
        kid.object_id: element
        for element, _ in walk_structure(document.roots)
        for kid in element.kids
        if isinstance(kid, ObjectRef)
    }
    messages = [
        message for link in document.links for message in _check_link(link, elements_by_object)
    ]
    return [
        Violation(built.path, message) for message in (*messages, *_check_page_references(document))
    ]


def _check_link(
    link: LinkAnnotation, elements_by_object: Mapping[tuple[int, int], StructElement]
) -> Iterator[str]:
    label = f"page {link.page}: {quote_start(link.contents) if link.contents.strip() else 'a link'}"
    if link.destination is None and not link.uri:
        yield f"{label} leads nowhere"
    elif link.destination is not None and not link.destination.page:
        yield f"{label} leads to {link.destination.name or 'a page'}, which the book does not have"
    elif link.destination is None and not ADDRESS.fullmatch(link.uri):
        yield f"{label} leads to {link.uri}, which is no address"
    if not link.contents.strip():
        target = link.uri or (link.destination and link.destination.name) or "?"
        yield f"{label} to {target} has no name"
    holder = elements_by_object.get(link.object_id)
    if holder is None or holder.kind not in LINK_KINDS:
        yield f"{label} is no link in the structure"


def _check_page_references(document: PdfDocument) -> Iterator[str]:
    """Yield links that name another page than they open."""
    links = {link.object_id: link for link in document.links}
    previous: LinkAnnotation | None = None
    for element, _ in walk_structure(document.roots):
        link_annotations = [
            links[held.object_id] for held in find_object_refs(element) if held.object_id in links
        ]
        if element.kind != "Link" or not link_annotations:
            continue
        page_label = _find_page_reference(document, element, link_annotations[0], previous)
        if (
            link_annotations[0].destination
            and page_label
            and not _is_labelled(document, link_annotations[0].destination.page, page_label)
        ):
            yield (
                f"page {link_annotations[0].page}: {quote_start(document.extract_text(element))}"
                f" names page {page_label} and opens {link_annotations[0].destination.page}"
            )
        previous = link_annotations[-1]


def _find_page_reference(
    document: PdfDocument,
    element: StructElement,
    link: LinkAnnotation,
    previous: LinkAnnotation | None,
) -> str:
    """Return the page number at the end of a link: in smaller type, or alone in a second link."""
    objects = [piece for piece in document.find_objects(element) if piece.text.strip()]
    last_text = INVISIBLE.sub("", objects[-1].text).strip() if objects else ""
    if not last_text.isdecimal() or not link.destination:
        return ""
    if len(objects) == 1:
        return (
            last_text
            if previous and previous.destination == link.destination and previous.page == link.page
            else ""
        )
    return last_text if _is_number_smaller(objects) else ""


def _is_number_smaller(objects: Sequence[PageObject]) -> bool:
    words, number = objects[-2:]
    is_in_line = words.page == number.page and abs(words.y - number.y) < OFF_LINE
    return number.size < SMALLER * words.size and is_in_line


def _is_labelled(document: PdfDocument, page: int, page_label: str) -> bool:
    label = document.labels[page - 1] if page <= len(document.labels) else str(page)
    return label.isdecimal() and int(label) == int(page_label)
