"""Breaks of the book's pages stand before the letters that the pages begin with."""

from __future__ import annotations

import pytest
from docutils import nodes
from docutils.core import publish_doctree

from build_tools.model import Folio
from build_tools.render.page_breaks import insert_page_breaks, page_break

TEXT = """
The first words, with a note [#a]_ and a :emphasis:`word`\\ s end.

1. An item of a list.

.. note:: What is in a box.

::

   code of two words

.. [#a] What a note says.
"""


def mark(word: str, letters: int, page: str = "one") -> str:
    """Return the block that a page begins in with a word, a bar at its break; empty without one."""
    tree = publish_doctree(TEXT, settings_overrides={"report_level": 5})
    section = nodes.section("", nodes.title("", "Title"), *tree.children)
    document = publish_doctree("")
    document += section
    folio = Folio(language="en", name="7", page=page, letters=letters, word=word)
    if not insert_page_breaks({"one": document}, [folio]):
        return ""
    (found,) = document.findall(page_break)
    found.replace_self(nodes.inline("", "|"))
    blocks = [one for one in document.findall(nodes.Element) if not isinstance(one, nodes.Inline)]
    return str(next(block.astext() for block in blocks[::-1] if "|" in block.astext()))


@pytest.mark.parametrize(
    ("word", "letters", "shown"),
    [
        ("The", 0, "|The first words, with a note 1 and a words end."),
        ("words", 8, "The first |words, with a note 1 and a words end."),
        ("words", 26, "The first words, with a note 1 and a |words end."),
        ("An", 34, "|An item of a list."),
        ("list", 43, "An item of a |list."),
        ("What", 51, "|What is in a box."),
    ],
)
def test_a_break_stands_before_its_word(word: str, letters: int, shown: str) -> None:
    """Notes are not counted; a word may end in other letters; it is the first thing of a block."""
    assert mark(word, letters) == shown


def test_code_is_not_divided() -> None:
    """A page that begins within code begins before it."""
    assert "|" in mark("two", 69)
    assert mark("two", 69).index("|") < mark("two", 69).index("code")


@pytest.mark.parametrize(("word", "letters"), [("first", 8), ("words", 9), ("The", 5000)])
def test_other_letters_have_no_break(word: str, letters: int) -> None:
    """Where another word stands, or the text is shorter, nothing is inserted; nor on another page."""
    assert mark(word, letters) == ""
    assert mark("The", 0, page="two") == ""
