"""The structure of a PDF: takes its tree of tags, gives elements as a reader program meets them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

DEPTH = 200  # no book nests deeper; a tree that leads to itself would
# Attributes that say something to those who listen.
KEPT = ("/Scope", "/ListNumbering", "/ColSpan", "/RowSpan")


@dataclass(frozen=True, slots=True)
class Placed:
    """A place in the tree for what is drawn on a page under a number."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class Held:
    """A place in the tree for an annotation: the number of its object in the file."""

    page: int
    object: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """A tag and what is in it, in the order of reading.

    `kind` is its type after the role map; `language` its own, empty where it has none; `alt` and
    `actual` its words in place of what is drawn, None where it has none; `page` where it begins
    (0: nowhere); `attributes` are those of its `A` (`Scope`, `ListNumbering`).
    """

    kind: str
    kids: tuple[Element | Placed | Held, ...] = ()
    language: str = ""
    alt: str | None = None
    actual: str | None = None
    id: str = ""
    page: int = 0
    attributes: Mapping[str, str] = field(default_factory=dict)

    @property
    def elements(self) -> tuple[Element, ...]:
        """The elements right within it."""
        return tuple(kid for kid in self.kids if isinstance(kid, Element))


Path = tuple[Element, ...]


def walk(roots: tuple[Element, ...], above: Path = ()) -> Iterator[tuple[Element, Path]]:
    """Yield each element in the order of reading, with those that hold it, the outermost first."""
    for element in roots:
        yield element, above
        yield from walk(element.elements, (*above, element))


def leaves_of(element: Element) -> Iterator[Placed]:
    """Yield the places of all that is drawn within an element, in the order of reading."""
    for kid in element.kids:
        if isinstance(kid, Placed):
            yield kid
        elif isinstance(kid, Element):
            yield from leaves_of(kid)


def held_by(element: Element) -> Iterator[Held]:
    """Yield the annotations within an element."""
    for kid in element.kids:
        if isinstance(kid, Held):
            yield kid
        elif isinstance(kid, Element):
            yield from held_by(kid)


def tree(root: Any, pages: Mapping[tuple[int, int], int]) -> tuple[Element, ...]:
    """Return the elements at the top of a structure; `pages` are the numbers of page objects."""
    roles = {str(name): str(kind) for name, kind in dict(root.get("/RoleMap", {})).items()}
    reading = _Reading(roles, pages)
    kids = (reading.kid(kid, 0, 0) for kid in each(root.get("/K")))
    return tuple(kid for kid in kids if isinstance(kid, Element))


def each(value: Any) -> Iterator[Any]:
    """Yield the members of an array, or the one value that stands in its place."""
    if value is None:
        return
    import pikepdf

    if isinstance(value, pikepdf.Array):
        yield from value
    else:
        yield value


@dataclass(frozen=True, slots=True)
class _Reading:
    roles: Mapping[str, str]
    pages: Mapping[tuple[int, int], int]

    def kid(self, value: Any, page: int, depth: int) -> Element | Placed | Held | None:
        """Return what a kid of an element is; None where it is nothing."""
        import pikepdf

        if isinstance(value, int):
            return Placed(page, value)
        if not isinstance(value, pikepdf.Dictionary) or depth > DEPTH:
            return None
        page = self.pages.get(value.Pg.objgen, page) if "/Pg" in value else page
        kind = value.get("/Type")
        if kind == "/OBJR":
            return Held(page, value.Obj.objgen)
        if kind == "/MCR":
            return Placed(page, int(value.MCID))
        return self.element(value, page, depth) if "/S" in value else None

    def element(self, value: Any, page: int, depth: int) -> Element:
        """Return an element with all that is in it."""
        found = [self.kid(kid, page, depth + 1) for kid in each(value.get("/K"))]
        kids = tuple(kid for kid in found if kid is not None)
        name = str(value.S)
        alt, actual = value.get("/Alt"), value.get("/ActualText")
        return Element(
            kind=self.roles.get(name, name).removeprefix("/"),
            kids=kids,
            language=str(value.get("/Lang", "")),
            alt=None if alt is None else str(alt),
            actual=None if actual is None else str(actual),
            id=str(value.get("/ID", "")),
            page=next((kid.page for kid in kids if kid.page), page),
            attributes=_attributes(value.get("/A")),
        )


def _attributes(value: Any) -> dict[str, str]:
    import pikepdf

    return {
        str(name).removeprefix("/"): str(said).removeprefix("/")
        for one in each(value)
        if isinstance(one, pikepdf.Dictionary)
        for name, said in one.items()
        if str(name) in KEPT
    }
