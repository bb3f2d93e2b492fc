"""Takes an edition that tests made, gives what a reader sees of it; the rest is `seeing`'s."""

from __future__ import annotations

from collections import Counter

from build_tools.seeing import (
    APART,
    INLINE,
    OPF,
    UNSEEN,
    XHTML,
    XML_LANG,
    Leaf,
    book_text,
    chapters,
    dead,
    is_remote,
    leaves,
    line,
    local,
    members,
    opf,
    outline,
    tag,
    text_proper,
    words,
)
from tests.making import Made

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
    "dead",
    "ebook_words",
    "heading_words",
    "is_remote",
    "leaves",
    "line",
    "local",
    "members",
    "opf",
    "outline",
    "page_words",
    "tag",
    "text_proper",
    "words",
]


def page_words(made: Made) -> list[str]:
    """Return the words of the text proper of an html edition, page by page."""
    trees = {leaf.name: leaf for leaf in leaves(made.html)}
    pages = [trees[f"{chapter.page}.html"] for chapter in made.chapters]
    return [word for page in pages for word in words(text_proper(page.main))]


def ebook_words(made: Made) -> list[str]:
    """Return the words of the text proper of an e-book, in the order of its spine."""
    return [word for leaf in chapters(made.epub) for word in words(text_proper(leaf.main))]


def heading_words(made: Made) -> Counter[str]:
    """Return the words of every heading, caption of contents and title of an edition."""
    names = [article.name for article in made.articles]
    captions = [chapter.caption for chapter in made.chapters]
    said = [made.words(message).text for message in ("Contents", "Imprint")]
    return Counter(words(" ".join([*names, *captions, *said])))
