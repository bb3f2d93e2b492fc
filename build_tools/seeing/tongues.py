"""The words of a page, each piece with its language: takes a page, gives what a voice would say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from build_tools.seeing.pages import tag

# Their letters are no words of a language, or are not shown.
UNSPOKEN = frozenset({"code", "kbd", "math", "pre", "samp", "script", "style", "svg", "template"})
SAID = ("alt", "aria-label", "title")


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words, the language that they are said to be in, and the element that holds them."""

    text: str
    language: str
    element: Any


def spoken(root: Any, language: str = "") -> Iterator[Spoken]:
    """Yield each piece of text below an element, with what is said in place of a picture."""
    name = tag(root)
    here = root.get("lang", language) if name else language
    if name and name not in UNSPOKEN:
        texts = (root.text, *(root.get(each) for each in SAID))
        yield from (Spoken(text, here, root) for text in texts if text and text.strip())
        for child in root:
            yield from spoken(child, here)
            if child.tail and child.tail.strip():
                yield Spoken(child.tail, here, root)


def around(element: Any) -> str:
    """Return the direction of what an element stands in: `rtl` from the right, else `ltr`."""
    found = element.xpath("ancestor::*[@dir][1]/@dir")
    return str(found[0]) if found else "ltr"
