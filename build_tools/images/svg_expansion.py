"""Bound what an SVG image draws: parts that are named again and again multiply."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from xml.etree.ElementTree import Element

from build_tools.images.image_error import ImageError
from build_tools.images.svg_allow_list import REPEATED_ELEMENTS
from build_tools.images.svg_style import LOCAL_REFERENCE

# Elements as drawn, with those that `use`, patterns, masks and markers repeat.
MAX_DRAWN = 50_000
MAX_DRAWN_DEPTH = 200
# What is drawn where it is named alone.
UNDRAWN_ELEMENTS = REPEATED_ELEMENTS | {"defs", "symbol"}
_VERTEX = re.compile(r"[-+]?[\d.]+")


class _Expansion:
    """Count what each element draws, once; `references` has the ids that an element names beside `href`."""

    def __init__(self, root: Element, references: Mapping[Element, Iterable[str]]) -> None:
        self.references = references
        self.by_id: dict[str, list[Element]] = {}
        for element in root.iter():
            if "id" in element.attrib:
                self.by_id.setdefault(element.attrib["id"], []).append(element)
        self.counts: dict[Element, tuple[int, int]] = {}
        self.open: set[Element] = set()

    def count_drawn(self, element: Element) -> tuple[int, int]:
        """Return how many elements one draws with all that it names, and how deep they are nested."""
        if element in self.counts:
            return self.counts[element]
        if element in self.open:
            raise ImageError(f"a part of it, {element.tag}, names itself")
        if len(self.open) > MAX_DRAWN_DEPTH:
            raise ImageError(f"its parts name one another more than {MAX_DRAWN_DEPTH} deep")
        self.open.add(element)
        drawn, depth = 1, 0
        for times, other in self._iter_drawn(element):
            count, deep = self.count_drawn(other)
            drawn, depth = drawn + times * count, max(depth, deep)
        self.open.remove(element)
        if drawn > MAX_DRAWN:
            raise ImageError(f"it draws more than {MAX_DRAWN:,} elements, since its parts repeat one another")
        if depth >= MAX_DRAWN_DEPTH:
            raise ImageError(f"its parts name one another more than {MAX_DRAWN_DEPTH} deep")
        self.counts[element] = drawn, depth + 1
        return self.counts[element]

    def _iter_drawn(self, element: Element) -> Iterator[tuple[int, Element]]:
        yield from ((1, child) for child in element if child.tag not in UNDRAWN_ELEMENTS)
        for key in ("href", "xlink:href"):
            reference = LOCAL_REFERENCE.fullmatch(element.get(key, "").strip())
            if reference:
                yield from ((1, other) for other in self.by_id.get(reference[1], ()))
        for id in self.references.get(element, ()):
            for other in self.by_id.get(id, ()):
                if other.tag in REPEATED_ELEMENTS:
                    yield _count_vertices(element) if other.tag == "marker" else 1, other


def _count_vertices(element: Element) -> int:
    """Return at least how many markers a line has: one a vertex; those that inherit it are below."""
    data = "".join(below.get("d", "") + below.get("points", "") for below in element.iter())
    return len(_VERTEX.findall(data)) // 2 + 2


def check_expansion(root: Element, references: Mapping[Element, Iterable[str]]) -> None:
    """Raise ImageError if an image draws too much, or a part of it names itself."""
    _Expansion(root, references).count_drawn(root)
