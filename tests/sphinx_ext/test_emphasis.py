"""Emphasis of one script within another."""

from __future__ import annotations

import pytest
from docutils import nodes

from build_tools.render.html_builder import build_stylesheet, mark_alphabetic_emphasis


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("For a World of Inclusive Cities, 2012", True),
        ("Charte de l’été", True),
        ("포용 도시의 세계를 위하여", False),
        ("UCLG 헌장", False),
        ("ميثاق", False),
        ("2012", False),
    ],
)
def test_a_title_in_other_letters_is_not_bold(words: str, plain: bool) -> None:
    """A Latin title in Arabic or Korean is plain; words of those scripts stay bold."""
    emphasised = nodes.emphasis("", words)
    mark_alphabetic_emphasis(nodes.paragraph("", "", emphasised))
    assert ("plain" in emphasised["classes"]) is plain


def test_every_medium_has_it() -> None:
    """PDF, pages and EPUB have the rule, with more weight than the bold of the script."""
    for medium in ("print", "screen", "ebook"):
        assert "[lang] :is(em, cite).plain { font-style: normal; font-weight: inherit; }" in build_stylesheet(
            medium
        )
