"""Shapes drawn as pixels."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from build_tools.images.shape_drawing import Contour, Rectangle, Shape, draw_shapes


def draw_square(left: float, top: float, side: float) -> Contour:
    """Return the corners of a square in the order of a clock."""
    right, bottom = left + side, top + side
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def read_colours(*shapes: Shape | Rectangle, width: int = 20) -> dict[tuple[int, int], str]:
    """Return the colour of each pixel of a picture."""
    pixels = Image.open(BytesIO(draw_shapes(width, 20, shapes))).convert("RGB").tobytes().hex()
    return {(x, y): pixels[6 * (y * width + x) :][:6] for x in range(width) for y in range(20)}


def test_what_runs_against_the_clock_is_a_hole() -> None:
    """A letter is drawn with its holes, and what is below is seen in them."""
    letter = (draw_square(2, 2, 12), tuple(reversed(draw_square(6, 6, 4))))
    colours = read_colours(Rectangle((0, 0, 20, 20), "#112233"), Shape(letter, "#ffffff"))
    assert (colours[3, 3], colours[8, 8], colours[17, 17]) == ("ffffff", "112233", "112233")


def test_contours_that_overlap_are_filled() -> None:
    """Two strokes of one letter that cross leave no hole."""
    colours = read_colours(Shape((draw_square(2, 2, 8), draw_square(6, 6, 8)), "#000000"))
    assert colours[8, 8] == "000000"


def test_an_edge_is_smooth_over_each_colour() -> None:
    """A pixel that is covered by half has half of both colours, whichever is below."""
    grounds = Rectangle((0, 0, 20, 10), "#000000"), Rectangle((0, 10, 20, 20), "#ff0000")
    colours = read_colours(*grounds, Shape((draw_square(4.5, 0, 15),), "#ffffff"))
    assert (colours[4, 5], colours[4, 12]) == ("808080", "ff8080")
    assert (colours[2, 5], colours[2, 12], colours[9, 12]) == ("000000", "ff0000", "ffffff")


def test_more_colours_than_a_palette_holds_are_near_ones() -> None:
    """A picture has 256 colours; each further one is drawn in the nearest of them."""
    bars = [Rectangle((x, 0, x + 1, 20), f"#{x:02x}{x:02x}{x:02x}") for x in range(256)]
    colours = read_colours(*bars, Rectangle((300, 0, 310, 20), "#656463"), width=320)
    assert [colours[x, 0] for x in (0, 100, 255, 300)] == ["000000", "646464", "ffffff", "646464"]
