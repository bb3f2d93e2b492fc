"""Words that print does not part, in each script."""

from __future__ import annotations

import pytest
from docutils.core import publish_doctree

from build_tools.render import bound_words
from build_tools.render.line_breaking import JOINER


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("as Article II says", "as Article ~II says"),
        ("in Article I says", "in Article ~I says"),
        ("and I say", "and I say"),
        ("on 9 December 2018", "on 9 ~December 2018"),
        ("el 11 de diciembre", "el 11 ~de ~diciembre"),
        ("in 2011 the cities", "in 2011 the cities"),
        ("in report A/HRC/30/49 of", "in report A/~HRC/~30/~49 of"),
        ("the UCLG or CSIPDHR in", "the UCLG or C~S~I~P~D~H~R in"),
        ("تنص المادة 2. على", "تنص المادة ~2. على"),
    ],
)
def test_numbers_stay_with_their_words(text: str, bound: str) -> None:
    """No line ends between a number and the word that it numbers or counts."""
    tree = publish_doctree(text)
    bound_words.bind_numbers(tree, is_rtl=False)
    assert tree.astext().replace(JOINER, "~") == bound


def test_latin_in_text_from_the_right_is_whole() -> None:
    """A hyphen in a Latin word ends no line of Arabic."""
    tree = publish_doctree("نص Charter-Agenda معتمد")
    bound_words.bind_numbers(tree, is_rtl=True)
    assert f"Charter-{JOINER}Agenda" in tree.astext()


@pytest.mark.parametrize(
    ("text", "has_hyphens", "bound"),
    [
        ("People with disabilities receive help that they ask for.", True, "ask ~for."),
        ("Nobody makes regulations without a municipal administration.", True, "municipal administration."),
        ("도시는 사람들이 사는 곳이며 모두가 함께 만들어 갑니다.", False, "만들어 ~갑니다."),
        ("A short line.", True, "short line."),
    ],
)
def test_no_short_word_is_a_last_line(text: str, has_hyphens: bool, bound: str) -> None:
    """The last two words of a paragraph stay together, if they are short and it may have two lines."""
    tree = publish_doctree(text)
    bound_words.bind_last_words(tree, has_hyphens=has_hyphens)
    assert tree.astext().replace(JOINER, "~").endswith(bound)
