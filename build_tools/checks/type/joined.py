"""Takes a book, gives the words of Arabic script whose letters stand apart.

What: a letter that joins both its neighbours is not drawn with the glyph that stands alone
elsewhere in the book.
Example: a face without its joining forms, or a mark that nobody sees between two letters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from build_tools.checks.row import Built, Fault
from build_tools.seeing.layout import sheets
from build_tools.seeing.layout_arabic import BOTH, Drawn, drawn_words, joins, said
from build_tools.seeing.words import glimpse

# Of the uses of a glyph: alone at least so often, it is the form that stands alone.
ALONE = 0.02


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for each word whose letters are not joined."""
    words = list(drawn_words(sheets(built.whole)))
    alone, used = Counter[Drawn](), Counter[Drawn]()
    for _, word in words:
        used.update(word)
        alone.update(drawn for at, drawn in enumerate(word) if _is_alone(word, at))
    forms = {drawn for drawn, times in alone.items() if times > ALONE * used[drawn]}
    for page, word in words:
        if any(_is_within(word, at) for at, drawn in enumerate(word) if drawn in forms):
            yield Fault(
                built.whole, f"page {page}: the letters of {glimpse(said(word))} stand apart"
            )


def _is_alone(word: Sequence[Drawn], at: int) -> bool:
    return not joins(word, at, -1) and not joins(word, at, 1)


def _is_within(word: Sequence[Drawn], at: int) -> bool:
    return word[at][2] in BOTH and joins(word, at, -1) and joins(word, at, 1)
