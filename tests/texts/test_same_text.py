"""The project's own texts have the same words in every format, with correct links."""

from __future__ import annotations

from tests.helpers.checks import amiss
from tests.helpers.editions import Made


def test_every_format_says_what_its_doctree_says(made: Made) -> None:
    """No check of the text finds a wrong word, reference, note or address."""
    assert amiss(made) == []
