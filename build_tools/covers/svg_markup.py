"""Write SVG elements, with the same number of decimals always."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

LINE_ENDS = re.compile(r"[ \t\n\r\x85\u2028\u2029]+")
INVALID_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Box:
    """Describe a rectangle: its upper left corner, its width and height."""

    x: float
    y: float
    width: float
    height: float


def format_number(value: float) -> str:
    """Return a number with two decimals, never as negative zero."""
    return f"{value + 0.0:.2f}".replace("-0.00", "0.00")


def draw_rectangle(box: Box, fill: str) -> str:
    """Return a filled rectangle."""
    return f'<rect {_format_box(box)} fill="{fill}"/>'


def draw_image(box: Box, url: str) -> str:
    """Return an image that fits into a box."""
    # Reading systems of EPUB 3 know `href` of SVG 1.1 alone.
    namespace = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f'<image {_format_box(box)} {namespace} xlink:href="{escape(url)}"/>'


def _format_box(box: Box) -> str:
    """Return the attributes that place an element in a box."""
    sides = (("x", box.x), ("y", box.y), ("width", box.width), ("height", box.height))
    return " ".join(f'{name}="{format_number(value)}"' for name, value in sides)


def draw_text(words: str, x: float, y: float, size: float, *, attributes: str) -> str:
    """Return a line of text on its baseline; `attributes` holds further attributes."""
    position = f'x="{format_number(x)}" y="{format_number(y)}" font-size="{format_number(size)}"'
    return f"<text {position} {attributes}>{escape_xml(words)}</text>"


def make_svg(
    width: float,
    height: float,
    elements: Iterable[str],
    *,
    description: str,
    description_attributes: str = "",
    attributes: str = "",
) -> str:
    """Return an SVG document; without a description it is hidden from assistive technology."""
    box = f'viewBox="0 0 {format_number(width)} {format_number(height)}"'
    role = 'role="img"' if description else 'aria-hidden="true"'
    title = f"<title{description_attributes}>{escape_xml(description)}</title>" if description else ""
    inner = "".join(elements)
    start = f'<svg xmlns="http://www.w3.org/2000/svg" {box} {role}{attributes}>'
    return f"{start}{title}{inner}</svg>"


def escape_xml(words: str) -> str:
    """Escape a text for XML: line ends become spaces, characters invalid in XML are dropped."""
    return escape(LINE_ENDS.sub(" ", INVALID_XML.sub("", words)).strip(" "))
