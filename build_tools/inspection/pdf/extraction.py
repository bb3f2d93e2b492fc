"""Compare the words of a PDF's structure tree with those that poppler extracts by position."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from build_tools.inspection.pdf.content import TextRun
from build_tools.inspection.pdf.document import PdfDocument, run_pdftotext
from build_tools.inspection.pdf.structure import MarkedContentRef, walk_structure
from build_tools.inspection.text.tokenize import extract_words

WordPair = tuple[str, str]
# Marks above and below letters of Arabic and Hebrew.
VOWEL_MARK = re.compile("[\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670]")
RTL_LETTER = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
HYPHEN = "-"
# Words of two directions that touch are two: poppler puts the space between them elsewhere.
DIRECTION_CHANGE = re.compile(
    "(?<=[\u0590-\u08ff])(?=[A-Za-z\u00c0-\u024f])|(?<=[A-Za-z\u00c0-\u024f])(?=[\u0590-\u08ff])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageExtraction:
    """Hold the differences between the words of a page and those that poppler extracts.

    `joined_pairs` are two words for poppler and one for a screen reader: no space is drawn there.
    """

    page_number: int
    missing_words: Counter[str]
    extra_words: Counter[str]
    joined_pairs: tuple[WordPair, ...]


@lru_cache(maxsize=64)
def _run_pdftotext_by_page(pdf: Path, _changed: int) -> tuple[str, ...]:
    return tuple(run_pdftotext(pdf).split("\f"))


def compare_extraction(pdf: Path, document: PdfDocument) -> tuple[PageExtraction, ...]:
    """Return the comparison of each page."""
    texts = _run_pdftotext_by_page(pdf, pdf.stat().st_mtime_ns)
    pages = {page: _PageWords() for page in range(1, len(document.page_sizes) + 1)}
    for number, line in _list_reading_lines(document):
        pages[number].add_line(line)
    for run in document.runs:
        pages[run.page].whole_words.update(_split_at_direction(run.text))
        pages[run.page].vocalized_words.update(_find_vocalized_words(run.text))
    for page_number, pair in _iter_raised_endings(document.runs):
        pages[page_number].raised_endings.add(pair)
    for run in _iter_picture_runs(document):
        pages[run.page].drawn_letters += "".join(run.text.split())
    return tuple(
        _compare_page(number, page, texts[number - 1] if number <= len(texts) else "")
        for number, page in pages.items()
    )


@dataclass(slots=True)
class _PageWords:
    """Collect the words of a page and the pairs in its lines.

    `whole_words` are drawn in one text run; `hyphenated_words` are divided at the end of a line;
    `vocalized_words` have vowel marks; `raised_endings` are smaller, as the e of XXIe; `drawn_letters`
    are in pictures; `fragment` is the first part of a word that continues on the next line.
    """

    words: Counter[str] = field(default_factory=Counter)
    pairs: Counter[WordPair] = field(default_factory=Counter)
    vocalized_words: set[str] = field(default_factory=set)
    hyphenated_words: set[str] = field(default_factory=set)
    whole_words: set[str] = field(default_factory=set)
    raised_endings: set[WordPair] = field(default_factory=set)
    drawn_letters: str = ""
    fragment: str = ""

    def add_line(self, line: str) -> None:
        """Add the words of a line; the last one may continue on the next line."""
        if self.fragment and line.strip():
            first, _, line = line.lstrip().partition(" ")
            hyphenated = _split_at_direction(self.fragment + first)
            self.hyphenated_words.update(hyphenated)
            self.words.update(hyphenated)
            self.fragment = ""
        if line.rstrip().endswith(HYPHEN):
            line, _, self.fragment = line.rstrip()[:-1].rpartition(" ")
        words = _split_at_direction(line)
        self.words.update(words)
        self.pairs.update(pairwise(words))


def _list_reading_lines(document: PdfDocument) -> Iterator[tuple[int, str]]:
    """Yield each line in reading order with its page number, then what is outside the structure."""
    tagged: set[int] = set()
    is_rtl = document.direction == "R2L"
    for root in document.roots:
        page, line = 0, ""
        for part in document.walk_reading_order(root):
            if isinstance(part, str) or part.page != page:
                if line:
                    yield page, line
                line = ""
            if not isinstance(part, str):
                page, line = part.page, line + (_separate_edges(part.text) if is_rtl else part.text)
                tagged.add(id(part))
        if line:
            yield page, line
    yield from ((run.page, run.text) for run in document.runs if id(run) not in tagged)


def _iter_raised_endings(runs: Iterable[TextRun]) -> Iterator[tuple[int, WordPair]]:
    """Yield each word that ends in smaller letters above its line, in two parts, with its page."""
    for run, ending in pairwise(runs):
        is_near = run.page == ending.page and abs(ending.left - run.right) < run.size / 10
        is_raised = ending.size < run.size and 0 < abs(ending.baseline - run.baseline) < run.size
        if is_near and is_raised and run.text.strip():
            yield run.page, (run.text.split()[-1], ending.text.strip())


def _iter_picture_runs(document: PdfDocument) -> Iterator[TextRun]:
    """Yield what is drawn in pictures with a text alternative: letter by letter, without spaces."""
    for element, _ in walk_structure(document.roots):
        if element.kind == "Figure" and element.alt:
            for kid in element.kids:
                if isinstance(kid, MarkedContentRef):
                    yield from document.get_runs(kid)


def _separate_edges(text: str) -> str:
    """Return the text with spaces on both edges if it has one: drawing moves an edge space."""
    is_edged = text != text.strip() and not RTL_LETTER.search(text)
    return f" {text.strip()} " if is_edged else text


def _compare_page(number: int, page: _PageWords, text: str) -> PageExtraction:
    extracted = _split_at_direction(text)
    extracted_counts, extracted_pairs = Counter(extracted), Counter(pairwise(extracted))
    missing, extra = page.words - extracted_counts, extracted_counts - page.words
    for word in page.hyphenated_words:
        del missing[word]
    for first, second in [pair for pair in page.pairs if pair[0] + pair[1] in extra]:
        # A few short words that fill a line are one to poppler, with their spaces or without.
        del missing[first], missing[second], extra[first + second]
    drawn = {word for word in (*missing, *extra) if word in page.drawn_letters}
    suspects = missing.keys() - page.whole_words - drawn
    joined = tuple(pair for pair in extracted_pairs if pair[0] + pair[1] in suspects)
    joined_words = {first + second for first, second in joined}
    explained = joined_words | page.hyphenated_words | drawn
    explained |= {word for word in missing if _is_broken_word(word, page, extra)}
    return PageExtraction(
        page_number=number,
        missing_words=Counter({word: n for word, n in missing.items() if word not in explained}),
        extra_words=Counter({word: n for word, n in extra.items() if not _is_fragment(word, explained)}),
        joined_pairs=tuple(pair for pair in joined if pair not in page.raised_endings),
    )


def _is_broken_word(word: str, page: _PageWords, extra: Iterable[str]) -> bool:
    """Return whether a word that is whole in the file is extracted in pieces."""
    if word in page.vocalized_words:
        return True
    return word in page.whole_words and any(fragment in word for fragment in extra)


def _is_fragment(text: str, words: Iterable[str]) -> bool:
    return any(text in word for word in words)


def _split_at_direction(text: str) -> list[str]:
    return [part for word in extract_words(text) for part in DIRECTION_CHANGE.split(word)]


def _find_vocalized_words(text: str) -> Iterator[str]:
    for word in text.split():
        if VOWEL_MARK.search(word):
            yield from _split_at_direction(word)
