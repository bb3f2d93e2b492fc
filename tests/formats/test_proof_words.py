"""Text of a proof: terms in three scripts, invisible characters."""

from __future__ import annotations

import re

import pytest

from build_tools.formats.proof.message_html import TermMatcher, render_raw_text


@pytest.mark.parametrize(
    ("forms", "words", "found"),
    [
        (["city"], "The City, a capacity, cities.", ["City"]),
        (["droit humain"], "Les droits\nhumains d’un humain.", ["droits\nhumains"]),
        (["ville", "ville signataire"], "une ville signataire", ["ville signataire"]),
        (["المدينة"], "في المدينة وللمدينة ومدينة", ["المدينة", "وللمدينة", "ومدينة"]),
        (["인권"], "모든 인권을 지킨다", ["인권"]),
        (["a+b"], "a+b is no aab", ["a+b"]),
        ([], "nothing", []),
    ],
)
def test_a_term_is_found_where_it_stands(forms: list[str], words: str, found: list[str]) -> None:
    """Case, number and attached particles do not hide a term."""
    marked = TermMatcher(forms).underline_terms(words)
    assert re.findall(r'<span class="term">(.*?)</span>', marked, re.DOTALL) == found
    assert re.sub("<.*?>", "", marked) == words
    assert TermMatcher(forms).has_match(words) == bool(found)


def test_words_around_a_term_are_escaped() -> None:
    """Text that looks like an element is escaped, in a term and beside it."""
    marked = TermMatcher(["a<b"]).underline_terms("<i>a<b & c")
    assert marked == '&lt;i&gt;<span class="term">a&lt;b</span> &amp; c'


def test_what_cannot_be_seen_is_named() -> None:
    """Control and direction characters are named; joiners that letters need are kept."""
    assert render_raw_text("a\u202eb\x1b\u200cc\nd") == (
        'a<b class="unseen" dir="ltr">⟨U+202E⟩</b>b<b class="unseen" dir="ltr">⟨U+001B⟩</b>\u200cc\nd'
    )
