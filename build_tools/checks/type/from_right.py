"""Find right-to-left text of a PDF that is not aligned at the right.

Example: letters that a program wrote from left to right, or Arabic set flush left.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_tools.checks.definition import BuiltEdition, Check, Violation
from build_tools.inspection.pdf.typeset import TypesetBlock, read_typeset_pages
from build_tools.inspection.pdf.typeset.arabic_words import find_arabic_words, spell_word
from build_tools.inspection.text.tokenize import quote_start

CHECK = Check(
    code="type/from-right",
    severity="error",
    formats=("pdf",),
    what="whether right-to-left text begins at the right, letter by letter and line by line",
    why="Arabic from left to right cannot be read at all",
    fix="give the text its language (`:lang:` or a class `language-…`), and its direction",
    requires=("pikepdf",),
)

# Letters that end words alone.
FINAL_LETTERS = frozenset("ةى")
# In points: by how much lines may begin apart.
SLACK = 1.5


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for each reversed word, and each line that is not aligned at the right."""
    pages = read_typeset_pages(built.path)
    for page, word in find_arabic_words(pages):
        if len(word) > 1 and word[0][2] in FINAL_LETTERS:
            text = quote_start(spell_word(word))
            yield Violation(built.path, f"page {page}: {text} runs from left to right")
    if built.language.is_rtl:
        for block in (block for sheet in pages for block in sheet.text_blocks):
            for line in _find_unaligned_lines(block):
                text = quote_start(line)
                yield Violation(built.path, f"page {block.page}: {text} is not aligned at the right")


def _find_unaligned_lines(block: TypesetBlock) -> Iterator[str]:
    """Yield the lines of a paragraph that begin further in than others; the first may."""
    lines = block.lines[1:]
    if block.kind == "P" and block.is_rtl and len(lines) > 1:
        edge = max(line.right for line in lines)
        yield from (line.text for line in lines if line.right < edge - SLACK)
