"""Check that all content of a PDF is tagged once or is an artifact.

All that is drawn is in the structure tree, once, or is an artifact, which screen readers skip;
no element is empty; a folio is an artifact.

Example: a running head that is marked as content but is not in the structure tree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from build_tools.checks.definition import BuiltEdition, Violation
from build_tools.inspection.pdf.content import PageObject
from build_tools.inspection.pdf.document import PdfDocument, read_pdf
from build_tools.inspection.pdf.structure import (
    MarkedContentRef,
    StructElement,
    find_marked_content,
    walk_structure,
)
from build_tools.inspection.text.tokenize import quote_start

REBUILD = "build the edition again; what is built is never mended by hand"
# With nothing in them these still say something: a cell that is empty, a place for what follows.
MAY_BE_EMPTY = frozenset(("TD", "TH", "NonStruct", "Private"))


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for each object, page or element that is wrong."""
    document = read_pdf(built.path)
    if document is None:
        return [Violation(built.path, "no program can open it", remedy=REBUILD)]
    if not document.is_tagged or not document.roots:
        return [Violation(built.path, "has no structure at all")]
    messages = (
        *_find_untagged_content(document),
        *_find_duplicate_content(document),
        *_find_empty_elements(document),
        *_find_tagged_folios(document),
    )
    return [Violation(built.path, message) for message in messages]


def _find_untagged_content(document: PdfDocument) -> Iterator[str]:
    """Yield what of each page is neither in the structure tree nor an artifact."""
    tagged = {
        (leaf.page, leaf.mcid) for root in document.roots for leaf in find_marked_content(root)
    }
    untagged: dict[int, list[PageObject]] = {}
    for item in document.objects:
        if not item.is_marked or not _is_tagged_once(item, tagged):
            untagged.setdefault(item.page, []).append(item)
    for page, objects in untagged.items():
        excerpt = next(
            (quote_start(piece.text) for piece in objects if piece.text.strip()), "a shape"
        )
        remainder = f" and {len(objects) - 1} more" if len(objects) > 1 else ""
        yield f"page {page}: {excerpt}{remainder} is neither in the structure nor an artifact"


def _is_tagged_once(item: PageObject, tagged: set[tuple[int, int]]) -> bool:
    if item.mark.is_artifact:
        return item.mark.mcid is None or (item.page, item.mark.mcid) not in tagged
    return (item.page, item.mark.mcid) in tagged


def _find_duplicate_content(document: PdfDocument) -> Iterator[str]:
    """Yield content that is in the structure tree more than once."""
    counts = Counter(
        (leaf.page, leaf.mcid) for root in document.roots for leaf in find_marked_content(root)
    )
    for (page, mcid), count in counts.items():
        objects = document.objects_by_mark.get((page, mcid), ())
        if count > 1:
            excerpt = quote_start("".join(piece.text for piece in objects))
            yield f"page {page}: {excerpt} stands in the structure {count} times"


def _find_empty_elements(document: PdfDocument) -> Iterator[str]:
    """Yield elements that contain nothing; of nested ones the outermost."""
    empty = {
        id(element)
        for element, _ in walk_structure(document.roots)
        if _is_empty_element(element, document)
    }
    for element, ancestors in walk_structure(document.roots):
        if id(element) in empty and not any(id(one) in empty for one in ancestors):
            near = next(
                (
                    quote_start(text)
                    for one in reversed(ancestors)
                    if (text := document.extract_text(one))
                ),
                "",
            )
            yield f"page {element.page or '?'}: an empty {element.kind}" + (near and f" in {near}")


def _is_empty_element(element: StructElement, document: PdfDocument) -> bool:
    if element.kind in MAY_BE_EMPTY or element.alt or element.actual_text:
        return False
    for kid in element.kids:
        if isinstance(kid, MarkedContentRef):
            if document.objects_by_mark.get((kid.page, kid.mcid)):
                return False
        elif not isinstance(kid, StructElement) or not _is_empty_element(kid, document):
            return False
    return True


def _find_tagged_folios(document: PdfDocument) -> Iterator[str]:
    """Yield the pages whose number, last on the page, is tagged as text."""
    lowest: dict[int, PageObject] = {}
    for item in document.objects:
        if item.text.strip() and item.y < lowest.get(item.page, item).y + 0.1:
            lowest[item.page] = item
    for page, item in lowest.items():
        text = item.text.strip()
        if text.isdecimal() and int(text) == page and not item.mark.is_artifact:
            yield f"page {page}: its number is tagged, so it is read aloud as text"
