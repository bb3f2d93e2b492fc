"""The colours of a publication: takes a Publication, gives a Palette that can be read on."""

from __future__ import annotations

import colorsys
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from build_tools.model import Publication

# The hardest grounds of each scheme: white paper, and at night the wash of styles/base/tokens.css.
WHITE, NIGHT_WASH = "#ffffff", "#23282d"
TINT = 0.06
LEAST = 7.0
# Deep blue, brick, forest, plum, ochre brown, slate: chosen by the id where none is given.
COLOURS = ("#1f3a5f", "#7d2d22", "#1e4b35", "#552a4c", "#5a4312", "#35434f")


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """`colour` for white paper, `light` for dark screens, `tint` as a ground on paper.

    `colour` on white and on `tint`, and `light` on #16181a and #23282d, stand at 7 : 1 or more.
    """

    colour: str
    light: str
    tint: str


def palette(publication: Publication) -> Palette:
    """Return a publication's colours: from the one it names, else one that its id picks."""
    named = _six(publication.colour)
    given = named or COLOURS[zlib.crc32(publication.id.encode("utf-8")) % len(COLOURS)]
    colour = _until(given, lambda own: mixed(own, WHITE, TINT), step=-0.01)
    light = _until(colour, lambda _: NIGHT_WASH, step=0.01)
    return Palette(colour=colour, light=light, tint=mixed(colour, WHITE, TINT))


def palette_css(publication: Publication) -> str:
    """Return a publication's colours as custom properties of `:root`."""
    own = palette(publication)
    rows = (("colour", own.colour), ("colour-light", own.light), ("colour-tint", own.tint))
    return ":root { " + " ".join(f"--{name}: {value};" for name, value in rows) + " }\n"


def contrast(one: str, other: str) -> float:
    """Return how far two colours, `#rrggbb`, stand apart: 1 to 21, as WCAG 2.2 has it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mixed(colour: str, ground: str, share: float) -> str:
    """Return a colour laid on a ground so that `share` of it, 0 to 1, is seen."""
    pairs = zip(_parts(colour), _parts(ground), strict=True)
    return _hex([share * over + (1 - share) * under for over, under in pairs])


def _six(colour: str) -> str:
    digits = colour.strip().lower().removeprefix("#")
    if re.fullmatch("[0-9a-f]{3}", digits):
        digits = "".join(digit * 2 for digit in digits)
    return f"#{digits}" if re.fullmatch("[0-9a-f]{6}", digits) else ""


def _until(colour: str, ground: Callable[[str], str], *, step: float) -> str:
    # Only the lightness moves, so that the hue stays the publication's own.
    hue, lightness, saturation = colorsys.rgb_to_hls(*_parts(colour))
    while contrast(colour, ground(colour)) < LEAST and 0 <= lightness <= 1:
        lightness += step
        colour = _hex(colorsys.hls_to_rgb(hue, min(1.0, max(0.0, lightness)), saturation))
    return colour


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in _parts(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _hex(parts: list[float] | tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(255 * part):02x}" for part in parts)
