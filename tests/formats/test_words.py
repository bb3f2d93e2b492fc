"""The text itself: the same words in every format, nothing lost and nothing twice."""

from __future__ import annotations

from collections import Counter

from tests.helpers.checks import amiss
from tests.helpers.editions import Made, Shelf
from tests.helpers.inspect import (
    ebook_words,
    extract_words,
    heading_words,
    page_words,
    read_book,
    read_chapters,
    read_html_pages,
    run_pdftotext,
    text_proper,
)

# Generated markers of lists, notes and formulae: letters of an item.
MARKS = 2
# The share of words that poppler splits at a shadda, or joins with Latin letters.
FEW = 0.05
# The maximum number of words between the end of a page and the start of the next.
NOTES = 200
# In the page of a reference, (p. 19): without a space behind a word in another direction.
PAGE_MARKS = Counter(["p"])
# The share of Arabic words with such high marks.
STACKED = 0.002


def split_hyphenated(made: Made, expected: Counter[str]) -> Counter[str]:
    """Return the words of a book; two words joined by a hyphen are two again.

    A word divided by a page break, with notes and numbers between, is one again.
    """
    known = expected + heading_words(made)
    run = extract_words(read_book(made))
    for at, word in enumerate(run):
        # The letter of an item is not part of a word.
        if word not in known and len(word) > 1:
            _join(run, at, known)
    found = Counter[str]()
    for word in filter(None, run):
        found.update([word] if word in known else split_word(word, expected + PAGE_MARKS))
    return found


def _join(run: list[str], at: int, known: Counter[str]) -> None:
    """Join a part of a word and its other part, on the page before or after."""
    after = ((n, run[at] + run[n]) for n in range(at + 1, min(at + NOTES, len(run))))
    before = ((n, run[n] + run[at]) for n in range(at - 1, max(at - NOTES, -1), -1))
    for other, whole in (*after, *before):
        if run[other] and whole in known:
            run[at], run[other] = whole, ""
            return


def split_word(word: str, expected: Counter[str]) -> list[str]:
    """Return a word, or the two words of the text that it consists of."""
    cuts = ((word[:at], word[at:]) for at in range(1, len(word)))
    return list(next(((a, b) for a, b in cuts if a in expected and b in expected), (word,)))


def table_heads(made: Made) -> Counter[str]:
    """Return the words of table headers, which a book repeats on each page of a table."""
    heads = [head for leaf in read_html_pages(made.html) for head in leaf.main_element.xpath(".//thead")]
    return Counter(word for head in heads for word in extract_words(text_proper(head)))


def repeated_words(made: Made) -> Counter[str]:
    """Return the words that title page, back cover and the foot of a book's pages repeat."""
    words = Counter(extract_words(made.words("Reading edition, not the adopted text").text))
    name = f"{made.chapters[0].page}.html"
    start = next(leaf for leaf in read_html_pages(made.html) if leaf.name == name)
    for part_name in ("title-block", "statement", "summary"):
        for part in start.main_element.xpath(f".//div[contains(@class, '{part_name}')]"):
            words.update(extract_words(text_proper(part)))
    return words


def test_every_format_says_what_its_doctree_says(made: Made) -> None:
    """No check of the text has a finding in any format."""
    assert amiss(made) == []


def test_pages_and_ebook_hold_the_same_words(made: Made) -> None:
    """The e-book has the same words as the pages, except what each format generates."""
    assert ebook_words(made) == page_words(made)


def test_a_book_loses_no_word(made: Made) -> None:
    """Every word of the pages is in the book, at least as often."""
    expected = Counter(page_words(made))
    if made.edition.language.is_rtl:
        # Poppler splits and joins Arabic words: only sequences of letters can be compared. It takes
        # a very high vowel mark, as in مرحَّب, for a separate line.
        run = "".join(extract_words(run_pdftotext(made.pdf)))
        lost = [word for word, count in expected.items() if run.count(word) < count]
        assert len(lost) <= STACKED * len(expected), lost
    else:
        assert expected - split_hyphenated(made, expected) == Counter()


def test_a_book_adds_words_of_headings_alone(made: Made) -> None:
    """A book repeats words of headings, table headers, title page and back cover alone, and marks."""
    if made.edition.language.is_rtl:
        return
    expected = Counter(page_words(made))
    more = split_hyphenated(made, expected) - expected
    allowed = heading_words(made) + table_heads(made) + repeated_words(made)
    assert [word for word in more if word not in allowed and len(word) > MARKS] == []


def test_every_construct_is_in_the_ebook_too(sink: Made) -> None:
    """Text alternatives are the same in the e-book and on the page."""
    pages = {leaf.name: leaf.main_element.xpath(".//@alt") for leaf in read_html_pages(sink.html)}
    for leaf in read_chapters(sink.epub):
        name = leaf.name.replace(".xhtml", ".html")
        if name in pages:
            assert leaf.main_element.xpath(".//@alt") == pages[name]


def test_arabic_words_are_read_whole(shelf: Shelf) -> None:
    """A PDF reader extracts Arabic words whole, all but a few with marks."""
    made = shelf.edition("kitchen-sink", "sink", "ar")
    expected = Counter(page_words(made))
    lost = expected - Counter(extract_words(run_pdftotext(made.pdf)))
    assert lost.total() <= FEW * expected.total()
