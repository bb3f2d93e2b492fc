"""The text proper: the same words in every format, nothing lost and nothing twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO

import pytest
from babel.messages.pofile import read_po

from tests.making import ROOTS, Made, Shelf
from tests.seeing import (
    Leaf,
    book_text,
    chapters,
    ebook_words,
    heading_words,
    leaves,
    line,
    page_words,
    words,
)

# What a list, a note or a formula is marked with is drawn, not written: letters of an item.
MARKS = 2
OTHERWISE = {"Le chemin du retour", "طريق العودة", "돌아가는 길"}


def divided(made: Made, expected: Counter[str]) -> Counter[str]:
    """Return the words of a book; two that a hyphen held together are two again."""
    found = Counter[str]()
    for word in words(book_text(made.pdf)):
        parts = [word] if word in expected else halves(word, expected)
        found.update(parts)
    return found


def halves(word: str, expected: Counter[str]) -> list[str]:
    """Return a word, or the two of the text that it is made of."""
    cuts = ((word[:at], word[at:]) for at in range(1, len(word)))
    return list(next(((a, b) for a, b in cuts if a in expected and b in expected), (word,)))


def test_pages_and_ebook_hold_the_same_words(made: Made) -> None:
    """Less what a medium makes for itself, the e-book reads as the pages do, word for word."""
    assert ebook_words(made) == page_words(made)


def test_a_book_loses_no_word(made: Made) -> None:
    """Every word of the pages is in the book, at least as often."""
    expected = Counter(page_words(made))
    if made.edition.language.is_rtl:
        # Poppler parts and joins Arabic words: letters in a row are what can be looked for.
        run = "".join(words(book_text(made.pdf)))
        assert [word for word, count in expected.items() if run.count(word) < count] == []
    else:
        assert expected - divided(made, expected) == Counter()


def test_a_book_adds_words_of_headings_alone(made: Made) -> None:
    """What a book has beyond the pages is words of its headings, and marks of lists."""
    if made.edition.language.is_rtl:
        return
    expected = Counter(page_words(made))
    more = divided(made, expected) - expected
    allowed = heading_words(made)
    assert [word for word in more if word not in allowed and len(word) > MARKS] == []


def catalogues(language: str) -> Iterator[tuple[str, str]]:
    """Yield the page and the words of each translation of the kitchen sink without markup."""
    folder = ROOTS / "kitchen-sink/locale" / language / "LC_MESSAGES/sink"
    for file in sorted(folder.rglob("*.po")):
        for message in read_po(BytesIO(file.read_bytes()), locale=language):
            if message.id and message.string and not re.search(r"[`*_|\\]", str(message.string)):
                yield file.relative_to(folder).with_suffix("").as_posix(), str(message.string)


def everything(leaf: Leaf) -> str:
    """Return all that a page says: its text, its contents, what it says in place of pictures."""
    return " ".join(words(" ".join([line(leaf.tree), *leaf.tree.xpath("//@alt")])))


@pytest.mark.parametrize("language", ["fr", "ar", "ko"])
def test_every_construct_reaches_the_reader(shelf: Shelf, language: str) -> None:
    """Each translated message of the kitchen sink is read, whole, on its page."""
    sink = shelf.edition("kitchen-sink", "sink", language)
    pages = {leaf.name.rpartition(".")[0]: everything(leaf) for leaf in leaves(sink.html)}
    messages = list(catalogues(language))
    assert len(messages) > 100
    lost = [text for page, text in messages if " ".join(words(text)) not in pages[page]]
    # The contents show a page's own title; a link of theirs to it may be called otherwise.
    assert [text for text in lost if text not in OTHERWISE] == []


def test_every_construct_is_in_the_ebook_too(sink: Made) -> None:
    """What a picture shows is said in the e-book as on the page."""
    pages = {leaf.name: leaf.main.xpath(".//@alt") for leaf in leaves(sink.html)}
    for leaf in chapters(sink.epub):
        name = leaf.name.replace(".xhtml", ".html")
        if name in pages:
            assert leaf.main.xpath(".//@alt") == pages[name]
