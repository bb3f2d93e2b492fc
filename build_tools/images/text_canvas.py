"""Draw words of one colour and bars on a plain ground, as a PNG of sixteen colours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from math import ceil, floor
from typing import Any

from build_tools.images.shape_drawing import Contour, draw_mask

# Half a byte for each pixel: eleven steps from the ground to the words, and four colours for bars.
COLOURS, STEPS = 16, 11


@dataclass(frozen=True, slots=True, kw_only=True)
class WordMask:
    """Hold how much of each pixel a word covers, of 255, and where its picture begins from its origin."""

    pixels: Any
    left: int
    top: int


def draw_word_mask(glyphs: Iterable[tuple[Contour, ...]]) -> WordMask | None:
    """Return the mask of the contours of a word, each glyph filled for itself; None of no contours."""
    from PIL import Image, ImageChops

    shapes = [contours for contours in glyphs if contours]
    points = [point for contours in shapes for contour in contours for point in contour]
    if not points:
        return None
    left, top = floor(min(x for x, _ in points)), floor(min(y for _, y in points))
    size = ceil(max(x for x, _ in points)) - left, ceil(max(y for _, y in points)) - top
    pixels = Image.new("L", size)
    for contours in shapes:
        own = [point for contour in contours for point in contour]
        x, y = floor(min(x for x, _ in own)), floor(min(y for _, y in own))
        own_size = ceil(max(x for x, _ in own)) - x, ceil(max(y for _, y in own)) - y
        mask = draw_mask(contours, x, y, own_size)
        place = (x - left, y - top, x - left + mask.width, y - top + mask.height)
        pixels.paste(ImageChops.lighter(pixels.crop(place), mask), place)
    return WordMask(pixels=pixels, left=left, top=top)


@dataclass(frozen=True, kw_only=True)
class TextCanvas:
    """Hold a picture on which words and bars are drawn; colours are `#rrggbb`."""

    width: int
    height: int
    ground: str
    ink: str
    bar_colours: tuple[str, ...]

    @cached_property
    def _cover(self) -> Any:
        from PIL import Image

        return Image.new("L", (self.width, self.height))

    @cached_property
    def _bars(self) -> list[tuple[tuple[int, int, int, int], int]]:
        return []

    def draw_word(self, mask: WordMask, x: int, y: int) -> None:
        """Draw a word with its origin, on the baseline, at a pixel; what lies outside is left out."""
        from PIL import ImageChops

        left, top = x + mask.left, y + mask.top
        place = (left, top, left + mask.pixels.width, top + mask.pixels.height)
        self._cover.paste(ImageChops.lighter(self._cover.crop(place), mask.pixels), place)

    def draw_bar(self, edges: tuple[int, int, int, int], colour: int) -> None:
        """Draw a bar, by its left, upper, right and lower edge, in one of the colours of bars."""
        self._bars.append((edges, STEPS + colour))

    def write_png(self) -> bytes:
        """Return the picture; the same bytes from the same drawing."""
        shares = [round(share * (STEPS - 1) / 255) for share in range(256)]
        picture = self._cover.point(shares)
        for edges, index in self._bars:
            picture.paste(index, edges)
        picture.putpalette([channel for colour in self._list_colours() for channel in colour])
        buffer = BytesIO()
        picture.save(buffer, "PNG", bits=4, compress_level=6)
        return buffer.getvalue()

    def _list_colours(self) -> list[tuple[int, ...]]:
        """Return the colours of the palette: from ground to ink, then those of bars."""
        ground, ink = bytes.fromhex(self.ground[1:]), bytes.fromhex(self.ink[1:])
        steps = [step / (STEPS - 1) for step in range(STEPS)]
        ramp = [
            tuple(round(under + (over - under) * step) for over, under in zip(ink, ground, strict=True))
            for step in steps
        ]
        bars = [tuple(bytes.fromhex(colour[1:])) for colour in self.bar_colours]
        return (ramp + bars)[:COLOURS]
