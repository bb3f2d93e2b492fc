"""Define the structure tree of a PDF while it is built.

Elements change as page after page is walked: a paragraph that continues overleaf is one element.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class MarkedContent(NamedTuple):
    """Identify marked content: its page and its MCID there."""

    page: int
    number: int


class LinkAnnotation(NamedTuple):
    """Identify a link annotation of a page."""

    page: int
    annotation: Any


@dataclass(slots=True, kw_only=True, eq=False)
class StructureElement:
    """Hold a structure element: its type, its attributes, and its children.

    `entries` are further entries of its dictionary, `texts` the texts of its marked content,
    `name` the description of a link. `is_implied` tells that no HTML element stands for it.
    """

    tag: str
    language: str = ""
    name: str = ""
    is_implied: bool = False
    entries: dict[str, Any] = field(default_factory=dict)
    children: list[StructureElement | MarkedContent | LinkAnnotation] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def add_child(self, tag: str, *, is_implied: bool = False) -> StructureElement:
        """Add a child element and return it."""
        child = StructureElement(tag=tag, language=self.language, is_implied=is_implied)
        self.children.append(child)
        return child

    def get_last_child(self) -> StructureElement | None:
        """Return the last child, if it is an element."""
        last = self.children[-1] if self.children else None
        return last if isinstance(last, StructureElement) else None

    def iter_children(self) -> Iterator[StructureElement]:
        """Yield the child elements."""
        return (child for child in self.children if isinstance(child, StructureElement))

    def iter_tree(self) -> Iterator[StructureElement]:
        """Yield this element and all elements within, in the order of the text."""
        yield self
        for child in self.iter_children():
            yield from child.iter_tree()

    def has_child(self, tag: str) -> bool:
        """Return whether an element of that type is a direct child."""
        return any(child.tag == tag for child in self.iter_children())
