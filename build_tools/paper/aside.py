"""What of a page is no text, and what leads elsewhere: takes pages before they are drawn.

Running heads, folios, the heads of a table that come again overleaf and pictures that say
nothing are artifacts (ISO 32000-1, 14.8.2.2): they are seen and not read aloud.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from weasyprint import Document

from build_tools.paper import weasyprint70 as inside
from build_tools.paper.names import CALL, MARKER, alternative

HEAD = {"Type": "/Pagination", "Subtype": "/Header"}
FOOT = {"Type": "/Pagination", "Subtype": "/Footer"}
AGAIN = {"Type": "/Pagination"}
LAYOUT = {"Type": "/Layout"}

Kind = Mapping[str, str]
# Where the call of a note stands, on the element that holds the note.
FROM = "data-from"


@dataclass(slots=True, kw_only=True)
class Seen:
    """What has been found: artifacts, boxes that lead elsewhere, heads of tables, notes."""

    linked: set[Any] = field(default_factory=set)
    artifacts: dict[Any, Kind] = field(default_factory=dict)
    leading: set[Any] = field(default_factory=set)
    heads: set[Any] = field(default_factory=set)
    notes: list[Any] = field(default_factory=list)


def look(document: Document) -> Mapping[Any, Kind]:
    """Return the artifacts of a book; keep of its links one for each line of what leads."""
    seen = Seen()
    for page in document.pages:
        seen.notes.clear()
        seen.linked = {inside.laid(link[3]) for link in page.links}
        _look(inside.root(page), None, None, seen)
        page.links[:] = [link for link in page.links if _is_kept(link, seen)]
        for box in seen.notes:
            _lead(page, box)
    return seen.artifacts


def _look(box: Any, kind: Kind | None, link: Any, seen: Seen) -> None:
    """Look at a box within an artifact or none, within a link or none, and at what it holds."""
    kind = kind or _kind(box, seen)
    leads = _leads(box, seen)
    if kind and (inside.is_text(box) or inside.is_picture(box)):
        seen.artifacts[box] = kind
    elif leads and leads != link and not kind:
        (seen.notes.append if leads[1] else seen.leading.add)(box)
    for child in inside.within(box):
        _look(child, kind, leads or link, seen)


def _leads(box: Any, seen: Seen) -> tuple[Any, str] | None:
    """Return what leads elsewhere, if a box is one of its: an element or a mark of a note."""
    part = inside.part(box)
    if inside.is_text(box):
        return None
    is_link = box.element_tag == "a" and box in seen.linked
    return (box.element, part) if is_link or part in (CALL, MARKER) else None


def _kind(box: Any, seen: Seen) -> Kind | None:
    """Return what sort of artifact begins with a box, if one does."""
    if margin := inside.margin(box):
        return HEAD if margin.startswith("@top") else FOOT
    if inside.is_picture(box):
        return None if alternative(box.element) else LAYOUT
    if inside.is_repeated(box):
        if box.element in seen.heads:
            return AGAIN
        seen.heads.add(box.element)
    return None


def _is_kept(link: tuple[Any, ...], seen: Seen) -> bool:
    return link[0] != "attachment" and inside.laid(link[3]) in seen.leading


def _lead(page: Any, box: Any) -> None:
    """Lead from the call of a note to the note, from the mark of the note back to its call."""
    there, back = box.element.get("id"), box.element.get(FROM)
    if not (there and back):
        return
    is_call = inside.part(box) == CALL
    if is_call:
        page.anchors[back] = inside.area(box)
    page.links.append(("internal", there if is_call else back, inside.area(box), box))
