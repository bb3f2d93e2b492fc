"""Message outcomes: which words of a translation reached the page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.sphinx_ext.translation.message_outcomes import MessageOutcome, find_lost_words

CASES = [
    ("La ville agit.", "La ville agit.", "", ()),
    ("La ville agit.", "La agit.", "", ("ville",)),
    ("La ville de Paris", "La ville Paris", "", ("de",)),
    ("La **ville**\\ s", "La villes", "", ()),
    ("Voir :ref:`le droit <ca-1>`.", "Voir le droit.", "ca-1", ()),
    ("Voir :ref:`le droit <ca-1>`.", "Voir .", "ca-1", ("le", "droit")),
    ("Un :abbr:`OMS (santé de tous)` ou la fin", "Un OMS ou la fin", "santé de tous", ()),
    ("Un :abbr:`OMS (santé de tous)` ou la fin", "Un OMS ou la fin", "", ("santé", "de", "tous")),
    ("Un mot\\ [#a]_ ici", "Un mot7 ici", "", ()),
    ("Il dit « |nom| » ici", "Il dit « Ana » ici", "", ()),
    (r"M\. Rivera", "M. Rivera", "", ()),
    (r"C:\\temp", r"C:\temp", "", ()),
    ('"l\'eau"', "« l’eau »", "", ()),
    ("도시\\ **권리**\\ 는", "도시권리는", "", ()),
    ("un deux trois", "trois deux un", "", ("deux", "trois")),
    ("Un plan de la ville", "", "plan.png Un plan de la ville", ()),
]


def arrival(shown: str, known: str = "") -> MessageOutcome:
    """Return the outcome of a message."""
    return MessageOutcome(page="a/index", msgid="x", line=1, visible_text=shown, attribute_text=known)


@pytest.mark.parametrize(("text", "shown", "known", "missing"), CASES, ids=range(len(CASES)))
def test_words_are_found_where_a_reader_sees_them(
    text: str, shown: str, known: str, missing: tuple[str, ...]
) -> None:
    """Markup, notes, names and quotes may differ; a missing word is named."""
    assert find_lost_words(text, arrival(shown, known)) == missing


WORDS = st.lists(st.text("abcdeé", min_size=3, max_size=8), min_size=1, max_size=8)


@given(WORDS, st.text("ABC 12.,;«»", max_size=5))
def test_what_arrived_whole_is_never_told(words: list[str], between: str) -> None:
    """If all words reach the page, none is reported, whatever is between them."""
    assert find_lost_words(" ".join(words), arrival(f" {between} ".join(words))) == ()


@given(WORDS, st.integers(min_value=0))
def test_a_word_that_is_gone_is_always_told(words: list[str], at: int) -> None:
    """Each missing word on the page is one finding."""
    gone = at % len(words)
    page = [word if number != gone else "x" for number, word in enumerate(words)]
    if words[gone] not in "".join(page):
        assert words[gone] in find_lost_words(" ".join(words), arrival(" ".join(page)))
