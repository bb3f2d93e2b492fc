"""Keep initials and years at the start of a paragraph as words, where docutils begins a list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from docutils import nodes
from roman_numerals import RomanNumeral
from sphinx.util.logging import getLogger

from build_tools.sphinx_ext.transform import Page

logger = getLogger(__name__)
LIST_OF_ONE = "“%s.” begins a list of one item — write “\\%s.” if it is an initial"
# From here on a number before a period is a year, and no item of a list by itself.
FIRST_YEAR = 1000


def keep_initials(page: Page) -> None:
    """Turn lists of one item back into the paragraph that their author meant; report those in doubt.

    “J. Dupont”, “p. 12”, “MM. Durand” and “1986. A year” are such, unless another list of the same place
    goes on before or after. What begins with A or I may be either.
    """
    for listing in list(page.document.findall(nodes.enumerated_list)):
        if not _is_one_line(listing):
            continue
        mark, ordinal = _get_mark(listing), _get_ordinal(listing)
        if ordinal == 1:
            if mark in ("A", "I") and not _has_continuation(listing):
                place = _get_first_item(listing)
                logger.warning(LIST_OF_ONE, mark, mark, location=place, type="press", subtype="list-of-one")
        elif (mark.isalpha() or ordinal >= FIRST_YEAR) and not _has_continuation(listing):
            listing.replace_self(_make_paragraph(listing, mark))


def _is_one_line(listing: nodes.enumerated_list) -> bool:
    items = listing.children
    is_plain = len(items) == 1 and [type(child) for child in _get_first_item(listing)] == [nodes.paragraph]
    return is_plain and listing.get("suffix") == "." and not listing.get("prefix")


def _get_first_item(listing: nodes.enumerated_list) -> nodes.Element:
    return cast("nodes.Element", listing[0])


def _get_ordinal(listing: nodes.enumerated_list) -> int:
    return int(listing.get("start", 1))


def _get_mark(listing: nodes.enumerated_list) -> str:
    ordinal, kind = _get_ordinal(listing), listing["enumtype"]
    if kind == "arabic":
        return str(ordinal)
    mark = RomanNumeral(ordinal).to_uppercase() if kind.endswith("roman") else chr(ord("A") + ordinal - 1)
    return mark.lower() if kind.startswith("lower") else mark


def _has_continuation(listing: nodes.enumerated_list) -> bool:
    """Return whether another list beside it counts up to it, or on from it."""
    first = _get_ordinal(listing)
    return any(
        _get_ordinal(other) + len(other.children) == first or _get_ordinal(other) == first + 1
        for other in _iter_other_lists(listing)
    )


def _iter_other_lists(listing: nodes.enumerated_list) -> Iterator[nodes.enumerated_list]:
    for other in listing.parent.children:
        if isinstance(other, nodes.enumerated_list) and other is not listing:
            yield other


def _make_paragraph(listing: nodes.enumerated_list, mark: str) -> nodes.paragraph:
    paragraph = cast("nodes.paragraph", _get_first_item(listing)[0])
    paragraph.insert(0, nodes.Text(f"{mark}. "))
    if isinstance(paragraph[1], nodes.Text):
        paragraph[:2] = [nodes.Text(f"{mark}. {paragraph[1].astext()}")]
    return paragraph
