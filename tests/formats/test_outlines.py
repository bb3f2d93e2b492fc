"""Outlines: headings, numbers, anchors, navigation, bookmarks, as in the golden files."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import Golden
from tests.helpers.editions import Made
from tests.helpers.outlines import of_book, of_ebook, of_pages

OUTLINES: dict[str, Callable[[Made], str]] = {"html": of_pages, "epub": of_ebook, "pdf": of_book}


@pytest.mark.parametrize("format", sorted(OUTLINES))
def test_an_outline_is_as_it_was(made: Made, golden: Golden, format: str) -> None:
    """Titles, numbers, addresses, landmarks, language and direction change only on purpose."""
    root = made.build.path.name
    golden(f"outlines/{root}/{made.edition.file_stem}.{format}.txt", OUTLINES[format](made))
