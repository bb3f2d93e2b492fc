"""Words drawn as an outline stand as the Unicode bidirectional algorithm sets them."""

from __future__ import annotations

import pytest

from build_tools import fonts
from build_tools.paths import PROJECT_DIR, Root
from build_tools.register import languages


def draw(text: str) -> str:
    """Return the path of a text in the fonts of Arabic."""
    language = languages.resolve_language("ar", languages.read_layers(Root(PROJECT_DIR)))
    outline = fonts.draw_text_outline(fonts.select_fonts(language), text)
    assert outline is not None
    return outline.path


@pytest.mark.parametrize(
    ("text", "leftmost"),
    [
        ("ا 2011.", "."),
        ("ا 20 30", "20 30"),
        ("ا 50%", "50%"),
        ("ا -5", "-5"),
        ("ا (", ")"),
        ("2011 ا", "ا"),
        ("ا ١٦", "١٦"),
        ("ا ۱۶", "۱۶"),
        ("City", "City"),
    ],
)
def test_what_stands_at_the_left(text: str, leftmost: str) -> None:
    """Numbers and Latin words keep their order; a stop behind them is at their left, brackets are turned."""
    assert draw(text).startswith(draw(leftmost))
