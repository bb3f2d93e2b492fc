"""Stretch fonts of a reader's machine to the measure of a web font: few lines move when it has come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from build_tools.fonts.families import (
    STACK_KINDS,
    FontFace,
    FontFamily,
    FontStacks,
    load_stand_in_table,
    quote_css_string,
)
from build_tools.fonts.shaping import open_font, shape_text
from build_tools.fonts.subset import get_code_points


@dataclass(frozen=True, slots=True, kw_only=True)
class StandIn:
    """Hold the CSS name of a stand-in of a served family, and its @font-face rules."""

    family: str
    css_name: str
    rules: str


def find_stand_ins(faces: FontStacks) -> tuple[StandIn, ...]:
    """Return the stand-ins of the families that set an edition's own language."""
    families: dict[str, tuple[StandIn, ...]] = {}
    for kind, stack in zip(STACK_KINDS, (faces.text, faces.furniture), strict=True):
        for family in stack:
            if not family.borrowed:
                families.setdefault(family.name, tuple(_iter_stand_ins(family, kind)))
    return tuple(stand_in for stand_ins in families.values() for stand_in in stand_ins)


def _iter_stand_ins(family: FontFamily, kind: str) -> Iterable[StandIn]:
    for script in load_stand_in_table().values():
        upright = [face for face in family.faces if face.style == "normal"]
        if set(map(ord, script["sample"])) <= get_code_points(upright[0]):
            for row in script.get(kind, script["text"]):
                css_name = quote_css_string(f"{family.alias} by {row['local'][0]}")
                rules = "".join(_make_stand_in_rule(css_name, face, row, script) for face in upright)
                yield StandIn(family=family.name, css_name=css_name, rules=rules)
            return


def _make_stand_in_rule(
    css_name: str, face: FontFace, row: Mapping[str, Any], script: Mapping[str, Any]
) -> str:
    is_bold = face.weight > 500
    names = (quote_css_string(f"{name} Bold" if is_bold else name) for name in row["local"])
    width, ascent, descent = _measure_face(face, script["sample"])
    ratio = width / row["widths"][is_bold]
    return (
        f"@font-face {{ font-family: {css_name}; font-weight: {face.weight};"
        f" src: {', '.join(f'local({name})' for name in names)}; unicode-range: {script['range']};"
        f" size-adjust: {ratio:.1%}; ascent-override: {ascent / ratio:.1%};"
        f" descent-override: {descent / ratio:.1%}; line-gap-override: 0%; }}\n"
    )


def _measure_face(face: FontFace, sample: str) -> tuple[float, float, float]:
    """Return the width of a letter of a sample, the ascent and the descent of a face, in em."""
    font = open_font(face)
    em, extents = font.face.upem, font.get_font_extents("ltr")
    width = sum(glyph.x_advance for glyph in shape_text(font, sample).glyph_positions) / len(sample)
    return width / em, extents.ascender / em, -extents.descender / em
