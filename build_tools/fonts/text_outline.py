"""Draw words as the outline of a font, for drawings that hold no text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from build_tools.fonts.families import FontFace, FontStacks
from build_tools.fonts.font_coverage import find_printable_code_points, get_family_coverage
from build_tools.fonts.shaping import open_font, shape_text

if TYPE_CHECKING:
    import uharfbuzz

# Not the digits of Arabic and Persian: a number runs from the left in every script.
_RIGHT = "\u0590-\u065f\u066a-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
# Words and numbers from the left, with their signs; what is around them is from the right (UAX 9, W5, N2).
_LEFT_RUN = rf"[+\-#]?[^{_RIGHT}\W](?:[^{_RIGHT}]*[^{_RIGHT}\W])?[%‰°]?"
_RUN = re.compile(rf"({_LEFT_RUN})|(?:(?!{_LEFT_RUN}).)+", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextOutline:
    """Hold the outline of words as data of an SVG path, y downwards from the baseline; all in em."""

    path: str
    width: float
    ascent: float
    descent: float


def draw_text_outline(faces: FontStacks, text: str) -> TextOutline | None:
    """Return words in the first family of the text that has all their letters; None where none has."""
    letters = find_printable_code_points(text)
    for family in faces.text:
        if letters <= get_family_coverage(family):
            rank = {face: (face.style != "normal", abs(face.weight - 400)) for face in family.faces}
            return _draw_in_face(min(family.faces, key=rank.__getitem__), text)
    return None


def _draw_in_face(face: FontFace, text: str) -> TextOutline:
    font = open_font(face)
    pen = _OutlinePen(font.face.upem)
    for run, direction in _order_runs(text):
        _draw_run(font, pen, run, direction)
    extents, scale = font.get_font_extents("ltr"), font.face.upem
    return TextOutline(
        path="".join(pen.parts),
        width=round(pen.left / scale, 4),
        ascent=round(extents.ascender / scale, 4),
        descent=round(-extents.descender / scale, 4),
    )


def _order_runs(text: str) -> list[tuple[str, str]]:
    """Return the parts of a text of one direction, from left to right, each with its direction."""
    if not re.search(f"[{_RIGHT}]", text):
        return [(text, "ltr")]
    runs = [(match[0], "ltr" if match[1] else "rtl") for match in _RUN.finditer(text)]
    return runs[::-1]


def _draw_run(font: uharfbuzz.Font, pen: _OutlinePen, run: str, direction: str) -> None:
    buffer = shape_text(font, run, direction)
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        pen.shift = position.x_offset, position.y_offset
        font.draw_glyph(info.codepoint, pen.functions, pen)
        pen.left += position.x_advance


class _OutlinePen:
    """Collect the outlines of glyphs, each at the right of the one before."""

    def __init__(self, units: int) -> None:
        import uharfbuzz

        self.units, self.left, self.shift = units, 0, (0, 0)
        self.parts: list[str] = []
        self.functions = uharfbuzz.DrawFuncs()
        self.functions.set_move_to_func(lambda x, y, pen: pen.add("M", x, y))
        self.functions.set_line_to_func(lambda x, y, pen: pen.add("L", x, y))
        self.functions.set_quadratic_to_func(lambda a, b, x, y, pen: pen.add("Q", a, b, x, y))
        self.functions.set_cubic_to_func(lambda a, b, c, d, x, y, pen: pen.add("C", a, b, c, d, x, y))
        self.functions.set_close_path_func(lambda pen: pen.parts.append("Z"))

    def add(self, command: str, *numbers: float) -> None:
        """Add a command with its points, in em."""
        xs = ((self.left + self.shift[0] + x) / self.units for x in numbers[::2])
        ys = (-(self.shift[1] + y) / self.units for y in numbers[1::2])
        self.parts.append(command + " ".join(f"{x:.4f} {y:.4f}" for x, y in zip(xs, ys, strict=True)))
