"""Takes a book, gives the words of Arabic script whose letters stand apart.

What: a letter that joins both its neighbours is not drawn with the glyph that stands alone
elsewhere in the book.
Example: a face without its joining forms, or a mark that nobody sees between two letters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from build_tools.checks.row import Built, Fault
from build_tools.seeing.layout import read_typeset_pages
from build_tools.seeing.layout_arabic import (
    DUAL_JOINING,
    ArabicGlyph,
    find_arabic_words,
    is_joined,
    spell_word,
)
from build_tools.seeing.words import quote_start

# Of the uses of a glyph: alone at least so often, it is the form that stands alone.
ALONE = 0.02


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for each word whose letters are not joined."""
    words = list(find_arabic_words(read_typeset_pages(built.whole)))
    alone, used = Counter[ArabicGlyph](), Counter[ArabicGlyph]()
    for _, word in words:
        used.update(word)
        alone.update(drawn for at, drawn in enumerate(word) if _is_alone(word, at))
    forms = {drawn for drawn, times in alone.items() if times > ALONE * used[drawn]}
    for page, word in words:
        if any(_is_within(word, at) for at, drawn in enumerate(word) if drawn in forms):
            yield Fault(
                built.whole,
                f"page {page}: the letters of {quote_start(spell_word(word))} stand apart",
            )


def _is_alone(word: Sequence[ArabicGlyph], at: int) -> bool:
    return not is_joined(word, at, -1) and not is_joined(word, at, 1)


def _is_within(word: Sequence[ArabicGlyph], at: int) -> bool:
    return word[at][2] in DUAL_JOINING and is_joined(word, at, -1) and is_joined(word, at, 1)
