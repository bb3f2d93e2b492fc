"""Fixtures: every edition of the roots in tests/data/roots, each built once in every format."""

from __future__ import annotations

import pytest

from tests.helpers.editions import Made, Shelf

EDITIONS = [
    *(("kitchen-sink", "sink", language) for language in ("en", "fr", "ar", "ko")),
    *(("arabic-source", "mithaq", language) for language in ("ar", "fr")),
    *(("french-source", "charte", language) for language in ("fr", "en", "de")),
    *(("numbered", "plain", language) for language in ("en", "fr")),
    *(("numbered", "articles", language) for language in ("en", "fr", "ar", "ko", "es")),
    *(("numbered", "rules", language) for language in ("en", "es", "ar")),
    *(("stock", "handbook", language) for language in ("en", "fr")),
    ("adopted", "act", "fr"),
]
SINK = ["en", "fr", "ar", "ko"]


@pytest.fixture(params=EDITIONS, ids="-".join)
def made(request: pytest.FixtureRequest, shelf: Shelf) -> Made:
    """Return an edition of each root and language in turn."""
    return shelf.edition(*request.param)


@pytest.fixture(params=SINK)
def sink(request: pytest.FixtureRequest, shelf: Shelf) -> Made:
    """Return the kitchen sink in each of its languages."""
    return shelf.edition("kitchen-sink", "sink", request.param)
