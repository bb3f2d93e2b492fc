"""What became of articles is named as it was done, in any language and script."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.release.article_matching import match_articles
from build_tools.release.article_text import Article, TextPiece, read_page_text
from build_tools.tasks.release.article_changes import (
    ArticleChange,
    compare_articles,
    diff_pieces,
    split_words,
)
from build_tools.tasks.release.compare import format_comparison
from tests.helpers.charter_pages import (
    LETTERS,
    WrittenArticle,
    insert_words,
    make_articles,
    make_words,
    write_pages,
)

COUNT = 48
Entry = dict[str, object]


def read_articles(language: str, written: Iterable[WrittenArticle]) -> list[Article]:
    """Return articles as they are read from their pages."""
    pages = write_pages(language, written)
    return [
        one
        for name, html in pages.items()
        for one in read_page_text(html, name.removesuffix(".html")).articles
        if one.id.startswith("art-")
    ]


@dataclass
class Editor:
    """Change the articles of a language, and note what is to be said of each, by id."""

    language: str
    now: dict[int, WrittenArticle] = field(default_factory=dict)
    expected: dict[str, Entry] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.now = make_articles(self.language, COUNT)
        self.was = dict(self.now)

    def put(self, at: int, **changes: Any) -> None:
        """Change fields of an article."""
        self.now[at] = replace(self.now[at], **changes)

    def insert(self, at: int, place: int, count: int) -> None:
        """Put new words into an article."""
        self.now[at] = insert_words(self.now[at], place, make_words(self.language, f"new {at}", count))

    def say(self, id: str, change: str, inserted: int = 0, deleted: int = 0, **more: object) -> None:
        """Note what is to be said of an article."""
        self.expected[id] = {"change": change, "inserted": inserted, "deleted": deleted, **more}

    def change(self, at: int) -> None:
        """Put three words into an article and take two out."""
        self.insert(at, 13, 3)
        self.put(at, words=(*self.now[at].words[:20], *self.now[at].words[22:]))
        self.say(f"art-{at}", "changed", 3, 2)

    def move(self, at: int) -> None:
        """Put an article on another page."""
        self.put(at, page="part-9")
        self.say(f"art-{at}", "moved", moved_from=self.was[at].page)

    def move_and_change(self, at: int) -> None:
        """Put an article on another page, and words into it."""
        self.put(at, page="part-10")
        self.insert(at, 5, 4)
        self.say(f"art-{at}", "moved", 4, moved_from=self.was[at].page)

    def renumber(self, at: int) -> None:
        """Give an article another number."""
        self.put(at, number=f"{at} bis")
        self.say(f"art-{at}", "same", renumbered_from=f"Article {at}")

    def rename(self, at: int) -> None:
        """Give an article another id."""
        self.put(at, id=f"art-new-{at}")
        self.say(f"art-new-{at}", "same", likely_from=f"art-{at}")

    def rename_and_change(self, at: int) -> None:
        """Give an article another id, another number and two words more."""
        self.put(at, id=f"art-new-{at}", number="0")
        self.insert(at, 30, 2)
        number = f"Article {at}"
        self.say(f"art-new-{at}", "changed", 2, likely_from=f"art-{at}", renumbered_from=number)

    def divide(self, at: int) -> None:
        """Take the second half of an article into one of its own."""
        whole, half = self.now[at], f"art-half-{at}"
        self.put(at, words=whole.words[:20])
        self.now[100 + at] = replace(whole, id=half, words=whole.words[20:])
        self.say(f"art-{at}", "changed", 0, 20, split_into=[f"art-{at}", half])
        self.say(half, "added", 21, split_from=[f"art-{at}"])

    def divide_anew(self, at: int) -> None:
        """Make two articles with new ids of one; the larger part is its heir."""
        whole, half = self.now[at], f"art-half-{at}"
        self.put(at, words=whole.words[:25], id=f"art-new-{at}")
        self.now[100 + at] = replace(whole, id=half, words=whole.words[25:])
        parts = [f"art-new-{at}", half]
        self.say(f"art-new-{at}", "changed", 0, 15, likely_from=f"art-{at}", split_into=parts)
        self.say(half, "added", 16, split_from=[f"art-{at}"])

    def merge(self, at: int) -> None:
        """Put the words of the next article into one."""
        self.put(at, words=self.now[at].words + self.now.pop(at + 1).words)
        self.say(f"art-{at}", "changed", 40, merged_from=[f"art-{at + 1}"])
        self.say(f"art-{at + 1}", "removed", 0, 41, merged_into=[f"art-{at}"])

    def remove(self, at: int) -> None:
        """Take an article out."""
        del self.now[at]
        self.say(f"art-{at}", "removed", 0, 41)

    def add(self, at: int) -> None:
        """Put an article in."""
        words = make_words(self.language, at, 15)
        self.now[at] = WrittenArticle(f"art-{at}", "part-3", str(at), words)
        self.say(f"art-{at}", "added", 16)

    def restyle(self, at: int) -> None:
        """Give an article another look."""
        self.put(at, css="boxed")
        self.say(f"art-{at}", "same", look=True)

    def shift(self, at: int) -> None:
        """Give the words of an article and of the next the ids after theirs, and another article its id."""
        for number in (at + 1, at + 2):
            before = number - 1
            self.put(number, words=self.was[before].words)
            self.say(
                f"art-{number}", "same", likely_from=f"art-{before}", renumbered_from=f"Article {before}"
            )
        self.put(at, words=make_words(self.language, "first", 40))
        self.say(f"art-{at}", "added", 41)
        self.say(f"gone art-{at + 2}", "removed", 0, 41)


# What is done, and to which articles.
EDITS: Mapping[str, Sequence[int]] = {
    "change": (0, 1, 2, 3),
    "move": (4, 5, 6),
    "move_and_change": (7, 8),
    "renumber": (9, 10, 11),
    "rename": (12, 13, 14),
    "rename_and_change": (15, 16),
    "divide": (17, 18, 19),
    "divide_anew": (36, 37),
    "merge": (20, 22, 24),
    "remove": (26, 27, 28),
    "restyle": (29, 30, 31),
    "add": (200, 201, 202),
    "shift": (32,),
}


def describe(changes: tuple[ArticleChange, ...]) -> dict[str, Entry]:
    """Return the entries of compare.json that say anything, by article; one that is gone marked so."""
    entries = json.loads(format_comparison({("a", "en"): changes}))["languages"]["en"]["a"]
    listed: dict[str, Entry] = {}
    for entry in entries:
        id = entry.pop("article")
        del entry["title"], entry["page"]
        plain = {"change": "same", "inserted": 0, "deleted": 0}
        if entry != plain:
            listed[f"gone {id}" if id in listed and entry["change"] == "removed" else id] = entry
    return listed


@pytest.mark.parametrize("language", LETTERS)
def test_every_known_change_is_named(language: str) -> None:
    """More than thirty articles, changed in known ways, are each called what was done to them."""
    editor = Editor(language)
    for edit, numbers in EDITS.items():
        for number in numbers:
            getattr(editor, edit)(number)
    old = read_articles(language, editor.was.values())
    new = read_articles(language, editor.now.values())
    assert len(editor.expected) > 30
    assert describe(compare_articles(old, new)) == editor.expected


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
