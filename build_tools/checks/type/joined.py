"""Find words of Arabic script in a PDF whose letters are not joined.

Example: a font without joining forms, or an invisible character between two letters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from build_tools.checks.definition import BuiltEdition, Check, Violation
from build_tools.inspection.pdf.typeset import read_typeset_pages
from build_tools.inspection.pdf.typeset.arabic_words import (
    DUAL_JOINING,
    ArabicGlyph,
    find_arabic_words,
    is_joined,
    spell_word,
)
from build_tools.inspection.text.tokenize import quote_start

CHECK = Check(
    code="type/joined",
    severity="error",
    formats=("pdf",),
    what="whether the letters of Arabic words are joined",
    why="letters that are not joined are as hard to read as words typed with spaces",
    fix="choose a font with joining forms in locale/languages.toml; delete invisible characters",
    requires=("pikepdf",),
)

# A glyph that is isolated in at least this share of its uses is the isolated form.
ISOLATED_SHARE = 0.02


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for each word whose letters are not joined."""
    words = list(find_arabic_words(read_typeset_pages(built.path)))
    isolated, used = Counter[ArabicGlyph](), Counter[ArabicGlyph]()
    for _, word in words:
        used.update(word)
        isolated.update(drawn for at, drawn in enumerate(word) if _is_isolated(word, at))
    isolated_forms = {drawn for drawn, times in isolated.items() if times > ISOLATED_SHARE * used[drawn]}
    for page, word in words:
        if any(_is_medial(word, at) for at, drawn in enumerate(word) if drawn in isolated_forms):
            text = quote_start(spell_word(word))
            yield Violation(built.path, f"page {page}: the letters of {text} are not joined")


def _is_isolated(word: Sequence[ArabicGlyph], position: int) -> bool:
    return not is_joined(word, position, -1) and not is_joined(word, position, 1)


def _is_medial(word: Sequence[ArabicGlyph], position: int) -> bool:
    is_dual = word[position][2] in DUAL_JOINING
    return is_dual and is_joined(word, position, -1) and is_joined(word, position, 1)
