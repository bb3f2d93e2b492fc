"""Change the articles of a charter in every known way, and know what is to be said of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from tests.helpers.charter_pages import WrittenArticle, insert_words, make_articles, make_words

COUNT = 48
Entry = dict[str, object]


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


def edit_charter(language: str) -> Editor:
    """Return an editor that has made every edit."""
    editor = Editor(language)
    for edit, numbers in EDITS.items():
        for number in numbers:
            getattr(editor, edit)(number)
    return editor


def list_news(entries: list[Any], article: str = "art-") -> dict[str, Entry]:
    """Return the entries of compare.json that say anything, by article; what is gone of two is marked."""
    listed: dict[str, Entry] = {}
    for entry in entries:
        own = {name: value for name, value in entry.items() if name not in ("article", "title", "page")}
        id = entry["article"]
        if id.startswith(article) and own != {"change": "same", "inserted": 0, "deleted": 0}:
            listed[f"gone {id}" if id in listed else id] = own
    return listed
