"""Draw the cover of an e-book as pixels, for the shops and readers that show no SVG."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from xml.etree import ElementTree

from build_tools import fonts
from build_tools.images.shape_drawing import Rectangle, Shape, draw_shapes

SPACE = 0.27


def rasterize_cover(svg: str, faces: fonts.FontStacks) -> bytes | None:
    """Return a cover that covers.draw_cover has drawn, as a PNG; None where it holds a picture."""
    root = ElementTree.fromstring(svg)  # noqa: S314  # our own drawing
    elements = [(element.tag.rpartition("}")[2], element) for element in root.iter()]
    if any(name == "image" for name, _ in elements):
        return None
    shapes: list[Shape | Rectangle] = []
    for name, element in elements:
        if name == "rect":
            shapes.append(_make_rectangle(element))
        elif name == "text":
            shapes += _iter_letters(element, faces)
    return draw_shapes(int(float(root.get("width", 0))), int(float(root.get("height", 0))), shapes)


def _make_rectangle(element: ElementTree.Element) -> Rectangle:
    x, y, width, height = (float(element.get(name, 0)) for name in ("x", "y", "width", "height"))
    return Rectangle((x, y, x + width, y + height), element.get("fill", ""))


def _iter_letters(element: ElementTree.Element, faces: fonts.FontStacks) -> Iterator[Shape]:
    """Yield the glyphs of a line, each as a shape; `x` is where it begins or ends in its direction."""
    stacks = replace(faces, text=faces.stacks[element.get("class") == "furniture"])
    words = _draw_words(element.text or "", stacks, is_rtl=element.get("direction") == "rtl")
    size, x, y = (float(element.get(name, 0)) for name in ("font-size", "x", "y"))
    is_from_right = (element.get("direction") == "rtl") == (element.get("text-anchor") == "start")
    left = x - size * sum(outline.width for outline in words) if is_from_right else x
    for outline in words:
        for contours in fonts.group_glyph_polygons(outline.path, left, y, size):
            yield Shape(contours, element.get("fill", ""))
        left += outline.width * size


def _draw_words(text: str, faces: fonts.FontStacks, *, is_rtl: bool) -> list[fonts.TextOutline]:
    """Return a line from the left: whole, or by words where no family has all its letters."""
    if whole := fonts.draw_text_outline(faces, text):
        return [whole]
    parts = re.findall(r"\s+|\S+", text)
    outlines = [_draw_part(part, faces) for part in (reversed(parts) if is_rtl else parts)]
    return [outline for outline in outlines if outline]


def _draw_part(part: str, faces: fonts.FontStacks) -> fonts.TextOutline | None:
    if part.isspace():
        return fonts.TextOutline(path="", width=SPACE, ascent=0, descent=0)
    return fonts.draw_text_outline(faces, part)
