"""Read the finished web pages of an edition: their order, their articles, terms and citations."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from pathlib import Path

from build_tools.model import Language, Publication
from build_tools.release.article_text import Article, read_page_text
from build_tools.site.html_elements import get_content, get_element, get_section, iter_elements, read_text

INDEX = "index"
_GROUP_MARK = re.compile(r'<details class="group"|</details>|<li class="depth-\d+"><a href="([^"#]+)"')
_NUMBERED_ITEM = re.compile(r'class="item" id="[^"]+-p\d+"')
_TERM = re.compile(r'<dt id="(term-[^"]+)">')


@dataclass(frozen=True, slots=True, kw_only=True)
class WebPage:
    """Hold a finished page: its name without `.html`, its HTML, and its articles as it has them."""

    name: str
    html: str
    title: str
    description: str
    articles: tuple[Article, ...]

    @property
    def main(self) -> str:
        """Return its text: the element `main`."""
        return get_element(self.html, "<main")

    @property
    def numbered(self) -> tuple[Article, ...]:
        """Return its articles that have a number, else the one that the page is."""
        own = tuple(one for one in self.articles if one.designation)
        top = [one for one in own if "<section" not in self.html or len(own) == 1 or self._is_leaf(one)]
        return tuple(top) or self.articles[:1]

    def _is_leaf(self, article: Article) -> bool:
        """Return whether an article holds no other numbered one: a part does, an article does not."""
        inner = get_section(self.html, article.id)
        return not any(
            f' id="{one.id}"' in inner for one in self.articles if one.designation and one != article
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Hold an entry of a glossary: its anchor, its words, and what they mean, as HTML."""

    anchor: str
    page: str
    name: str
    meaning: str


@dataclass(frozen=True, kw_only=True)
class WebEdition:
    """Hold the pages of an edition in the order of its contents.

    `text_pages` are the names of those that are its text; `folder` is that of its files.
    """

    publication: Publication
    language: Language
    folder: Path
    title: str
    pages: tuple[WebPage, ...]
    text_pages: tuple[str, ...] = field(default=())

    @property
    def key(self) -> tuple[str, str]:
        """Return its publication and its language."""
        return self.publication.id, self.language.tag

    @cached_property
    def page_names(self) -> frozenset[str]:
        """Return the names of its pages."""
        return frozenset(one.name for one in self.pages)

    @cached_property
    def articles(self) -> Mapping[str, Article]:
        """Return its articles by anchor."""
        return {one.id: one for page in self.pages for one in page.articles}

    @cached_property
    def terms(self) -> Mapping[str, Term]:
        """Return the entries of its glossary, by anchor."""
        return {one.anchor: one for page in self.pages for one in _iter_terms(page)}

    @cached_property
    def text(self) -> tuple[WebPage, ...]:
        """Return the pages of the text itself."""
        return tuple(one for one in self.pages if one.name in self.text_pages)

    @cached_property
    def text_articles(self) -> tuple[Article, ...]:
        """Return the articles of the text that readers look for: numbered ones, else a page's own."""
        return tuple(article for page in self.text for article in page.numbered)

    def find_page(self, name: str) -> WebPage | None:
        """Return a page by its name, None if there is none."""
        return next((one for one in self.pages if one.name == name), None)

    @cached_property
    def start(self) -> WebPage:
        """Return the page that a reader begins with."""
        return self.find_page(INDEX) or self.pages[0]

    @cached_property
    def summary(self) -> str:
        """Return what it is, in the words of its first page; else its description."""
        summary = get_element(self.start.html, r'<div class="summary')
        return read_text(summary) or self.start.description

    def get_meta(self, name: str) -> str:
        """Return what a `meta` element of its first page says, empty without one."""
        match = re.search(rf'<meta name="{re.escape(name)}" content="([^"]*)"', self.start.html)
        return unescape(match[1]) if match else ""

    @property
    def identifier(self) -> str:
        """Return its identifier, which stays the same from version to version."""
        return self.get_meta("DC.identifier").partition("#")[0]

    @cached_property
    def status(self) -> str:
        """Return what its first page says of who wrote and who reviewed it."""
        standing = get_element(self.start.html, r'<header class="standing"')
        parts = [read_text(one) for one in iter_elements(get_element(standing, "<p"), "<span>")]
        return " ".join(parts)

    @cached_property
    def adoption(self) -> str:
        """Return who adopted the text and when, as its first page says it; empty where it does not."""
        return read_text(get_element(self.start.html, r'<p class="adoption"'))


def read_web_edition(publication: Publication, language: Language, folder: Path) -> WebEdition:
    """Return the edition whose web pages lie in a folder; the order is that of its contents."""
    found = {
        file.relative_to(folder).with_suffix("").as_posix(): file.read_text("utf-8")
        for file in sorted(folder.rglob("*.html"))
        if file.is_file()
    }
    groups = _list_groups(found)
    order = [name for group in groups for name in group if name in found]
    names = list(dict.fromkeys((*order, *found)))
    pages = tuple(
        _read_page(name, found[name]) for name in names if 'http-equiv="refresh"' not in found[name]
    )
    start = found.get(INDEX) or found[names[0]]
    return WebEdition(
        publication=publication,
        language=language,
        folder=folder,
        title=_read_title(start),
        pages=pages,
        text_pages=_choose_text_pages(groups, pages),
    )


def _read_title(start: str) -> str:
    """Return the title of the text: that of its first page."""
    title = get_element(start, "<title")
    return unescape(get_content(title)).strip()


def _read_page(name: str, html: str) -> WebPage:
    description = re.search(r'<meta name="description" content="([^"]*)"', html)
    heading = next(iter_elements(html, "<h1"), "")
    return WebPage(
        name=name,
        html=html,
        title=read_text(heading) or name,
        description=unescape(description[1]) if description else "",
        articles=read_page_text(html, name).articles,
    )


def _list_groups(pages: Mapping[str, str]) -> list[list[str]]:
    """Return the names of pages as the contents group them; one group where there are no captions."""
    bars = ((name, get_element(html, r'<nav class="contents" id=')) for name, html in pages.items())
    name, contents = next(((name, bar) for name, bar in bars if bar), ("", ""))
    folder = posixpath.dirname(name)
    groups: list[list[str]] = [[]]
    depth = 0
    for mark in _GROUP_MARK.finditer(contents):
        if mark[1]:
            path = posixpath.normpath(posixpath.join(folder, unescape(mark[1])))
            groups[-1].append(path.removesuffix(".html"))
        elif mark[0].startswith("<d"):
            depth += 1
            if depth == 1:
                groups.append([])
        else:
            depth -= 1
    return [one for one in groups if one]


def _choose_text_pages(groups: list[list[str]], pages: tuple[WebPage, ...]) -> tuple[str, ...]:
    """Return the pages of the first group in which something is numbered; without one, all but the first."""
    known = {one.name: one for one in pages}
    shown = [[name for name in group if name in known and name != INDEX] for group in groups]
    numbered = (tuple(own) for own in shown if any(_is_numbered(known[name]) for name in own))
    rest = tuple(name for name in known if name != INDEX)
    return next(numbered, rest) or tuple(known)


def _is_numbered(page: WebPage) -> bool:
    return any(one.designation for one in page.articles) or bool(_NUMBERED_ITEM.search(page.html))


def _iter_terms(page: WebPage) -> Iterator[Term]:
    for match in _TERM.finditer(page.html):
        element = get_element(page.html[match.start() :], "<dt")
        meaning = get_element(page.html[match.start() + len(element) :], "<dd")
        yield Term(anchor=match[1], page=page.name, name=read_text(element), meaning=read_text(meaning))
