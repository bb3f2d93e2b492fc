"""Write the CSS rules of font faces and font stacks."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence

from build_tools.fonts.families import FontFamily, FontStacks, Style

GENERIC_FAMILIES = ("serif", "sans-serif")
STACK_NAMES = ("text", "furniture")


def make_font_face_rule(
    family: FontFamily, url: str, *, weight: str, style: Style, descriptors: str = ""
) -> str:
    """Return an @font-face rule; `descriptors` holds further descriptors for one medium."""
    return (
        f'@font-face {{ font-family: "{family.alias}"; font-style: {style};'
        f' font-weight: {weight}; {descriptors}src: url("{url}"); }}\n'
    )


def make_stack_properties(faces: FontStacks, present: Sequence[str], *, installed: bool) -> str:
    """Return the two custom properties: the `present` families in order, then a generic one.

    `installed` adds each family under its own name too, for readers who have it installed.
    """
    lines = (
        f"  --font-{name}: {', '.join([*_list_css_names(stack, present, installed), generic])};\n"
        for name, stack, generic in zip(STACK_NAMES, faces.stacks, GENERIC_FAMILIES, strict=True)
    )
    return f":root {{\n{''.join(lines)}}}\n"


def make_class_rules(faces: FontStacks, present: Sequence[str]) -> str:
    """Return rules for the classes `text` and `furniture`, in the `present` families."""
    lines = (
        f".{name} {{ font-family: {', '.join([*_list_css_names(stack, present, True), generic])}; }}\n"
        for name, stack, generic in zip(STACK_NAMES, faces.stacks, GENERIC_FAMILIES, strict=True)
    )
    return "".join(lines)


def make_font_data_url(font: bytes) -> str:
    """Return a data URL that holds a font."""
    return f"data:font/woff2;base64,{b64encode(font).decode('ascii')}"


def _list_css_names(
    stack: Sequence[FontFamily], present: Sequence[str], installed: bool
) -> list[str]:
    names = [f'"{family.alias}"' for family in stack if family.name in present]
    if installed:
        names += [f'"{family.name}"' for family in stack if family.name not in present]
    return names
