"""Patch how WeasyPrint 70 sets anchors: elements with an id share their styles."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint import css
from weasyprint.css import ComputedStyle, StyleFor

from build_tools.pdf.weasyprint70 import replace_functions


class AnchoredStyle(ComputedStyle):  # type: ignore[misc]  # WeasyPrint has no types
    """Represent a style that elements share, with the anchor of one of them."""

    def __init__(self, shared: Any, anchor: str) -> None:
        self.__dict__ = vars(shared) | {"shared": shared}
        self["anchor"] = anchor

    def __missing__(self, key: str) -> Any:
        value = self[key] = self.shared[key]
        return value

    @property
    def anonymous_style(self) -> Any:
        """Return the style of the lines and texts within, which have no anchor."""
        return self.shared.anonymous_style

    def copy(self) -> Any:
        """Return a style that nothing shares."""
        copy = self.shared.copy()
        copy.update(self)
        return copy


@contextmanager
def patch_anchors() -> Iterator[None]:
    """Within, keep ids out of the declarations by which WeasyPrint knows styles that are the same.

    It makes of each id a declaration, `-weasy-anchor`, and computes a style for each element with an id, for
    each element within, and for each line of these.
    """
    find_declarations, compute_styles = css.find_style_attributes, StyleFor.__init__

    def find_other_declarations(*arguments: Any) -> Iterator[Any]:
        """Yield the declarations of elements but the anchors."""
        return (found for found in find_declarations(*arguments) if not _is_anchor(found[2]))

    def compute_anchored_styles(styles: Any, html: Any, *rest: Any) -> None:
        """Compute the styles of elements, then set the anchors."""
        compute_styles(styles, html, *rest)
        _set_anchors(styles, html.etree_element, targets=rest[-1])

    with replace_functions(
        (css, "find_style_attributes", find_other_declarations),
        (StyleFor, "__init__", compute_anchored_styles),
    ):
        yield


def _is_anchor(declarations: Any) -> bool:
    """Return whether these are what WeasyPrint makes of an id, not the list of a `style` attribute."""
    return isinstance(declarations, tuple) and getattr(declarations[0], "lower_name", "") == "-weasy-anchor"


def _set_anchors(styles: Any, root: Any, targets: Any) -> None:
    computed = styles.get_computed_styles()
    for element in root.iter():
        anchor = (element.tag == "a" and element.get("name")) or element.get("id")
        if anchor:
            computed[element, None] = AnchoredStyle(computed[element, None], anchor)
            targets.collect_anchor(anchor)
