"""Text of a PDF in visual order is returned in logical order."""

from __future__ import annotations

import pytest

from build_tools.inspection.pdf.bidi import to_logical

CITY, YEAR = "مدينة", "عام"
DRAWN = {
    "Latin is drawn as it is read": (list("A city, 12"), "A city, 12"),
    "Arabic is turned": (CITY[::-1], CITY),
    "a ligature stays whole": (["ن", "لا"], "لان"),
    "a number within is not": (["1", "2", " ", *YEAR[::-1]], f"{YEAR} 12"),
    "words around a number change places": (
        [*CITY[::-1], " ", "1", "2", " ", *YEAR[::-1]],
        f"{YEAR} 12 {CITY}",
    ),
    "the sign between thousands goes with them": (
        ["١", "٬", "٢", "٣", "٤", " ", *YEAR[::-1]],
        f"{YEAR} ١٬٢٣٤",
    ),
    "spaces between Latin words stay between them": (
        [*"New York", " ", *CITY[::-1]],
        f"{CITY} New York",
    ),
    "signs after a Latin word stay after it": (["+", "+", "C", " ", *CITY[::-1]], f"{CITY} C++"),
    "nothing is nothing": ([], ""),
}


@pytest.mark.parametrize(("drawn", "read"), DRAWN.values(), ids=DRAWN)
def test_letters_are_in_the_order_of_reading(drawn: list[str], read: str) -> None:
    """Right-to-left letters are reversed, and left-to-right text within them is not."""
    assert to_logical(drawn) == read
