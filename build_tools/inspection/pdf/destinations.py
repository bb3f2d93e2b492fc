"""Read the links and named destinations of a PDF."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Destination:
    """Describe a destination: its page (0 if there is none), its place from the top, its name."""

    page: int
    top: float | None = None
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkAnnotation:
    """Describe a link on a page: its alternate text, and its destination or URI."""

    page: int
    object_id: tuple[int, int]
    contents: str
    destination: Destination | None = None
    uri: str = ""


@dataclass(frozen=True, slots=True)
class NamedDestinations:
    """Hold the named destinations of a PDF, and resolve destination objects.

    `pages` are the number and the height of each page by its object.
    """

    objects: Mapping[str, Any]
    pages: Mapping[tuple[int, int], tuple[int, float]]

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
            page, height = self.pages.get(value[0].objgen, (0, 0))
            level = _get_destination_level(value)
            return Destination(page, None if level is None else height - level)
        return Destination(0)


def read_named_destinations(
    pdf: Any, pages: Mapping[tuple[int, int], tuple[int, float]]
) -> NamedDestinations:
    """Return the named destinations of a PDF."""
    import pikepdf

    tree = pdf.Root.get("/Names", {}).get("/Dests")
    names = dict(pikepdf.NameTree(tree)) if tree is not None else {}
    return NamedDestinations(names, pages)


def read_page_links(page: Any, page_number: int, destinations: NamedDestinations) -> Iterator[LinkAnnotation]:
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
            destination=None if target is None else destinations.resolve(target),
            uri=str(action.get("/URI", "")),
        )


def _get_destination_level(target: Any) -> float | None:
    """Return the height in a destination array (ISO 32000-1, table 151)."""
    kind = str(target[1]) if len(target) > 1 else ""
    index = {"/XYZ": 3, "/FitH": 2, "/FitBH": 2, "/FitR": 5}.get(kind)
    if index is None or len(target) <= index:
        return None
    return float(target[index])
