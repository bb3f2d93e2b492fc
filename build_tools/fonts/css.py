"""The words of CSS about faces: takes families and addresses, gives rules. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from build_tools.fonts.families import Faces, Family, Style

GENERIC = ("serif", "sans-serif")
NAMES = ("--font-text", "--font-furniture")


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
        f"  {name}: {', '.join([*_names(stack, present, installed), generic])};\n"
        for name, stack, generic in zip(NAMES, faces.stacks, GENERIC, strict=True)
    )
    return f":root {{\n{''.join(lines)}}}\n"


def _names(stack: Sequence[Family], present: Sequence[str], installed: bool) -> list[str]:
    names = [f'"{family.alias}"' for family in stack if family.name in present]
    if installed:
        names += [f'"{family.name}"' for family in stack if family.name not in present]
    return names
