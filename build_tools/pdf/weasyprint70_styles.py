"""Patch how WeasyPrint 70 computes styles: only those that a box asks for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.css import StyleFor
from weasyprint.layout import page

from build_tools.pdf.weasyprint70 import replace_functions

FOOTNOTE_PARTS = ("footnote-call", "footnote-marker")
NOTE_PARTS = ("note-call", "note-marker", "note-callback")


@contextmanager
def patch_styles() -> Iterator[None]:
    """Within, compute styles for the pseudo-elements that there are, and for a page once.

    WeasyPrint's style sheet has rules for six pseudo-elements of every element, and it computes a style for
    each. It keeps the declarations of every page, and goes through all of them for each page.
    """
    original_compute, original_set_page = StyleFor.set_computed_styles, page.set_page_type_computed_styles

    def compute(styles: Any, element: Any, *rest: Any, pseudo_type: Any = None, **names: Any) -> None:
        """Compute a style, unless it is that of a pseudo-element that has no box."""
        if _has_box(styles, element, pseudo_type):
            original_compute(styles, element, *rest, pseudo_type=pseudo_type, **names)

    def set_page(page_type: Any, html: Any, styles: Any) -> None:
        """Set the styles of a page without the declarations of those before it."""
        styles.get_cascaded_styles().clear()
        original_set_page(page_type, html, styles)

    with replace_functions(
        (StyleFor, "set_computed_styles", compute),
        (page, "set_page_type_computed_styles", set_page),
    ):
        yield


def _has_box(styles: Any, element: Any, pseudo_type: str | None) -> bool:
    """Return whether an element has a pseudo-element: a note those of notes, an item of a list a marker."""
    if pseudo_type in FOOTNOTE_PARTS:
        return bool(styles.get_computed_styles()[element, None]["float"] == "footnote")
    if pseudo_type in NOTE_PARTS:
        return bool(styles.get_computed_styles()[element, None]["position"][0] == "note()")
    if pseudo_type == "marker":
        generated = styles.get_cascaded_styles().keys() & {(element, "before"), (element, "after")}
        return bool(generated) or "list-item" in styles.get_computed_styles()[element, None]["display"]
    return True
