"""The text of a page: blocks, languages, code, and text alternatives."""

from __future__ import annotations

import pytest
from lxml import html

from build_tools.inspection.html.page import HtmlPage
from build_tools.inspection.html.text import PageText, read_page_text
from build_tools.inspection.html.text_walk import group_blocks, is_outside_text, walk_text

BLOCKS = {
    "words around a block are blocks of their own": ("one<p>two</p>three", ["one", "two", "three"]),
    "what stands in a line does not part it": (
        "<p>a <em>cit<b>y</b></em> here</p>",
        ["a city here"],
    ),
    "a comment says nothing": ("<p>a<!-- hidden --> city</p>", ["a city"]),
    "nothing of what is not shown": ("<p>a<svg><title>x</title></svg></p><style>p</style>", ["a"]),
    "an alternative is a block of its own": (
        "<p>a <abbr title='map'>m</abbr> b</p><img alt='chart'>",
        ["map", "a m b", "chart"],
    ),
    "furniture is none of the text": ("<nav>menu</nav><p>a</p><footer>end</footer>", ["a"]),
}


@pytest.mark.parametrize(("body", "blocks"), BLOCKS.values(), ids=BLOCKS)
def test_a_page_is_parted_into_blocks(body: str, blocks: list[str]) -> None:
    """Words of one line are one block."""
    events = walk_text(html.fromstring(f"<main>{body}</main>"), is_skipped=is_outside_text)
    found = ["".join(piece.text for piece in pieces) for _, pieces in group_blocks(events)]
    assert found == blocks


def test_each_piece_knows_its_language_and_whether_it_is_code() -> None:
    """A language applies until another is given; the tail after code is not code."""
    tree = html.fromstring("<p>a<i lang='fr'>b<code>c<b>d</b></code>e</i>f</p>")
    pieces = [event for event in walk_text(tree, "en") if event.kind == "text"]
    assert [(piece.text, piece.language, piece.is_code) for piece in pieces] == [
        ("a", "en", False),
        ("b", "fr", False),
        ("c", "fr", True),
        ("d", "fr", True),
        ("e", "fr", False),
        ("f", "en", False),
    ]


def test_each_piece_knows_its_line() -> None:
    """Words after an element have the line of that element, not of their paragraph."""
    tree = html.fromstring("<p>one\n<em>two</em> three</p>")
    pieces = [event for event in walk_text(tree) if event.kind == "text"]
    assert [(piece.text.strip(), piece.line) for piece in pieces] == [
        ("one", 1),
        ("two", 2),
        ("three", 2),
    ]


def read_page(body: str) -> PageText:
    """Return the text of a page."""
    return read_page_text(HtmlPage("a.html", html.document_fromstring(f"<main>{body}</main>")))


def test_a_link_has_its_words_and_an_id_the_word_behind_it() -> None:
    """An id at the end of the text is after its last word."""
    page = read_page("<p>A <a href='b.html'>city <b>hall</b></a> <i id='x'>here</i></p><p id='end'></p>")
    assert page.words == ["A", "city", "hall", "here"]
    assert [(link.text, link.href) for link in page.links] == [("city hall", "b.html")]
    assert page.word_indices == {"x": 3, "end": 4}


def test_a_note_is_told_from_what_leads_to_it() -> None:
    """Its number and its back links are not its words; its reference is not part of the text."""
    page = read_page(
        "<h1 id='t'>A city<a class='permalink' href='#t'>¶</a></h1>"
        "<p>has<a class='footnote-reference' href='#n' id='c'>[1]</a> inhabitants</p>"
        "<aside class='footnote' id='n'><span class='label'>[1]</span>"
        "<a role='doc-backlink' href='#c'>back</a><p>Nobody counts.</p></aside>"
    )
    assert page.words == ["A", "city", "has", "inhabitants", "Nobody", "counts"]
    (note,) = page.notes
    assert (note.id, note.mark, note.words) == ("n", "1", ("Nobody", "counts"))
    assert note.backlinks == ("#c",)
    assert [(call.text, call.href) for call in page.note_references] == [("1", "#n")]
    assert page.permalinks == [("#t", "t")]
