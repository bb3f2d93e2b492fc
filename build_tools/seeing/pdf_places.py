"""Where a PDF leads: takes its links, bookmarks and names, gives the pages that they open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Pages = Mapping[tuple[int, int], int]


@dataclass(frozen=True, slots=True)
class Goal:
    """A place: its page, 0 where there is none, how high on it, and its name."""

    page: int
    top: float | None = None
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link on a page: what it is called, its box, and its goal within or its address without."""

    page: int
    object: tuple[int, int]
    contents: str
    box: tuple[float, ...] = ()
    goal: Goal | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A bookmark: its words, how deep it stands, and the page that it opens."""

    title: str
    depth: int
    goal: Goal


@dataclass(frozen=True, slots=True)
class Places:
    """The named places of a book, and how a destination is read."""

    names: Mapping[str, Any]
    pages: Pages

    def goal(self, value: Any) -> Goal:
        """Return the place that a destination means: a name, or a page with a height."""
        import pikepdf

        if isinstance(value, pikepdf.String | pikepdf.Name | str):
            name = str(value).removeprefix("/")
            found = self.names.get(name)
            there = Goal(0) if found is None else self.goal(found)
            return Goal(there.page, there.top, name)
        if isinstance(value, pikepdf.Dictionary) and "/D" in value:
            return self.goal(value.D)
        if isinstance(value, pikepdf.Array) and len(value):
            return Goal(self.pages.get(value[0].objgen, 0), _top(value))
        return Goal(0)


def named(pdf: Any, pages: Pages) -> Places:
    """Return the named places of a book."""
    import pikepdf

    tree = pdf.Root.get("/Names", {}).get("/Dests")
    names = dict(pikepdf.NameTree(tree)) if tree is not None else {}
    old = {str(name).removeprefix("/"): to for name, to in dict(pdf.Root.get("/Dests", {})).items()}
    return Places({**old, **names}, pages)


def links(page: Any, number: int, places: Places) -> Iterator[Link]:
    """Yield the links of a page."""
    for note in page.get("/Annots", ()):
        if note.get("/Subtype") != "/Link":
            continue
        action = note.get("/A", {})
        to = note.get("/Dest", action.get("/D"))
        yield Link(
            page=number,
            object=note.objgen,
            contents=str(note.get("/Contents", "")),
            box=tuple(float(side) for side in note.get("/Rect", ())),
            goal=None if to is None else places.goal(to),
            address=str(action.get("/URI", "")),
        )


def bookmarks(pdf: Any, places: Places) -> Iterator[Bookmark]:
    """Yield the bookmarks of a book in the order of reading."""
    with pdf.open_outline() as outline:
        yield from _below(outline.root, 1, places)


def _below(items: Any, depth: int, places: Places) -> Iterator[Bookmark]:
    for item in items:
        to = item.destination if item.destination is not None else (item.action or {}).get("/D")
        yield Bookmark(item.title, depth, Goal(0) if to is None else places.goal(to))
        yield from _below(item.children, depth + 1, places)


def _top(place: Any) -> float | None:
    """Return the height that a destination names (ISO 32000-1, table 151)."""
    kind = str(place[1]) if len(place) > 1 else ""
    at = {"/XYZ": 3, "/FitH": 2, "/FitBH": 2, "/FitR": 5}.get(kind)
    if at is None or len(place) <= at:
        return None
    return float(place[at])
