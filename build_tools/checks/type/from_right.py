"""Takes a book, gives what is read from the right but does not begin there.

What: no word of Arabic script has on its right a letter that only ends words; and the lines of a
paragraph that is read from the right begin below one another, at its right edge.
Example: letters that a program wrote from left to right, or Arabic set flush left.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_tools.checks.row import Built, Fault
from build_tools.seeing.layout import TypesetBlock, read_typeset_pages
from build_tools.seeing.layout_arabic import find_arabic_words, spell_word
from build_tools.seeing.words import quote_start

# Letters that end words alone.
ENDING = frozenset("ةى")
# In points: by how much lines may begin apart.
SLACK = 1.5


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for each word that runs the wrong way, and each block that begins unevenly."""
    read = read_typeset_pages(built.whole)
    for page, word in find_arabic_words(read):
        if len(word) > 1 and word[0][2] in ENDING:
            text = quote_start(spell_word(word))
            yield Fault(built.whole, f"page {page}: {text} runs from left to right")
    if built.language.is_rtl:
        for block in (block for sheet in read for block in sheet.text_blocks):
            for line in _uneven(block):
                text = quote_start(line)
                yield Fault(built.whole, f"page {block.page}: {text} does not begin at the right")


def _uneven(block: TypesetBlock) -> Iterator[str]:
    """Yield the lines of a paragraph that begin further in than others; its first may."""
    lines = block.lines[1:]
    if block.kind == "P" and block.is_rtl and len(lines) > 1:
        edge = max(line.right for line in lines)
        yield from (line.text for line in lines if line.right < edge - SLACK)
