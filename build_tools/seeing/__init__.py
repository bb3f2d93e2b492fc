"""What a reader sees of a finished edition: takes its files, gives pages, documents, words.

Each file is read once in a process, for all who look at it.
"""

from build_tools.seeing.books import book_text, opened
from build_tools.seeing.ebooks import OPF, chapters, members, opf
from build_tools.seeing.pages import (
    APART,
    INLINE,
    XHTML,
    XML_LANG,
    Leaf,
    leaves,
    line,
    local,
    tag,
)
from build_tools.seeing.words import UNSEEN, words

__all__ = [
    "APART",
    "INLINE",
    "OPF",
    "UNSEEN",
    "XHTML",
    "XML_LANG",
    "Leaf",
    "book_text",
    "chapters",
    "leaves",
    "line",
    "local",
    "members",
    "opened",
    "opf",
    "tag",
    "words",
]
