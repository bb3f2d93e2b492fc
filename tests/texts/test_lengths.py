"""A translation has the usual length for its language, or a known reason for another."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from tests.helpers.editions import OWN, Made, Shelf

FILE = Path(__file__).parents[1] / "data" / "outlines" / "lengths.toml"
LENGTHS: dict[str, Any] = tomllib.loads(FILE.read_text("utf-8"))
# In a short article a few words more or less mean nothing.
SHORT = 40


def test_each_article_is_as_long_as_its_language_makes_it(made: Made, shelf: Shelf) -> None:
    """The ratio of words to English is in the usual range, except for the listed articles."""
    tag = made.edition.language.tag
    if tag == made.edition.source.tag:
        assert tag not in LENGTHS
        return
    usual = LENGTHS[tag]
    source = shelf.edition(OWN, made.edition.publication.id, made.edition.source.tag)
    words = {one.anchor: one.words for one in source.articles if one.words >= SHORT}
    ratios = {one.anchor: one.words / words[one.anchor] for one in made.articles if one.anchor in words}
    odd = {
        anchor: round(ratio, 2)
        for anchor, ratio in ratios.items()
        if not usual["least"] <= ratio <= usual["most"]
    }
    assert {anchor: ratio for anchor, ratio in odd.items() if anchor not in usual["why"]} == {}


def test_what_is_known_to_be_odd_has_a_reason() -> None:
    """Each article outside the range has a reason in words."""
    for usual in LENGTHS.values():
        assert usual["least"] < 1 < usual["most"] or usual["most"] < 1.2
        assert all(len(why.split()) > 3 for why in usual["why"].values())
