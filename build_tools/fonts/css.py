"""The words of CSS about faces: takes families and addresses, gives rules. Pure."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence

from build_tools.fonts.families import Faces, Family, Style

GENERIC = ("serif", "sans-serif")
KINDS = ("text", "furniture")


def rule(family: Family, url: str, *, weight: str, style: Style, more: str = "") -> str:
    """Return an @font-face rule; `more` holds descriptors for one medium."""
    return (
        f'@font-face {{ font-family: "{family.alias}"; font-style: {style};'
        f' font-weight: {weight}; {more}src: url("{url}"); }}\n'
    )


def stacks(faces: Faces, present: Sequence[str], *, installed: bool) -> str:
    """Return the two custom properties: the families `present`, in order, then a generic.

    `installed` adds each family under its own name too, for a reader who has it.
    """
    lines = (
        f"  --font-{name}: {', '.join([*_names(stack, present, installed), generic])};\n"
        for name, stack, generic in zip(KINDS, faces.stacks, GENERIC, strict=True)
    )
    return f":root {{\n{''.join(lines)}}}\n"


def classes(faces: Faces, present: Sequence[str]) -> str:
    """Return rules for the classes `text` and `furniture`, in the families `present`."""
    lines = (
        f".{name} {{ font-family: {', '.join([*_names(stack, present, True), generic])}; }}\n"
        for name, stack, generic in zip(KINDS, faces.stacks, GENERIC, strict=True)
    )
    return "".join(lines)


def within(font: bytes) -> str:
    """Return an address that holds the font itself."""
    return f"data:font/woff2;base64,{b64encode(font).decode('ascii')}"


def _names(stack: Sequence[Family], present: Sequence[str], installed: bool) -> list[str]:
    names = [f'"{family.alias}"' for family in stack if family.name in present]
    if installed:
        names += [f'"{family.name}"' for family in stack if family.name not in present]
    return names
