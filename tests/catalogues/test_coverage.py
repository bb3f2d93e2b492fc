"""Counts of words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from build_tools.catalogues import EditionCatalogues, Message, PageCatalogue, count_coverage
from build_tools.model import Coverage, MessageState, Origin, ReviewStatus

STATES: list[MessageState] = ["translated", "fuzzy", "missing", "refused"]


def compile_states(states: dict[str, MessageState], origin: Origin | None = "person") -> EditionCatalogues:
    """Return a compiled edition of one page whose messages have these states."""
    messages = {msgid: Message(msgid=msgid, state=state) for msgid, state in states.items()}
    page = PageCatalogue(name="p/index", file="index.po", messages=messages)
    return EditionCatalogues(
        folder=None, review_status=ReviewStatus(translation_origin=origin), pages={"p/index": page}
    )


def test_words_are_counted_by_what_became_of_them() -> None:
    """A rejected message counts as missing, and so does one that no catalogue has."""
    edition = compile_states(
        {
            "one two": "translated",
            "three": "fuzzy",
            "four five six": "missing",
            "seven": "refused",
        }
    )
    msgids = ["one two", "three", "four five six", "seven", "unheard of"]
    coverage = count_coverage(edition, [("p/index", msgid) for msgid in msgids])
    assert coverage == Coverage(words=9, translated=2, fuzzy=1, missing=6)


def test_a_message_counts_once_on_each_page() -> None:
    """A message that occurs twice on a page counts once; on another page it counts again."""
    edition = compile_states({"one two": "translated"})
    coverage = count_coverage(edition, [("p/index", "one two"), ("p/index", "one two"), ("p/b", "one two")])
    assert coverage == Coverage(words=4, translated=2, missing=2)


def test_nothing_is_missing_in_the_source_language() -> None:
    """An edition in the source language is complete."""
    coverage = count_coverage(compile_states({}, origin=None), [("p/index", "one two three")])
    assert coverage == Coverage(words=3, translated=3)


@given(st.dictionaries(st.text(max_size=20), st.sampled_from(STATES), max_size=8))
def test_every_word_is_counted_once(states: dict[str, MessageState]) -> None:
    """Translated, fuzzy and missing words add up to all words."""
    coverage = count_coverage(compile_states(states), [("p/index", msgid) for msgid in states])
    assert coverage.translated + coverage.fuzzy + coverage.missing == coverage.words
    assert coverage.words == sum(len(msgid.split()) for msgid in states)
