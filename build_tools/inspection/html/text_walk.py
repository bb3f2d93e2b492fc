"""Walk through the text of an HTML page or an EPUB document, in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from build_tools.inspection.html.page import FURNITURE_TAGS, INLINE_TAGS, get_tag_name

UNSEEN_TAGS = frozenset({"script", "style", "svg", "template", "head"})
CODE_TAGS = frozenset({"code", "kbd", "samp", "pre", "math", "var"})
# The class of the signature of a program.
SIGNATURE_CLASS = "sig"
# Attributes that are read aloud.
SPOKEN_ATTRIBUTES = ("alt", "title", "aria-label", "placeholder")


@dataclass(frozen=True, slots=True)
class TextEvent:
    """Describe a step of the walk: the start or the end of an element, or a piece of text.

    `kind` is `alternative` for an attribute that is read aloud. `element` contains the text,
    `line` is its line in the file, `language` what it is marked as.
    """

    kind: Literal["start", "end", "text", "alternative"]
    element: Any
    language: str
    is_code: bool
    text: str = ""
    line: int = 0


def is_unseen(element: Any) -> bool:
    """Return whether no text of an element is displayed."""
    return get_tag_name(element) in UNSEEN_TAGS


def is_outside_text(element: Any) -> bool:
    """Return whether an element is no part of the text proper: unseen, or furniture."""
    return get_tag_name(element) in UNSEEN_TAGS | FURNITURE_TAGS


def is_block(element: Any) -> bool:
    """Return whether an element begins a line of its own."""
    return get_tag_name(element) not in INLINE_TAGS


def walk_text(
    element: Any, language: str = "", *, is_skipped: Callable[[Any], bool] = is_unseen, is_code: bool = False
) -> Iterator[TextEvent]:
    """Yield the events of an element, without its tail; skipped elements and comments have none."""
    name = get_tag_name(element)
    if not name or is_skipped(element):
        return
    line = element.sourceline or 0
    language = element.get("lang") or language
    is_code = is_code or name in CODE_TAGS or SIGNATURE_CLASS in element.get("class", "").split()
    yield TextEvent("start", element, language, is_code, line=line)
    for attribute in SPOKEN_ATTRIBUTES:
        if element.get(attribute, "").strip():
            yield TextEvent("alternative", element, language, is_code, element.get(attribute), line)
    if element.text:
        yield TextEvent("text", element, language, is_code, element.text, line)
    for child in element:
        yield from walk_text(child, language, is_skipped=is_skipped, is_code=is_code)
        if child.tail:
            yield TextEvent("text", element, language, is_code, child.tail, child.sourceline or 0)
    yield TextEvent("end", element, language, is_code, line=line)


def group_blocks(events: Iterable[TextEvent]) -> Iterator[tuple[Any, list[TextEvent]]]:
    """Yield the pieces of each block or alternative, and the element at whose edge it begins."""
    edge, pieces = None, list[TextEvent]()
    for event in events:
        if event.kind == "alternative":
            yield event.element, [event]
        elif event.kind == "text":
            pieces.append(event)
        elif is_block(event.element):
            if pieces:
                yield edge, pieces
            edge, pieces = event.element, []
    if pieces:
        yield edge, pieces
