"""What became of articles is named as it was done, in any language and script."""

from __future__ import annotations

import json
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.release.article_matching import match_articles
from build_tools.release.article_text import Article, TextPiece, read_page_text
from build_tools.tasks.release.article_changes import (
    compare_articles,
    diff_pieces,
    split_words,
)
from build_tools.tasks.release.compare import format_comparison
from tests.helpers.charter_edits import edit_charter, list_news
from tests.helpers.charter_pages import (
    LETTERS,
    WrittenArticle,
    write_pages,
)


def read_articles(language: str, written: Iterable[WrittenArticle]) -> list[Article]:
    """Return articles as they are read from their pages."""
    pages = write_pages(language, written)
    return [
        one
        for name, html in pages.items()
        for one in read_page_text(html, name.removesuffix(".html")).articles
        if one.id.startswith("art-")
    ]


@pytest.mark.parametrize("language", LETTERS)
def test_every_known_change_is_named(language: str) -> None:
    """More than thirty articles, changed in known ways, are each called what was done to them."""
    editor = edit_charter(language)
    old = read_articles(language, editor.was.values())
    new = read_articles(language, editor.now.values())
    written = json.loads(format_comparison({("a", language): compare_articles(old, new)}))
    assert len(editor.expected) > 30
    assert list_news(written["languages"][language]["a"]) == editor.expected


def make_article(id: str, page: str, text: str) -> Article:
    """Return an article of one block."""
    pieces = (TextPiece(text, "", True),)
    return Article(id=id, page=page, pieces=pieces, words=text)


ARTICLES = st.lists(
    st.builds(
        make_article,
        st.sampled_from(["a", "b", "c", "d"]),
        st.sampled_from(["one", "two"]),
        st.lists(st.sampled_from(["so", "be", "it", "all", "are", "free", "here", "and", "now"])).map(
            " ".join
        ),
    ),
    max_size=6,
)


@given(ARTICLES, ARTICLES)
def test_every_article_is_paired_once(old: list[Article], new: list[Article]) -> None:
    """Whatever two editions hold, each article stands in one pair, the new ones in their order."""
    matches = match_articles(old, new)
    assert sorted(id(one.old) for one in matches if one.old) == sorted(map(id, old))
    assert [one.new for one in matches if one.new] == new


@given(ARTICLES)
def test_nothing_changes_between_an_edition_and_itself(articles: list[Article]) -> None:
    """An edition compared with itself has neither changes nor words to count."""
    for one in compare_articles(articles, articles):
        assert (one.change, one.inserted, one.deleted, one.look) == ("same", 0, 0, False)
        assert (one.match.sources, one.match.targets, one.likely_from) == ((), (), "")


@given(st.text(), st.text())
def test_both_texts_can_be_read_in_a_comparison(old: str, new: str) -> None:
    """Kept and deleted words are the old text, kept and inserted ones the new, whatever the letters."""
    texts = [(TextPiece(" ".join(text.split()), "", True),) for text in (old, new)]
    blocks, inserted, deleted = diff_pieces(*texts)
    runs = [run for block in blocks for run in block]
    for text, absent in ((old, "inserted"), (new, "deleted")):
        read = "".join(run.text for run in runs if run.kind != absent)
        assert "".join(read.split()) == "".join(text.split())
    assert (inserted + deleted == 0) == (words_of(old) == words_of(new))


def words_of(text: str) -> list[str]:
    """Return the words of a text without its signs."""
    return [one.text for one in split_words([TextPiece(text)]) if not one.is_sign]


COUNTS = (
    ("La ville est à tous.", "La ville, elle, est à toutes et tous.", 3, 0),
    ("L’eau coûte 1.000 €", "L’eau coûte 1.200 €", 1, 1),
    ("الحق في المدينة", "الحق في المدينة والسكن", 1, 0),
    ("도시에 대한 권리", "도시에 관한 권리", 1, 1),
    ("城市权利", "城市的权利", 1, 0),
    ("The city.", "The city!", 0, 0),
)


@pytest.mark.parametrize(("old", "new", "inserted", "deleted"), COUNTS)
def test_words_are_counted(old: str, new: str, inserted: int, deleted: int) -> None:
    """Words are counted, not signs; a sign of Chinese is a word."""
    assert diff_pieces([TextPiece(old)], [TextPiece(new)])[1:] == (inserted, deleted)


def test_a_sign_alone_is_a_change() -> None:
    """An article of which a sign alone changed has changed, by no word."""
    old, new = make_article("a", "one", "All are free."), make_article("a", "one", "All are free!")
    (change,) = compare_articles([old], [new])
    assert (change.change, change.inserted, change.deleted) == ("changed", 0, 0)
    assert change.has_changed_words


def test_two_unrelated_short_articles_are_not_paired() -> None:
    """What is short is not taken for what was there before because of one word."""
    old, new = make_article("a", "one", "City and water"), make_article("b", "one", "City or bread")
    assert [one.change for one in compare_articles([old], [new])] == ["added", "removed"]
