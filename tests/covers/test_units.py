"""What each bar represents."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.covers.bars import count_bar_words
from build_tools.model import Article

CASES = tomllib.loads((Path(__file__).parents[1] / "data" / "covers" / "units.toml").read_text("utf-8"))[
    "case"
]


def make_articles(rows: list[list[Any]]) -> list[Article]:
    """Return articles for rows of page, depth, designation and words."""
    return [
        Article(anchor=str(at), page=page, title="t", depth=depth, designation=name, words=words)
        for at, (page, depth, name, words) in enumerate(rows)
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["says"])
def test_words_of(case: dict[str, Any]) -> None:
    """Each article has one bar, and no word is counted twice."""
    assert list(count_bar_words(make_articles(case["outline"]))) == case["gives"]


@given(st.lists(st.tuples(st.sampled_from(["", "Right I"]), st.integers(1, 500))))
def test_pages_of_one_title(rows: list[tuple[str, int]]) -> None:
    """If each page has one title, there is a bar for each, in order."""
    articles = make_articles([[f"p{at}", 1, name, words] for at, (name, words) in enumerate(rows)])
    assert count_bar_words(articles) == tuple(words for _, words in rows)


@given(st.lists(st.integers(1, 90), min_size=1), st.booleans(), st.integers(0, 90))
def test_no_word_is_lost(parts: list[int], numbered: bool, own: int) -> None:
    """The bars of a page with sections have as many words as the page."""
    total = sum(parts) + own
    rows = [["p", 2, "Article" if numbered else "", words] for words in parts]
    assert sum(count_bar_words(make_articles([["p", 1, "", total], *rows]))) == total
