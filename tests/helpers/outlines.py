"""Return the outline of an edition in a format as text, for golden files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pikepdf
from lxml import etree

from tests.helpers.editions import Made
from tests.helpers.inspect import (
    OPF_NAMESPACES,
    XML_LANG,
    HtmlPage,
    get_element_text,
    get_tag_name,
    read_chapters,
    read_html_pages,
    read_members,
    read_opf,
)

LANDMARKS = {"header", "nav", "main", "footer"}


def of_pages(made: Made) -> str:
    """Return language, direction, landmarks, headings and anchors of each page; the contents."""
    return _text(_of_pages(made))


def _of_pages(made: Made) -> Iterator[str]:
    for leaf in read_html_pages(made.html):
        yield from _page(leaf)
        if leaf.name == f"{made.chapters[0].page}.html":
            yield from _entries(leaf.tree.xpath("//nav"))


def of_ebook(made: Made) -> str:
    """Return the metadata, navigation and landmarks of an e-book, and each chapter's outline."""
    return _text(_of_ebook(made))


def _of_ebook(made: Made) -> Iterator[str]:
    package = read_opf(made.epub)
    spine = package.find("opf:spine", OPF_NAMESPACES)
    yield f"package lang={package.get(XML_LANG)} turns={spine.get('page-progression-direction')}"
    for each in package.find("opf:metadata", OPF_NAMESPACES):
        named = each.get("property") or each.get("name") or get_tag_name(each).rpartition("}")[2]
        yield f"  {named}: {get_element_text(each) or each.get('content')}"
    for leaf in read_chapters(made.epub):
        yield from _page(leaf)
    contents = etree.fromstring(read_members(made.epub)["EPUB/nav.xhtml"])
    yield from _entries(contents.xpath("//*[local-name()='nav']"))


def of_book(made: Made) -> str:
    """Return the title, language, direction, bookmarks and named destinations of a PDF."""
    with pikepdf.open(made.pdf) as book:
        return _text(_of_book(book))


def _of_book(book: pikepdf.Pdf) -> Iterator[str]:
    preferences = book.Root.get("/ViewerPreferences", pikepdf.Dictionary())
    yield f"book lang={book.Root.get('/Lang')} dir={preferences.get('/Direction', '/L2R')}"
    yield f"  title: {book.docinfo.get('/Title')}"
    with book.open_outline() as outline:
        yield from _bookmarks(outline.root, 1)
    names = book.Root.get("/Names", pikepdf.Dictionary()).get("/Dests")
    yield from (f"  # {name}" for name in (names["/Names"][::2] if names is not None else ()))


def _bookmarks(items: Iterable[pikepdf.OutlineItem], depth: int) -> Iterator[str]:
    for item in items:
        yield f"{'  ' * depth}{' '.join(item.title.split())}"
        yield from _bookmarks(item.children, depth + 1)


def _page(leaf: HtmlPage) -> Iterator[str]:
    (root,) = leaf.tree.xpath("/*")
    yield f"{leaf.name} lang={root.get('lang')} dir={root.get('dir')}"
    (title,) = leaf.tree.xpath("//*[local-name()='head']/*[local-name()='title']")
    yield f"  title: {get_element_text(title)}"
    marks = [each for each in leaf.tree.iter() if get_tag_name(each) in LANDMARKS]
    yield f"  landmarks: {' '.join(_landmark(each) for each in marks)}"
    for each in leaf.main_element.iter():
        if get_tag_name(each) in ("h1", "h2", "h3", "h4", "h5", "h6"):
            anchor = each.get("id") or each.getparent().get("id")
            yield f"  {get_tag_name(each)} #{anchor} {_tongue(each)}{get_element_text(each)}"
    yield f"  anchors: {' '.join(str(id) for id in leaf.main_element.xpath('.//@id'))}"


def _landmark(element: Any) -> str:
    name = element.get("aria-label") or element.get("class") or element.get("id") or ""
    return f"{get_tag_name(element)}({name})"


def _tongue(element: Any) -> str:
    tongues = [each.get("lang") for each in element.iter() if each.get("lang")]
    return f"[{' '.join(tongues)}] " if tongues else ""


def _entries(navs: Iterable[Any]) -> Iterator[str]:
    for nav in navs:
        yield f"  {_landmark(nav)}"
        for link in nav.iter():
            if get_tag_name(link) == "a":
                depth = sum(get_tag_name(each) in ("ol", "ul") for each in link.iterancestors())
                yield f"  {'  ' * depth}{_tongue(link)}{get_element_text(link)} -> {link.get('href')}"


def _text(lines: Iterable[str]) -> str:
    return "".join(f"{each.rstrip()}\n" for each in lines)
