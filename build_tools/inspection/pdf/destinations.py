"""Read the links, bookmarks and named destinations of a PDF."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

PageNumbers = Mapping[tuple[int, int], int]


@dataclass(frozen=True, slots=True)
class Destination:
    """Describe a destination: its page (0 if there is none), its height there, its name."""

    page: int
    top: float | None = None
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkAnnotation:
    """Describe a link on a page: its alternate text, its box, and its destination or URI."""

    page: int
    object_id: tuple[int, int]
    contents: str
    box: tuple[float, ...] = ()
    destination: Destination | None = None
    uri: str = ""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """Describe a bookmark: its title, its depth, and its destination."""

    title: str
    depth: int
    destination: Destination


@dataclass(frozen=True, slots=True)
class NamedDestinations:
    """Hold the named destinations of a PDF, and resolve destination objects."""

    objects: Mapping[str, Any]
    page_numbers: PageNumbers

    def resolve(self, value: Any) -> Destination:
        """Resolve a destination object: a name, or an array of a page and a height."""
        import pikepdf

        if isinstance(value, pikepdf.String | pikepdf.Name | str):
            name = str(value).removeprefix("/")
            target = self.objects.get(name)
            destination = Destination(0) if target is None else self.resolve(target)
            return Destination(destination.page, destination.top, name)
        if isinstance(value, pikepdf.Dictionary) and "/D" in value:
            return self.resolve(value.D)
        if isinstance(value, pikepdf.Array) and len(value):
            return Destination(
                self.page_numbers.get(value[0].objgen, 0), _get_destination_top(value)
            )
        return Destination(0)


def read_named_destinations(pdf: Any, page_numbers: PageNumbers) -> NamedDestinations:
    """Return the named destinations of a PDF."""
    import pikepdf

    tree = pdf.Root.get("/Names", {}).get("/Dests")
    names = dict(pikepdf.NameTree(tree)) if tree is not None else {}
    old_names = {
        str(name).removeprefix("/"): target
        for name, target in dict(pdf.Root.get("/Dests", {})).items()
    }
    return NamedDestinations({**old_names, **names}, page_numbers)


def read_page_links(
    page: Any, page_number: int, destinations: NamedDestinations
) -> Iterator[LinkAnnotation]:
    """Yield the link annotations of a page."""
    for annotation in page.get("/Annots", ()):
        if annotation.get("/Subtype") != "/Link":
            continue
        action = annotation.get("/A", {})
        target = annotation.get("/Dest", action.get("/D"))
        yield LinkAnnotation(
            page=page_number,
            object_id=annotation.objgen,
            contents=str(annotation.get("/Contents", "")),
            box=tuple(float(side) for side in annotation.get("/Rect", ())),
            destination=None if target is None else destinations.resolve(target),
            uri=str(action.get("/URI", "")),
        )


def read_bookmarks(pdf: Any, destinations: NamedDestinations) -> Iterator[Bookmark]:
    """Yield the bookmarks of a PDF in outline order."""
    with pdf.open_outline() as outline:
        yield from _walk_outline(outline.root, 1, destinations)


def _walk_outline(items: Any, depth: int, destinations: NamedDestinations) -> Iterator[Bookmark]:
    for item in items:
        target = item.destination if item.destination is not None else (item.action or {}).get("/D")
        yield Bookmark(
            item.title, depth, Destination(0) if target is None else destinations.resolve(target)
        )
        yield from _walk_outline(item.children, depth + 1, destinations)


def _get_destination_top(target: Any) -> float | None:
    """Return the height in a destination array (ISO 32000-1, table 151)."""
    kind = str(target[1]) if len(target) > 1 else ""
    index = {"/XYZ": 3, "/FitH": 2, "/FitBH": 2, "/FitR": 5}.get(kind)
    if index is None or len(target) <= index:
        return None
    return float(target[index])
