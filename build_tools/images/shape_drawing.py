"""Draw filled shapes as a PNG, the same to the byte on every machine with the same Pillow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import reduce
from io import BytesIO
from itertools import pairwise
from math import ceil, dist, floor
from typing import Any

Point = tuple[float, float]
Contour = Sequence[Point]
Colour = tuple[int, ...]
# Each side of a pixel is divided, so that edges are smooth.
SAMPLES = 4
MAX_COLOURS = 256
# What a number of contours around a point makes of it.
FILLED = [0, *[255] * 255]


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

    palette = _Palette()
    picture = Image.new("P", (width, height), palette.find_index((255, 255, 255)))
    for shape in shapes:
        if isinstance(shape, Rectangle):
            left, top, right, bottom = map(round, shape.edges)
            picture.paste(palette.find_index(_parse_colour(shape.colour)), (left, top, right, bottom))
        elif any(shape.contours):
            _draw_shape(picture, shape, palette)
    picture.putpalette(bytes(part for colour in palette.indexes for part in colour))
    buffer = BytesIO()
    picture.save(buffer, "PNG", compress_level=6)
    return buffer.getvalue()


@dataclass(frozen=True, slots=True)
class _Palette:
    """Hold the colours of a picture, each with its index."""

    indexes: dict[Colour, int] = field(default_factory=dict)

    def find_index(self, colour: Colour) -> int:
        """Return the index of a colour, that of the nearest one where there is no room for more."""
        if colour not in self.indexes and len(self.indexes) == MAX_COLOURS:
            colour = min(self.indexes, key=lambda other: dist(colour, other))
        return self.indexes.setdefault(colour, len(self.indexes))

    def list_blends(self, ground: int, colour: Colour, shares: Iterable[int]) -> list[int]:
        """Return the indexes of a colour over that of a ground, by how much of a pixel it covers, of 255."""
        under = list(self.indexes)[ground]
        blends = [ground] * 256
        for share in shares:
            blend = (round(b + (a - b) * share / 255) for a, b in zip(colour, under, strict=True))
            blends[share] = self.find_index(tuple(blend))
        return blends


def _parse_colour(colour: str) -> Colour:
    return tuple(bytes.fromhex(colour.removeprefix("#")))


def _draw_shape(picture: Any, shape: Shape, palette: _Palette) -> None:
    """Draw a shape over each colour that is below it."""
    points = [point for contour in shape.contours for point in contour]
    left, top = floor(min(x for x, _ in points)), floor(min(y for _, y in points))
    right, bottom = ceil(max(x for x, _ in points)), ceil(max(y for _, y in points))
    covered = draw_mask(shape.contours, left, top, (right - left, bottom - top))
    below = picture.crop((left, top, left + covered.width, top + covered.height))
    shares = [share for _, share in covered.getcolors()]
    for count, ground in below.getcolors():
        blends = palette.list_blends(ground, _parse_colour(shape.colour), shares)
        is_whole = count == below.width * below.height
        place = None if is_whole else below.point([255 * (index == ground) for index in range(256)], "L")
        picture.paste(covered.point(blends), (left, top), place)


def draw_mask(contours: Iterable[Contour], left: int, top: int, size: tuple[int, int]) -> Any:
    """Return how much of each pixel contours cover; where they run against each other is a hole."""
    from PIL import Image, ImageChops, ImageDraw

    large_size = max(1, size[0]) * SAMPLES, max(1, size[1]) * SAMPLES
    turns: dict[bool, list[Any]] = {}  # what runs with the clock, and what against it
    for contour in contours:
        points = [((x - left) * SAMPLES, (y - top) * SAMPLES) for x, y in contour]
        if len(points) > 2:
            layer = Image.new("L", large_size)
            ImageDraw.Draw(layer).polygon(points, fill=1)
            turns.setdefault(_compute_area(points) > 0, []).append(layer)
    sums = [reduce(ImageChops.add, layers) for layers in turns.values()] or [Image.new("L", large_size)]
    return reduce(ImageChops.difference, sums).point(FILLED).reduce(SAMPLES)


def _compute_area(points: Sequence[Point]) -> float:
    """Return twice the area of a polygon, negative where it runs against the clock."""
    return sum(x * v - u * y for (x, y), (u, v) in pairwise((*points, points[0])))
