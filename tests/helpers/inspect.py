"""Read what a reader sees of an edition; everything else is in `inspection`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from build_tools.inspection.epub.package import (
    OPF_NAMESPACES,
    read_chapters,
    read_ebook,
    read_members,
)
from build_tools.inspection.html.page import (
    FURNITURE_TAGS,
    INLINE_TAGS,
    XML_LANG,
    HtmlPage,
    get_element_text,
    get_tag_name,
    read_html_pages,
    resolve_link,
)
from build_tools.inspection.pdf.document import run_pdftotext
from build_tools.inspection.text.tokenize import INVISIBLE, extract_words
from tests.helpers.editions import Made

if TYPE_CHECKING:
    import pikepdf

__all__ = [
    "FURNITURE_TAGS",
    "INLINE_TAGS",
    "INVISIBLE",
    "OPF_NAMESPACES",
    "XML_LANG",
    "HtmlPage",
    "dead",
    "ebook_words",
    "extract_words",
    "get_element_text",
    "get_tag_name",
    "heading_words",
    "is_remote",
    "links",
    "outline",
    "page_words",
    "read_book",
    "read_chapters",
    "read_html_pages",
    "read_members",
    "read_opf",
    "resolve_link",
    "run_pdftotext",
    "text_proper",
]


def simplify_text(text: str) -> str:
    """Return a text with single plain spaces and without invisible characters."""
    return re.sub(r"[\u200b\u2060\u00ad]", "", re.sub(r"\s+", " ", text)).strip()


def read_opf(book: Path) -> Any:
    """Return the package document of an EPUB."""
    read_members.cache_clear()
    read_ebook.cache_clear()
    ebook = read_ebook(book)
    assert ebook is not None
    return ebook.package


def read_book(made: Made) -> str:
    """Return the text of a book as poppler extracts it, without the pages of references: `(p. 19)`.

    A word divided at the end of a page is whole; no line ends at the hyphen of a compound.
    """
    text = re.sub(r"(?<=[^\W\d_])-\n+(?=[^\W\d_])", "", run_pdftotext(made.pdf))
    for message in ("(p. {page})", ", p. {page}"):
        before, after = (re.escape(part) for part in made.words(message).text.split("{page}"))
        spaced = before.replace(r"\ ", r"\s*")
        # Poppler takes the edge of a smaller letter for a space, also before a Korean particle.
        text = re.sub(rf"\s*{spaced}\d+{after}(?: (?=[가-힣]))?", "", text)
    return text


def page_words(made: Made) -> list[str]:
    """Return the words of the main text of an html edition, page by page."""
    trees = {leaf.name: leaf for leaf in read_html_pages(made.html)}
    pages = [trees[f"{chapter.page}.html"] for chapter in made.chapters]
    return [word for page in pages for word in extract_words(text_proper(page.main_element))]


def ebook_words(made: Made) -> list[str]:
    """Return the words of the main text of an EPUB, in spine order."""
    return [
        word for leaf in read_chapters(made.epub) for word in extract_words(text_proper(leaf.main_element))
    ]


def heading_words(made: Made) -> Counter[str]:
    """Return the words of every heading, caption of contents and title of an edition."""
    names = [article.name for article in made.articles]
    captions = [chapter.caption for chapter in made.chapters]
    titles = [made.words(message).text for message in ("Contents", "Imprint")]
    return Counter(extract_words(" ".join([*names, *captions, *titles])))


def text_proper(element: Any) -> str:
    """Return an element's text without `nav`, `header` and `footer`; blocks are separated."""
    parts: list[str] = []
    _collect(element, parts)
    return "".join(parts)


def _collect(element: Any, parts: list[str]) -> None:
    name = get_tag_name(element)
    apart = "" if name in INLINE_TAGS else "\n"
    parts.append(apart)
    if name and name not in FURNITURE_TAGS and name not in ("svg", "math"):
        parts.append(element.text or "")
        for child in element:
            _collect(child, parts)
    parts.extend((apart, element.tail or ""))


def links(leaf: HtmlPage) -> Iterator[tuple[str, str]]:
    """Yield (element, address) of every link and every loaded resource."""
    for element in leaf.tree.iter():
        for name in ("href", "src", "poster", "data"):
            if isinstance(element.tag, str) and name in element.attrib:
                yield get_tag_name(element), element.get(name)


def is_remote(address: str) -> bool:
    """Return whether an address leads to another host or program."""
    return re.match(r"(?:[a-z][a-z0-9+.-]*:|//)", address, re.IGNORECASE) is not None


def dead(pages: Iterable[HtmlPage], files: Iterable[str]) -> list[str]:
    """Return the addresses on these pages that lead to no page, file or id of the edition."""
    listed = tuple(pages)
    ids = {leaf.name: set(leaf.ids) for leaf in listed}
    there = {*files, *ids}
    found = []
    for leaf in listed:
        for _, address in links(leaf):
            file, id = resolve_link(address, leaf.name)
            if is_remote(address) or file.startswith("../"):
                continue
            if file not in there or (id and id not in ids.get(file, ())):
                found.append(f"{leaf.name}: {address}")
    return found


def outline(pdf: pikepdf.Pdf) -> list[str]:
    """Return the titles of a PDF's bookmarks in order."""
    with pdf.open_outline() as bookmarks:
        return list(_titles(bookmarks.root))


def _titles(items: Iterable[pikepdf.OutlineItem]) -> Iterator[str]:
    for item in items:
        yield item.title
        yield from _titles(item.children)
