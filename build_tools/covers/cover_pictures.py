"""Place the pictures of a root on covers: the logo of its publisher, and a field of its own."""

from __future__ import annotations

from typing import Protocol

from build_tools.covers import svg_markup as svg
from build_tools.covers.palette import WHITE
from build_tools.covers.svg_markup import Box

# In hundredths of the width of a cover. Logos of all proportions have about the same area.
LOGO_AREA = 200.0
MIN_LOGO_HEIGHT, MAX_LOGO_HEIGHT, MAX_LOGO_WIDTH = 6.0, 9.0, 60.0
# The ground around a logo, which keeps its colours on a cover of any colour, and the space below that.
LOGO_PADDING, LOGO_GAP = 2.4, 7.0


class Picture(Protocol):
    """Describe a picture by its `data:` URL and its width by its height."""

    @property
    def url(self) -> str:
        """Return it as a `data:` URL."""

    @property
    def ratio(self) -> float:
        """Return its width by its height."""


def fit_logo(ratio: float) -> tuple[float, float]:
    """Return the width and height of a logo, in hundredths of the width of a cover."""
    height = min(max((LOGO_AREA / ratio) ** 0.5, MIN_LOGO_HEIGHT), MAX_LOGO_HEIGHT)
    width = min(height * ratio, MAX_LOGO_WIDTH)
    return width, width / ratio


def make_logo_css(logo: Picture) -> str:
    """Return the size of a logo as custom properties of `:root`."""
    width, height = fit_logo(logo.ratio)
    gap = LOGO_GAP + 2 * LOGO_PADDING
    return (
        f":root {{ --logo-width: {width:.2f}; --logo-height: {height:.2f};"
        f" --logo-padding: {LOGO_PADDING}; --logo-end: {height + gap:.2f}; }}"
    )


def draw_full_picture(picture: Picture, *, width: float, height: float) -> str:
    """Return a picture that fills a cover and is cut off at two sides of it, by the same length."""
    # `slice` is not for an SVG without a size of its own: browsers fit that into the box.
    image_width = max(width, height * picture.ratio)
    image_height = image_width / picture.ratio
    box = Box((width - image_width) / 2, (height - image_height) / 2, image_width, image_height)
    return svg.draw_image(box, picture.url)


def draw_logo(logo: Picture, *, width: float, margin: float, rtl: bool) -> tuple[str, float]:
    """Return a logo on its ground, which hangs from the top of a cover, and where a title may begin.

    It stands where lines begin, `margin` from the side; `width` is that of the cover.
    """
    logo_width, logo_height = (side * width / 100 for side in fit_logo(logo.ratio))
    padding = LOGO_PADDING * width / 100
    ground_width, ground_height = logo_width + 2 * padding, logo_height + 2 * padding
    x = width - margin - ground_width if rtl else margin
    ground = svg.draw_rectangle(Box(x, 0, ground_width, ground_height), WHITE)
    image = svg.draw_image(Box(x + padding, padding, logo_width, logo_height), logo.url)
    return ground + image, ground_height + LOGO_GAP * width / 100
