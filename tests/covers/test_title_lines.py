"""Titles broken into lines."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from build_tools.covers.title_fitting import estimate_width, fit_text, split_phrases, wrap_words

CASES = tomllib.loads((Path(__file__).parents[1] / "data" / "covers" / "lines.toml").read_text("utf-8"))
TITLES = st.text("abc déW—, 한都市、「」مدينة", max_size=60)
# Closing punctuation stays with its word, with or without a space before it.
CUT = re.compile(" [^、」]")


@pytest.mark.parametrize("case", CASES["wrapped"], ids=lambda case: case["says"])
def test_wrapped(case: dict[str, Any]) -> None:
    """Lines break where the script allows it, in similar lengths."""
    assert list(wrap_words(case["words"], case["most"])) == case["gives"]


@pytest.mark.parametrize("case", CASES["wider"], ids=lambda case: case["pair"][0])
def test_width(case: dict[str, Any]) -> None:
    """The estimated width separates narrow from wide text."""
    wide, narrow = case["pair"]
    assert estimate_width(wide) > estimate_width(narrow)


@pytest.mark.parametrize("mark", ["\u0301", "\u064e", "\u200d", "\u2060"])
def test_marks_have_no_width(mark: str) -> None:
    """Combining marks and joiners have no width."""
    assert estimate_width(f"a{mark}") == estimate_width("a")


@given(TITLES, st.floats(2, 30))
def test_nothing_is_lost(words: str, most: float) -> None:
    """The lines together have every letter of the title, in order."""
    assert "".join("".join(wrap_words(words, most)).split()) == "".join(words.split())


@given(TITLES, st.floats(4, 30))
@example("WWW 、", 4.0)
def test_lines_fit(words: str, most: float) -> None:
    """A line that could break at a space is not wider than allowed."""
    assert all(estimate_width(line) <= most for line in wrap_words(words, most) if CUT.search(line))


@given(TITLES)
def test_fitted(words: str) -> None:
    """A title has the given size or a smaller one, and then each line fits."""
    setting = fit_text(words, 500, largest=60, smallest=10, most=3)
    assert 10 <= setting.size <= 60
    if setting.size > 10:
        assert len(setting.lines) <= 3
        assert all(estimate_width(line) * setting.size <= 500 for line in setting.lines)


def test_shorter_is_larger() -> None:
    """A short title has the largest size, a long one a smaller size."""
    short = fit_text("City", 500, largest=60, smallest=10, most=2)
    long = fit_text("City " * 30, 500, largest=60, smallest=10, most=2)
    assert short.size == 60
    assert long.size < 40


def test_calm_ends() -> None:
    """A slightly smaller size is chosen if then no line ends in a short word."""
    title = "Charte européenne des droits de l’homme dans la ville"
    setting = fit_text(title, 1210, largest=152, smallest=50, most=4)
    assert setting.lines == ("Charte européenne", "des droits de l’homme", "dans la ville")


@pytest.mark.parametrize("case", CASES["phrases"], ids=lambda case: case["words"])
def test_phrases(case: dict[str, Any]) -> None:
    """A phrase begins with its preposition or article, and keeps dependent words together."""
    parts = case["words"].split(" | ")
    assert list(split_phrases(" ".join(parts))) == parts


def test_whole_phrases() -> None:
    """A slightly smaller size is chosen if it keeps an adjective with its noun."""
    title = "Charte-Agenda mondiale des droits humains dans la ville"
    setting = fit_text(title, 75.6, largest=7.2, smallest=3.6, most=4)
    assert setting.lines == ("Charte-Agenda mondiale", "des droits humains", "dans la ville")


def test_longer_than_any_room() -> None:
    """A title that fits at no size has the smallest, with as many lines as it needs."""
    setting = fit_text("word " * 100, 100, largest=60, smallest=20, most=2)
    assert setting.size == 20
    assert len(setting.lines) > 2


def test_a_title_without_spaces_ends_its_lines_at_break_points() -> None:
    """A Thai title is as large as one with spaces; its break points are not shown."""
    parts = ("กฎบัตร", "โลก", "ว่าด้วย", "สิทธิ", "มนุษยชน", "ใน", "เมือง")
    whole = fit_text("".join(parts), 1210, largest=152, smallest=50, most=4)
    broken = fit_text("\u200b".join(parts), 1210, largest=152, smallest=50, most=4)
    assert broken.size > whole.size
    assert len(broken.lines) > len(whole.lines) == 1
    assert "".join(broken.lines) == "".join(parts)
