"""Compute the colours of a publication, with enough contrast to read on."""

from __future__ import annotations

import colorsys
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from build_tools.model import Publication

# The hardest grounds of each scheme: white paper, and at night the wash of styles/base/tokens.css.
WHITE, DARK_WASH = "#ffffff", "#23282d"
TINT_SHARE = 0.06
MIN_CONTRAST = 7.0
# Deep blue, brick, forest, plum, ochre brown, slate: chosen by the id where none is given.
COLOURS = ("#1f3a5f", "#7d2d22", "#1e4b35", "#552a4c", "#5a4312", "#35434f")


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Hold a colour for white paper, a `light` one for dark screens, a `tint` as ground on paper.

    `colour` on white and on `tint`, and `light` on #16181a and #23282d, have a contrast of 7:1 or more.
    """

    colour: str
    light: str
    tint: str


def make_palette(publication: Publication) -> Palette:
    """Return the colours of a publication: from the one it names, else from one its id selects."""
    own_colour = _normalize_hex(publication.colour)
    base_colour = own_colour or COLOURS[zlib.crc32(publication.id.encode("utf-8")) % len(COLOURS)]
    colour = _adjust_lightness(base_colour, lambda own: mix_colours(own, WHITE, TINT_SHARE), step=-0.01)
    light = _adjust_lightness(colour, lambda _: DARK_WASH, step=0.01)
    return Palette(colour=colour, light=light, tint=mix_colours(colour, WHITE, TINT_SHARE))


def make_palette_css(publication: Publication) -> str:
    """Return the colours of a publication as custom properties of `:root`."""
    colours = make_palette(publication)
    light, tint = colours.light, colours.tint
    return f":root {{ --colour: {colours.colour}; --colour-light: {light}; --colour-tint: {tint}; }}\n"


def compute_contrast(colour: str, ground: str) -> float:
    """Return the contrast ratio of two colours, `#rrggbb`: 1 to 21 (WCAG 2.2)."""
    lighter, darker = sorted((_compute_luminance(colour), _compute_luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mix_colours(colour: str, ground: str, share: float) -> str:
    """Return a colour over a ground, with opacity `share`, 0 to 1."""
    pairs = zip(_split_channels(colour), _split_channels(ground), strict=True)
    return _format_hex([share * over + (1 - share) * under for over, under in pairs])


def _normalize_hex(colour: str) -> str:
    digits = colour.strip().lower().removeprefix("#")
    if re.fullmatch("[0-9a-f]{3}", digits):
        digits = "".join(digit * 2 for digit in digits)
    return f"#{digits}" if re.fullmatch("[0-9a-f]{6}", digits) else ""


def _adjust_lightness(colour: str, ground: Callable[[str], str], *, step: float) -> str:
    # Only the lightness moves, so that the hue stays the publication's own.
    hue, lightness, saturation = colorsys.rgb_to_hls(*_split_channels(colour))
    while compute_contrast(colour, ground(colour)) < MIN_CONTRAST and 0 <= lightness <= 1:
        lightness += step
        colour = _format_hex(colorsys.hls_to_rgb(hue, min(1.0, max(0.0, lightness)), saturation))
    return colour


def _compute_luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in _split_channels(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _split_channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue


def _format_hex(parts: list[float] | tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(255 * part):02x}" for part in parts)
