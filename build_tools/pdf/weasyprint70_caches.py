"""Patch how WeasyPrint 70 uses styles: what depends on a style, a size or a text is computed once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import background, block, inline, page, preferred
from weasyprint.text import line_break

from build_tools.pdf.weasyprint70 import replace_functions

SIDES = ("top", "right", "bottom", "left")
SIZES = ("width", "height")
RADII = tuple(f"border_{y}_{x}_radius" for y in ("top", "bottom") for x in ("left", "right"))
# The attributes of a box that WeasyPrint sets from its style and the size of the box around it.
USED_LENGTHS = (
    *(f"{name}_{side}" for name in ("margin", "padding") for side in SIDES),
    *(f"border_{side}_width" for side in SIDES),
    *(f"{limit}{size}" for limit in ("", "min_", "max_") for size in SIZES),
)


@contextmanager
def patch_style_uses() -> Iterator[None]:
    """Within, compute fonts, struts, lengths and lines once for a style, not for each line and box.

    Elements share styles, and a box is laid out several times.
    """
    resolve = _cache_lengths(inline.resolve_percentages)
    split = _cache_lines(inline.split_first_line)
    replacements = (
        (line_break, "get_font_description", _cache_by_style(line_break.get_font_description)),
        (inline, "strut", _cache_by_style(inline.strut)),
        (background, "resolve_radii_percentages", _skip_square_boxes(background.resolve_radii_percentages)),
        *((module, "resolve_percentages", resolve) for module in (block, inline, page)),
        *((module, "split_first_line", split) for module in (inline, preferred)),
    )
    with replace_functions(*replacements):
        yield


def _cache_by_style(compute: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return a function of a style that computes once; results hold their style, which keeps its id."""
    results: dict[int, tuple[Any, Any]] = {}

    def find(style: Any) -> Any:
        """Return what was computed for a style, or compute it."""
        if id(style) not in results:
            results[id(style)] = style, compute(style)
        return results[id(style)][1]

    return find


def _cache_lengths(resolve: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """Return a function that sets the lengths of a box, computed once for a style within a size."""
    results: dict[Any, tuple[Any, dict[str, Any]]] = {}

    def set_lengths(box: Any, containing_block: Any) -> None:
        """Set the lengths of a box; those of collapsed borders depend on more than its style."""
        if box.style["border_collapse"] == "collapse":
            resolve(box, containing_block)
            return
        size = containing_block
        if isinstance(containing_block, boxes.Box):
            size = containing_block.width, containing_block.height
        key = id(box.style), type(box), *size
        known = results.get(key)
        if known:
            vars(box).update(known[1])
        else:
            resolve(box, containing_block)
            results[key] = box.style, {name: getattr(box, name) for name in USED_LENGTHS}

    return set_lengths


def _skip_square_boxes(resolve: Callable[[Any], None]) -> Callable[[Any], None]:
    """Return a function that sets the radii of the corners of a box, at once where its style has none."""
    is_square = _cache_by_style(lambda style: all((0, "px") in style[name] for name in RADII))

    def set_radii(box: Any) -> None:
        """Set the radii of the four corners, in pixels."""
        if is_square(box.style):
            for name in RADII:
                setattr(box, name, (0, 0))  # which a placeholder of a box sets on that
        else:
            resolve(box)

    return set_radii


def _cache_lines(split: Callable[..., tuple[Any, ...]]) -> Callable[..., tuple[Any, ...]]:
    """Return a function that takes the first line off a text, computed once for a style and a width."""
    results: dict[Any, tuple[Any, tuple[Any, ...]]] = {}

    def find(text: str, style: Any, context: Any, *rest: Any, **names: Any) -> tuple[Any, ...]:
        """Return the layout of a line and its measures, as for the same text before."""
        key = text, id(style), rest, *names.items()
        if key not in results:
            results[key] = style, split(text, style, context, *rest, **names)
        return results[key][1]

    return find
