"""Draw filled shapes as a PNG, the same to the byte on every machine with the same Pillow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from math import ceil, floor
from typing import Any

Point = tuple[float, float]
Contour = Sequence[Point]
# Each side of a pixel is divided, so that edges are smooth.
SAMPLES = 4


@dataclass(frozen=True, slots=True)
class Shape:
    """Hold contours that are filled together, by the nonzero rule, in pixels; and a colour, `#rrggbb`."""

    contours: tuple[Contour, ...]
    colour: str


@dataclass(frozen=True, slots=True)
class Rectangle:
    """Hold the left, upper, right and lower edge of a rectangle, in pixels, and its colour."""

    edges: tuple[float, float, float, float]
    colour: str


def draw_shapes(width: int, height: int, shapes: Iterable[Shape | Rectangle]) -> bytes:
    """Return a picture of shapes, the later ones over the earlier, as a PNG."""
    from PIL import Image

    picture = Image.new("RGB", (width, height), "#ffffff")
    for shape in shapes:
        if isinstance(shape, Rectangle):
            left, top, right, bottom = map(round, shape.edges)
            picture.paste(shape.colour, (left, top, right, bottom))
            continue
        points = [point for contour in shape.contours for point in contour]
        if points:
            left, top = floor(min(x for x, _ in points)), floor(min(y for _, y in points))
            right, bottom = ceil(max(x for x, _ in points)), ceil(max(y for _, y in points))
            mask = _draw_mask(shape.contours, left, top, (right - left, bottom - top))
            picture.paste(shape.colour, (left, top), mask)
    buffer = BytesIO()
    picture.save(buffer, "PNG", compress_level=6)
    return buffer.getvalue()


def _draw_mask(contours: Iterable[Contour], left: int, top: int, size: tuple[int, int]) -> Any:
    """Return how much of each pixel contours cover; where they run against each other is a hole."""
    from PIL import Image, ImageChops, ImageDraw

    large_size = max(1, size[0]) * SAMPLES, max(1, size[1]) * SAMPLES
    turns = {True: Image.new("L", large_size), False: Image.new("L", large_size)}
    for contour in contours:
        points = [((x - left) * SAMPLES, (y - top) * SAMPLES) for x, y in contour]
        if len(points) > 2:
            layer = Image.new("L", large_size)
            ImageDraw.Draw(layer).polygon(points, fill=1)
            is_clockwise = _compute_area(points) > 0
            turns[is_clockwise] = ImageChops.add(turns[is_clockwise], layer)
    filled = ImageChops.difference(turns[True], turns[False]).point(lambda count: 255 if count else 0)
    return filled.reduce(SAMPLES)


def _compute_area(points: Sequence[Point]) -> float:
    """Return twice the area of a polygon, negative where it runs against the clock."""
    return sum(x * v - u * y for (x, y), (u, v) in pairwise((*points, points[0])))
