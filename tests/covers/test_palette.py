"""The colours of a publication."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.covers.palette import (
    COLOURS,
    DARK_WASH,
    WHITE,
    compute_contrast,
    make_palette,
    make_palette_css,
)
from build_tools.model import Publication
from build_tools.paths import STYLES_DIR

CASES = tomllib.loads((Path(__file__).parents[1] / "data" / "covers" / "palette.toml").read_text("utf-8"))
INK, DARK = "#1c1b1a", "#16181a"


def publication(name: str = "a", colour: str = "") -> Publication:
    """Return a publication with a colour."""
    return Publication(id=name, languages=("en",), colour=colour)


@pytest.mark.parametrize("case", CASES["named"], ids=lambda case: case["says"])
def test_named(case: dict[str, Any]) -> None:
    """A colour of the register keeps its hue, and is darkened only as much as necessary."""
    own = make_palette(publication(colour=case["colour"]))
    assert [own.colour, own.light, own.tint] == case["gives"]


@pytest.mark.parametrize("case", CASES["picked"], ids=lambda case: case["id"])
def test_picked(case: dict[str, Any]) -> None:
    """A publication without a colour always gets the same one, chosen by its id."""
    assert make_palette(publication(case["id"])).colour == case["gives"]


def test_every_colour_is_picked_by_some_id() -> None:
    """Each colour of the table is chosen by some id."""
    assert {make_palette(publication(f"text-{n}")).colour for n in range(60)} == set(COLOURS)


@pytest.mark.parametrize("colour", ["blue", "#12", "#12345g", "#1234567", "url(x)"])
def test_no_colour(colour: str) -> None:
    """An invalid colour is ignored, so no other text gets into a style sheet."""
    assert make_palette(publication(colour=colour)) == make_palette(publication())


@pytest.mark.parametrize("case", CASES["contrast"], ids=lambda case: "-".join(case["pair"]))
def test_contrast(case: dict[str, Any]) -> None:
    """Contrast is computed as in WCAG, in any order of the colours."""
    one, other = case["pair"]
    assert round(compute_contrast(one, other), 2) == case["gives"]
    assert compute_contrast(other, one) == compute_contrast(one, other)


@given(st.integers(0, 0xFFFFFF))
def test_any_colour_can_be_read(number: int) -> None:
    """Any colour gets 7 : 1 on white, on its tint, in dark mode and on its wash."""
    own = make_palette(publication(colour=f"#{number:06x}"))
    assert compute_contrast(own.colour, WHITE) >= 7
    assert compute_contrast(own.colour, own.tint) >= 7
    assert compute_contrast(own.light, DARK) >= 7
    assert compute_contrast(own.light, DARK_WASH) >= 7
    assert compute_contrast(INK, own.tint) >= 7


def test_the_wash_is_that_of_the_styles() -> None:
    """The contrast is computed against the background that pages use in dark mode."""
    assert f"--night-wash: {DARK_WASH};" in (STYLES_DIR / "base" / "tokens.css").read_text("utf-8")


def test_css() -> None:
    """The style sheet gets the three colours under the names that it uses."""
    assert make_palette_css(publication(colour="#1f3a5f")) == (
        ":root { --colour: #1f3a5f; --colour-light: #9ab7de; --colour-tint: #f2f3f5; }\n"
    )
