"""The structure of a book while it grows: takes tags and marks, gives the objects of a PDF.

Nodes change as the pages are walked, one page after another: a paragraph that goes on overleaf
is one paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Mark(NamedTuple):
    """Something that is drawn: its page and its number there."""

    page: int
    number: int


class Leads(NamedTuple):
    """A place of a page that leads elsewhere: an annotation."""

    page: int
    annotation: Any


@dataclass(slots=True, kw_only=True, eq=False)
class Node:
    """A part of the text: a tag of PDF, what it says of itself, and what it holds."""

    tag: str
    above: Node | None = None
    language: str = ""
    name: str = ""
    is_implied: bool = False
    says: dict[str, Any] = field(default_factory=dict)
    kids: list[Node | Mark | Leads] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def begin(self, tag: str, *, is_implied: bool = False) -> Node:
        """Begin a part within this one."""
        made = Node(tag=tag, above=self, language=self.language, is_implied=is_implied)
        self.kids.append(made)
        return made

    def last(self) -> Node | None:
        """Return the part that came last, if nothing has come since."""
        return self.kids[-1] if self.kids and isinstance(self.kids[-1], Node) else None

    def parts(self) -> Iterator[Node]:
        """Yield the parts within this one."""
        return (kid for kid in self.kids if isinstance(kid, Node))

    def every(self) -> Iterator[Node]:
        """Yield this part and all within, in the order of the text."""
        yield self
        for kid in self.parts():
            yield from kid.every()

    def holds(self, tag: str) -> bool:
        """Return whether a part with a tag stands directly within."""
        return any(kid.tag == tag for kid in self.parts())
