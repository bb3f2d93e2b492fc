"""Comparison of two word sequences: what they share, and the class of each difference."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.inspection.text import patience_diff
from build_tools.inspection.text.diff import diff_words
from build_tools.inspection.text.patience_diff import (
    Gap,
    compute_patience_diff,
    match_shared_words,
)
from build_tools.inspection.text.tokenize import tokenize_text

WORDS = st.lists(st.sampled_from("abcdefgh"), max_size=40)
TEXT = tokenize_text("every street has a lamp and nobody sits in the dark where a lamp burns")


def classify_differences(found: list[str], *, cuts: bool = False) -> list[tuple[str, str]]:
    """Return the differences from TEXT, each with its words."""
    differences = diff_words(TEXT, found, by_letters=cuts).differences
    return [(one.kind, " ".join(one.words)) for one in differences]


@given(WORDS, WORDS)
def test_what_is_shared_is_the_same_and_in_order(one: list[str], other: list[str]) -> None:
    """Every word is in a gap or shared; shared words are equal, and in order in both."""
    found = compute_patience_diff(one, other)
    pairs = match_shared_words(found, len(one), len(other))
    assert all(one[a] == other[b] for a, b in pairs.items())
    assert list(pairs.values()) == sorted(pairs.values())
    assert len(pairs) + sum(gap.left_end - gap.left_start for gap in found) == len(one)
    assert len(pairs) + sum(gap.right_end - gap.right_start for gap in found) == len(other)


@given(WORDS)
def test_the_same_has_no_gap(words: list[str]) -> None:
    """A text does not differ from itself, however often it repeats a word."""
    assert compute_patience_diff(words, words) == []


def test_words_are_lost_twice_elsewhere_or_too_many() -> None:
    """A difference is classified as lost, doubled, moved or extra."""
    assert classify_differences(TEXT) == []
    assert classify_differences(TEXT[:4] + TEXT[6:]) == [("lost", "lamp and")]
    assert classify_differences([*TEXT[:2], "street", *TEXT[2:]]) == [("doubled", "street")]
    assert classify_differences([*TEXT, "always"]) == [("extra", "always")]
    assert classify_differences([*TEXT[6:11], *TEXT[:6], *TEXT[11:]]) == [
        ("order", "nobody sits in the dark")
    ]


def test_a_passage_that_moved_stays_whole() -> None:
    """Words that occur once are anchors: text between them is not split."""
    left = ["one", "the", "two", "the", "three", "the", "four"]
    right = ["four", "one", "the", "two", "the", "three", "the"]
    gaps = compute_patience_diff(left, right)
    assert gaps == [Gap(0, 0, 0, 1), Gap(6, 7, 7, 7)]
    assert match_shared_words(gaps, 7, 7) == {0: 1, 1: 2, 2: 3, 3: 4, 4: 5, 5: 6}


def test_what_is_too_long_to_compare_shares_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A long range without anchors is one gap: comparing it word by word would take hours."""
    monkeypatch.setattr(patience_diff, "MAX_PAIRS", 15)
    assert compute_patience_diff(list("aabb"), list("bbaa")) == [Gap(0, 4, 0, 4)]
    assert len(compute_patience_diff(list("aab"), list("bbaa"))) == 2


def test_a_marker_need_not_be_expected() -> None:
    """The label of a list item is accepted; the same word next to it is not counted twice."""
    found = diff_words(["to", "stay"], ["a", "to", "stay"], markers={0}).differences
    assert found == ()
    assert diff_words(["a", "stay"], ["a", "a", "stay"], markers={0}).differences == ()
    (extra,) = diff_words(["to", "stay"], ["a", "to", "b", "stay"], markers={0}).differences
    assert (extra.kind, extra.words, extra.expected, extra.actual) == ("extra", ("b",), None, 2)


def test_a_difference_says_where_it_stands() -> None:
    """A loss has its place in the expected words, a move its place in both."""
    (lost,) = diff_words(["a", "city", "has", "one"], ["a", "has", "one"]).differences
    assert (lost.expected, lost.actual) == (1, None)
    (moved,) = diff_words(["a", "b", "c", "d", "e"], ["b", "c", "d", "e", "a"]).differences
    assert (moved.kind, moved.expected, moved.actual) == ("order", 0, 4)


def test_print_may_cut_a_word_and_join_two() -> None:
    """In a PDF letters are compared, not line breaks; a missing letter is reported."""
    cut_up = ["ev", "ery", "street", "hasa", *TEXT[4:]]
    assert classify_differences(cut_up, cuts=True) == []
    assert classify_differences(cut_up) == [
        ("lost", "every"),
        ("lost", "has a"),
        ("extra", "ev ery"),
        ("extra", "hasa"),
    ]
    assert classify_differences(["ev", "ry", *TEXT[1:]], cuts=True)[0] == ("lost", "every")


def test_a_number_may_stand_elsewhere_in_a_line_from_the_right() -> None:
    """In Arabic a number may be anywhere in its line, but must be there."""
    text, drawn = (
        tokenize_text("في عام 1998 اجتمعت المدن"),
        tokenize_text("1998 في عام اجتمعت المدن"),
    )
    assert diff_words(text, drawn, by_letters=True, is_rtl=True).differences == ()
    assert [one.kind for one in diff_words(text, drawn, by_letters=True).differences] == ["order"]
    assert [one.kind for one in diff_words(text, drawn[1:], by_letters=True, is_rtl=True).differences] == [
        "lost"
    ]


def test_words_of_any_script_are_cut_alike() -> None:
    """Invisible characters are no part of a word; vowel marks are kept if required."""
    assert tokenize_text("dro\u00adit, H\u2082O · l\u2019eau") == ["droit", "H2O", "l", "eau"]
    assert tokenize_text("أُضيف", keep_vowels=False) == ["أضيف"]
    assert tokenize_text("أُضيف") == ["أُضيف"]
    assert tokenize_text("हिन्दी 제2조 e\u0301te\u0301") == ["हिन्दी", "제2조", "été"]
