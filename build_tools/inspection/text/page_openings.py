"""Find where in the text each page of a book begins."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from build_tools.inspection.text.compare import TextComparison
from build_tools.inspection.text.expected import CONTENTS_BLOCK
from build_tools.model import Folio, extract_letters


def list_folios(comparison: TextComparison, tag: str) -> list[Folio]:
    """Return the pages of a book in a language on which text goes on: not covers, contents or blank pages."""
    words, labels = comparison.expected_words, comparison.document.labels if comparison.document else ()
    counts = [len(extract_letters(word)) * _is_text(comparison, at) for at, word in enumerate(words.words)]
    letters_before = [0, *accumulate(counts)]
    return [
        Folio(
            language=tag,
            name=labels[page - 1] if labels else str(page),
            page=comparison.get_expected_block(words.blocks[at]).page,
            letters=letters_before[at],
            word=words.words[at],
        )
        for page, at in _iter_openings(comparison, counts)
    ]


def _iter_openings(comparison: TextComparison, counts: list[int]) -> Iterator[tuple[int, int]]:
    """Yield each page and the index of the first expected word with letters on it."""
    expected_by_actual = {actual: expected for expected, actual in comparison.diff.pairs.items()}
    seen = set()
    for index, page in enumerate(comparison.pdf_text.flow.pages if comparison.pdf_text else ()):
        expected = expected_by_actual.get(index)
        if page not in seen and expected is not None and counts[expected]:
            seen.add(page)
            yield page, expected


def _is_text(comparison: TextComparison, word: int) -> bool:
    """Return whether a word is of the text that every format has."""
    index = comparison.expected_words.blocks[word]
    block = comparison.get_expected_block(index)
    return index != CONTENTS_BLOCK and not block.part and not block.formats
