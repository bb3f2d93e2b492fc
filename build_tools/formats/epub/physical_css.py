"""Write logical CSS as physical: the direction of an edition is known when it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SIDED = re.compile(r"(margin|padding|border|inset)-(inline|block)(?:-(start|end))?(-(?:width|style|color))?")
_SIZES = {"inline-size": "width", "block-size": "height"}
_COMPONENT = re.compile(r"(?:[^\s(]|\([^()]*(?:\([^()]*\)[^()]*)*\))+")
# What older reading systems know instead.
_PAGE_BREAKS = {"break-before", "break-after", "break-inside"}


def iter_physical_declarations(name: str, value: str, *, is_rtl: bool) -> Iterator[tuple[str, str]]:
    """Yield the physical declarations of one: `margin-inline: 0 1em` gives both sides."""
    start, end = ("right", "left") if is_rtl else ("left", "right")
    if match := _SIDED.fullmatch(name):
        yield from _iter_sides(match, value, (start, end))
    elif name.removeprefix("min-").removeprefix("max-") in _SIZES:
        yield re.sub("inline-size|block-size", lambda size: _SIZES[size[0]], name), value
    elif name == "text-align" and value in ("start", "end"):
        # The second one counts where it is known: a passage in another direction begins at its own side.
        yield name, start if value == "start" else end
        yield name, value
    elif name in ("float", "clear") and value.startswith("inline-"):
        yield name, start if value == "inline-start" else end
    else:
        if name in _PAGE_BREAKS and value in ("avoid", "auto"):
            yield f"page-{name}", value
        yield name, value


def _iter_sides(match: re.Match[str], value: str, inline: tuple[str, str]) -> Iterator[tuple[str, str]]:
    name, axis, edge, suffix = match[1], match[2], match[3], match[4] or ""
    sides = inline if axis == "inline" else ("top", "bottom")
    values = [value] if name == "border" and not suffix else _COMPONENT.findall(value)
    for side, own, at in zip(sides, (values[0], values[-1]), ("start", "end"), strict=True):
        if edge in (None, at):
            yield (side if name == "inset" else f"{name}-{side}{suffix}"), own
