"""Reader modes of browsers keep the text of a page: what Mozilla's Readability asks of markup."""

from __future__ import annotations

import re
from pathlib import Path

from tests.conftest import MakeRoot
from tests.helpers.editions import Made
from tests.helpers.inspect import HtmlPage, get_element_text, read_html_pages
from tests.helpers.small_roots import build_edition, write_pages

# Of Readability 0.6: names that it drops, unless one of the others stands beside them.
JUNK = re.compile(r"banner|comment|community|extra|footer|header|menu|related|remark|replies|social|sponsor")
TEXT = re.compile(r"and|article|body|column|content|main|shadow")
PAGE = """Text
====

.. _social-extra:

Homes [#short]_
---------------

A footer of words. [#long]_

.. glossary::

   social housing
      A home that pays for itself.

.. [#short] See `the act <https://example.org/a-long-name-of-an-act>`__.

.. [#long] First, this.

   Then, that.
"""


def build_page(make_root: MakeRoot, work: Path) -> HtmlPage:
    """Return the page above, as a web page."""
    made = build_edition(write_pages(make_root, {"index": PAGE}), work, formats=("html",))
    return next(iter(read_html_pages(made.html)))


def test_no_note_is_an_aside(made: Made) -> None:
    """Notes are none of the elements that reader modes drop, nor in one, and have their role."""
    for leaf in read_html_pages(made.html):
        assert not leaf.tree.xpath("//aside[contains(@class, 'footnote')]")
        for note in leaf.tree.xpath("//*[contains(concat(' ', @class, ' '), ' footnote ')]"):
            assert note.get("role") == "doc-footnote"
            assert not note.xpath("ancestor::aside")


def test_a_note_of_one_paragraph_is_one(make_root: MakeRoot, tmp_path: Path) -> None:
    """A paragraph is never dropped, however many of its words are links; a longer note has a class."""
    short, long = build_page(make_root, tmp_path).tree.xpath("//*[@role='doc-footnote']")
    assert (short.tag, get_element_text(short)) == ("p", "[1] See the act.")
    assert [child.tag for child in short] == ["span", "a"]
    assert (long.tag, long.get("class")) == ("div", "footnote content")
    assert [get_element_text(part) for part in long.xpath("p")] == ["First, this.", "Then, that."]


def test_no_address_reads_as_junk(make_root: MakeRoot, tmp_path: Path) -> None:
    """An address such as `term-social-housing` stays, beside a class that says that it is text."""
    tree = build_page(make_root, tmp_path).tree
    named = [each for each in tree.xpath("//main//*[@id]") if JUNK.search(each.get("id"))]
    assert [each.get("id") for each in named] == ["social-extra", "term-social-housing"]
    assert all(TEXT.search(each.get("class", "")) for each in named)


def test_a_page_is_an_article(made: Made) -> None:
    """The text of a page is in an `article`: reader modes offer themselves for no text in lists but its."""
    for leaf in read_html_pages(made.html):
        assert leaf.main_element.xpath("./article[h1]") or not leaf.main_element.xpath(".//h1")
        assert not leaf.main_element.xpath("./section")
