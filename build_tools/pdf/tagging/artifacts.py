"""Find PDF artifacts and link boxes before drawing.

Artifacts are visible and not read aloud: running heads, folios, repeated table headers, decorative images
(ISO 32000-1, 14.8.2.2).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from weasyprint import Document

from build_tools.pdf import layout_boxes
from build_tools.pdf.tagging.tag_map import FOOTNOTE_CALL, FOOTNOTE_MARKER, get_alternative

ArtifactProperties = Mapping[str, str]


@dataclass(slots=True, kw_only=True)
class BoxCollection:
    """Collect the artifacts, link boxes, table headers and note boxes of a document."""

    link_boxes: set[Any] = field(default_factory=set)
    artifacts: dict[Any, ArtifactProperties] = field(default_factory=dict)
    first_link_boxes: set[Any] = field(default_factory=set)
    table_headers: set[Any] = field(default_factory=set)
    note_boxes: list[Any] = field(default_factory=list)


def find_artifacts(document: Document) -> Mapping[Any, ArtifactProperties]:
    """Return the artifacts of a document; keep one link per line of each linking element."""
    collection = BoxCollection()
    for page in document.pages:
        collection.note_boxes.clear()
        collection.link_boxes = {layout_boxes.resolve_placeholder(link[3]) for link in page.links}
        _collect_box(layout_boxes.get_page_box(page), None, None, collection)
        page.links[:] = [link for link in page.links if _is_needed(link, collection)]
        for box in collection.note_boxes:
            _link_note(page, box)
    return collection.artifacts


def _collect_box(box: Any, artifact: ArtifactProperties | None, link: Any, collection: BoxCollection) -> None:
    """Collect a box and its children; `artifact` and `link` are those around them."""
    artifact = artifact or _classify_artifact(box, collection)
    box_link = _find_box_link(box, collection)
    if artifact and (layout_boxes.is_text_box(box) or layout_boxes.is_image_box(box)):
        collection.artifacts[box] = artifact
    elif box_link and box_link != link and not artifact:
        (collection.note_boxes.append if box_link[1] else collection.first_link_boxes.add)(box)
    for child in layout_boxes.iter_child_boxes(box):
        _collect_box(child, artifact, box_link or link, collection)


def _find_box_link(box: Any, collection: BoxCollection) -> tuple[Any, str] | None:
    part = layout_boxes.get_pseudo_element(box)
    if layout_boxes.is_text_box(box):
        return None
    is_link = box.element_tag == "a" and box in collection.link_boxes
    return (box.element, part) if is_link or part in (FOOTNOTE_CALL, FOOTNOTE_MARKER) else None


def _classify_artifact(box: Any, collection: BoxCollection) -> ArtifactProperties | None:
    if margin := layout_boxes.get_margin_keyword(box):
        return {"Type": "/Pagination", "Subtype": "/Header" if margin.startswith("@top") else "/Footer"}
    if layout_boxes.is_image_box(box):
        return None if get_alternative(box.element) else {"Type": "/Layout"}
    if layout_boxes.is_repeated_group(box):
        if box.element in collection.table_headers:
            return {"Type": "/Pagination"}
        collection.table_headers.add(box.element)
    return None


def _is_needed(link: tuple[Any, ...], collection: BoxCollection) -> bool:
    box = layout_boxes.resolve_placeholder(link[3])
    return link[0] != "attachment" and box in collection.first_link_boxes


def _link_note(page: Any, box: Any) -> None:
    note_id, reference_id = box.element.get("id"), box.element.get("data-from")
    if not (note_id and reference_id):
        return
    area, target = layout_boxes.get_link_area(box), reference_id
    if layout_boxes.get_pseudo_element(box) == FOOTNOTE_CALL:
        page.anchors[reference_id], target = area, note_id
    page.links.append(("internal", target, area, box))
