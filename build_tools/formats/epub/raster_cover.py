"""Draw the cover of an e-book as pixels, for the shops and readers that show no SVG."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import groupby
from math import ceil, comb, sqrt
from operator import mul
from xml.etree import ElementTree

from build_tools import fonts
from build_tools.images.shape_drawing import Contour, Rectangle, Shape, draw_shapes

_COMMAND = re.compile(r"([MLQCZ])([^MLQCZ]*)")
# Into how many parts a curve is divided, by its degree: the square root of so much of the size of its letter.
FINENESS = {2: 0.2, 3: 0.6}
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
        for contours in _group_glyphs(outline.path, left, y, size):
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


def _group_glyphs(path: str, left: float, base: float, size: float) -> Iterator[tuple[Contour, ...]]:
    """Yield the contours of a path by where they overlap: a letter with its holes, or letters that join."""
    contours = sorted(_iter_contours(path, left, base, size), key=lambda contour: min(x for x, _ in contour))
    ends: list[tuple[int, Contour]] = []
    number, reach = 0, float("-inf")
    for contour in contours:
        number += min(x for x, _ in contour) > reach
        reach = max(reach, *(x for x, _ in contour))
        ends.append((number, contour))
    for _, group in groupby(ends, key=lambda pair: pair[0]):
        yield tuple(contour for _, contour in group)


def _iter_contours(path: str, left: float, base: float, size: float) -> Iterator[Contour]:
    points: list[tuple[float, float]] = []
    for command, numbers in _COMMAND.findall(path):
        values = [float(number) for number in numbers.split()]
        ends = [(left + x * size, base + y * size) for x, y in zip(values[::2], values[1::2], strict=True)]
        if command in "MZ":
            if len(points) > 2:
                yield tuple(points)
            points = ends
        else:
            points += _bend([points[-1], *ends], size)
    if len(points) > 2:
        yield tuple(points)


def _bend(controls: list[tuple[float, float]], size: float) -> Iterator[tuple[float, float]]:
    """Yield points of a Bézier curve of a letter after its first; of a line its end."""
    xs, ys = zip(*controls, strict=True)
    for weights in _list_weights(len(controls) - 1, size):
        yield sum(map(mul, weights, xs)), sum(map(mul, weights, ys))


@cache
def _list_weights(degree: int, size: float) -> tuple[tuple[float, ...], ...]:
    """Return how much each control counts, a row for each point (Bernstein's polynomials)."""
    steps = ceil(sqrt(size * FINENESS.get(degree, 0))) or 1
    shares = [step / steps for step in range(1, steps + 1)]
    return tuple(
        tuple(comb(degree, k) * share**k * (1 - share) ** (degree - k) for k in range(degree + 1))
        for share in shares
    )
