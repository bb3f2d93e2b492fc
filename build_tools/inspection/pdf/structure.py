"""Read the structure tree of a PDF as elements in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

MAX_DEPTH = 200  # only a cyclic tree is deeper


@dataclass(frozen=True, slots=True)
class MarkedContentRef:
    """Refer to marked content of a page by its number."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class ObjectRef:
    """Refer to an annotation by its object number."""

    page: int
    object_id: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class StructElement:
    """Hold a structure element and its kids in reading order.

    `kind` is its type after the role map; `language` its own, empty if it has none; `alt` and
    `actual_text` replace what is drawn, None if it has none; `page` is where it begins (0:
    nowhere).
    """

    kind: str
    kids: tuple[StructElement | MarkedContentRef | ObjectRef, ...] = ()
    language: str = ""
    alt: str | None = None
    actual_text: str | None = None
    page: int = 0

    @property
    def child_elements(self) -> tuple[StructElement, ...]:
        """The elements directly within it."""
        return tuple(kid for kid in self.kids if isinstance(kid, StructElement))


Ancestors = tuple[StructElement, ...]


def walk_structure(
    roots: tuple[StructElement, ...], ancestors: Ancestors = ()
) -> Iterator[tuple[StructElement, Ancestors]]:
    """Yield each element in reading order, with its ancestors from the outermost."""
    for element in roots:
        yield element, ancestors
        yield from walk_structure(element.child_elements, (*ancestors, element))


def find_object_refs(element: StructElement) -> Iterator[ObjectRef]:
    """Yield the annotations within an element."""
    for kid in element.kids:
        if isinstance(kid, ObjectRef):
            yield kid
        elif isinstance(kid, StructElement):
            yield from find_object_refs(kid)


def read_structure(root: Any, page_numbers: Mapping[tuple[int, int], int]) -> tuple[StructElement, ...]:
    """Return the top elements of a structure tree; `page_numbers` are by object number."""
    role_map = {str(name): str(kind) for name, kind in dict(root.get("/RoleMap", {})).items()}
    reader = _StructureReader(role_map, page_numbers)
    kids = (reader.read_kid(kid, 0, 0) for kid in _iterate_array(root.get("/K")))
    return tuple(kid for kid in kids if isinstance(kid, StructElement))


def _iterate_array(value: Any) -> Iterator[Any]:
    """Yield the members of an array, or the single value in its place."""
    if value is None:
        return
    import pikepdf

    if isinstance(value, pikepdf.Array):
        yield from value
    else:
        yield value


@dataclass(frozen=True, slots=True)
class _StructureReader:
    role_map: Mapping[str, str]
    page_numbers: Mapping[tuple[int, int], int]

    def read_kid(
        self, value: Any, page: int, depth: int
    ) -> StructElement | MarkedContentRef | ObjectRef | None:
        """Return a kid of an element; None if it is none of the known kinds."""
        import pikepdf

        if isinstance(value, int):
            return MarkedContentRef(page, value)
        if not isinstance(value, pikepdf.Dictionary) or depth > MAX_DEPTH:
            return None
        page = self.page_numbers.get(value.Pg.objgen, page) if "/Pg" in value else page
        kind = value.get("/Type")
        if kind == "/OBJR":
            return ObjectRef(page, value.Obj.objgen)
        if kind == "/MCR":
            return MarkedContentRef(page, int(value.MCID))
        return self.read_element(value, page, depth) if "/S" in value else None

    def read_element(self, value: Any, page: int, depth: int) -> StructElement:
        """Return an element with all its kids."""
        parsed_kids = [self.read_kid(kid, page, depth + 1) for kid in _iterate_array(value.get("/K"))]
        kids = tuple(kid for kid in parsed_kids if kid is not None)
        name = str(value.S)
        alt, actual_text = value.get("/Alt"), value.get("/ActualText")
        return StructElement(
            kind=self.role_map.get(name, name).removeprefix("/"),
            kids=kids,
            language=str(value.get("/Lang", "")),
            alt=None if alt is None else str(alt),
            actual_text=None if actual_text is None else str(actual_text),
            page=next((kid.page for kid in kids if kid.page), page),
        )
