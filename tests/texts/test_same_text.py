"""The project's own texts: the same words in every format, none led astray."""

from __future__ import annotations

from tests.helpers.checks import amiss
from tests.helpers.editions import Made


def test_every_format_says_what_its_doctree_says(made: Made) -> None:
    """No check of the text finds a word, a reference, a note or an address amiss."""
    assert amiss(made) == []
