"""Patch how WeasyPrint 70 computes styles: only those that a box asks for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from typing import Any

from weasyprint.css import StyleFor
from weasyprint.layout import page

from build_tools.pdf.weasyprint70 import replace_functions

FOOTNOTE_PARTS = ("footnote-call", "footnote-marker")
NOTE_PARTS = ("note-call", "note-marker", "note-callback")


@contextmanager
def patch_styles() -> Iterator[None]:
    """Within, compute styles for the pseudo-elements that there are, and once for pages of the same rules.

    WeasyPrint's style sheet has rules for six pseudo-elements of every element, and it computes a style for
    each. It keeps the declarations of every page, goes through all of them for each page, and computes anew
    the styles of a page and of its sixteen margin boxes.
    """
    original_compute, original_set_page = StyleFor.set_computed_styles, page.set_page_type_computed_styles
    styles_of_rules: dict[tuple[bool, ...], dict[str | None, Any]] = {}

    def compute(styles: Any, element: Any, *rest: Any, pseudo_type: Any = None, **names: Any) -> None:
        """Compute a style, unless it is that of a pseudo-element that has no box."""
        if _has_box(styles, element, pseudo_type):
            original_compute(styles, element, *rest, pseudo_type=pseudo_type, **names)

    def set_page(page_type: Any, html: Any, styles: Any) -> None:
        """Set the styles of a page: those of another one that the same rules match."""
        rules, computed = tuple(_match_page_rules(styles, page_type)), styles.get_computed_styles()
        if rules not in styles_of_rules:
            styles.get_cascaded_styles().clear()
            original_set_page(page_type, html, styles)
            names = {None, *(name for _, name in styles.get_cascaded_styles())}
            styles_of_rules[rules] = {name: computed[page_type, name] for name in names}
        computed.update({(page_type, name): style for name, style in styles_of_rules[rules].items()})

    with replace_functions(
        (StyleFor, "set_computed_styles", compute),
        (page, "set_page_type_computed_styles", set_page),
    ):
        yield


def _match_page_rules(styles: Any, page_type: Any) -> Iterator[bool]:
    """Yield whether each selector of the rules for pages matches a page."""
    rules = chain.from_iterable(sheet.page_rules for sheet, *_ in styles._sheets)
    for *_, selected in (selector for _, selectors, _ in rules for selector in selectors):
        yield styles._page_type_match(selected, page_type)


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
