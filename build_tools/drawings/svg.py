"""The words of SVG: takes numbers and text, gives elements, with the same decimals always."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

LINE_ENDS = re.compile(r"[ \t\n\r\x85\u2028\u2029]+")
UNHEARD_OF = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: its left upper corner, width and height."""

    x: float
    y: float
    width: float
    height: float


def number(value: float) -> str:
    """Return a number with two decimals, and no zero that is less than zero."""
    return f"{value + 0.0:.2f}".replace("-0.00", "0.00")


def rect(box: Box, fill: str) -> str:
    """Return a filled rectangle."""
    sides = (("x", box.x), ("y", box.y), ("width", box.width), ("height", box.height))
    numbers = " ".join(f'{name}="{number(value)}"' for name, value in sides)
    return f'<rect {numbers} fill="{fill}"/>'


def text(words: str, x: float, y: float, size: float, *, more: str) -> str:
    """Return a line of text on its baseline; `more` holds further attributes."""
    place = f'x="{number(x)}" y="{number(y)}" font-size="{number(size)}"'
    return f"<text {place} {more}>{quoted(words)}</text>"


def drawing(
    width: float, height: float, elements: Iterable[str], *, description: str, more: str = ""
) -> str:
    """Return a whole drawing; one without a description is hidden from those who listen."""
    box = f'viewBox="0 0 {number(width)} {number(height)}"'
    role = 'role="img"' if description else 'aria-hidden="true"'
    title = f"<title>{quoted(description)}</title>" if description else ""
    inner = "".join(elements)
    start = f'<svg xmlns="http://www.w3.org/2000/svg" {box} {role}{more}>'
    return f"{start}{title}{inner}</svg>"


def quoted(words: str) -> str:
    """Return text as XML may hold it: line ends are spaces, what XML has no place for is gone."""
    return escape(LINE_ENDS.sub(" ", UNHEARD_OF.sub("", words)).strip(" "))
