"""Which character is set in which family."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.fonts.font_coverage import (
    assign_code_points,
    find_missing_glyphs,
    find_printable_code_points,
    get_family_coverage,
)
from build_tools.fonts.font_selection import select_fonts
from tests.fonts.speaking import alone, cases, others, speak, spoken

CASES = cases("letters")
KOREAN = select_fonts(speak("ko", "Kore"), [speak("ar", "Arab")])


@pytest.mark.parametrize("case", CASES["lacking"], ids=lambda case: case["says"])
def test_lacking(case: dict[str, Any]) -> None:
    """Characters without a font are reported, except those that need no glyph."""
    own = select_fonts(spoken(case), others(case))
    assert find_missing_glyphs(own, case["letters"]) == set(case["gives"])


@pytest.mark.parametrize("case", CASES["shares"], ids=lambda case: case["says"])
def test_shares(case: dict[str, Any]) -> None:
    """The share of a family has its characters, and not those of another."""
    shared = assign_code_points(select_fonts(spoken(case), others(case)), case["letters"])
    for name, letters in case["has"].items():
        assert set(letters) <= set(map(chr, shared[name]))
    for name, letters in case.get("lacks", {}).items():
        assert not set(letters) & set(map(chr, shared[name]))
    assert not set(case.get("none", ())) & set(shared)


@settings(max_examples=50)
@given(st.text(st.characters(max_codepoint=0xFFFF), max_size=40))
def test_every_letter_has_a_family(letters: str) -> None:
    """Each printable character is either in some share or missing, never both."""
    held = frozenset().union(*assign_code_points(KOREAN, letters).values())
    missing = {ord(letter) for letter in find_missing_glyphs(KOREAN, letters)}
    assert find_printable_code_points(letters) <= held | missing
    assert not held & missing


@settings(max_examples=50)
@given(st.text("aé가나עα“”、", max_size=20))
def test_a_share_is_what_its_family_has(letters: str) -> None:
    """No family is asked for a glyph that it lacks."""
    by_name = {family.name: family for family in KOREAN.families}
    for name, share in assign_code_points(KOREAN, letters).items():
        assert share <= get_family_coverage(by_name[name])


def test_borrowed_is_not_whole() -> None:
    """An own family gives a whole alphabet, another language's family single characters."""
    own, borrowed = (assign_code_points(alone("Literata", borrowed=each), "ab") for each in (False, True))
    assert ord("é") in own["Literata"] - borrowed["Literata"]
    assert ord("a") in borrowed["Literata"]


def test_letters_or_words() -> None:
    """Characters may be given as a text, as words, or one by one, in any order."""
    whole = assign_code_points(KOREAN, "가나다")
    assert (
        whole == assign_code_points(KOREAN, ["나가", "다"]) == assign_code_points(KOREAN, {"다", "가", "나"})
    )
