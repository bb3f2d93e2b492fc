"""Join the pages of a text into one page, with its contents at its head."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape

from build_tools.release.article_text import Article
from build_tools.site.html_elements import get_content, remove_elements, replace_widths
from build_tools.site.page_links import move_links
from build_tools.site.web_edition import WebEdition, WebPage

WHOLE = "whole"
_ID = re.compile(r' id="([^"]+)"')
# Below the title of the longer page, each heading is one level deeper.
_HEADING = re.compile(r"<(/?)h([1-5])\b")
_LOCAL = re.compile(r'href="([^"#:?]*)#([^"]+)"')
_FURNITURE = r'<header class="standing"|<nav\b|<a class="permalink" href="[^"]*" aria-label'
_LINK = re.compile(r'((?:href|src)=")([^"#:?.][^"#:?]*)')


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSection:
    """Hold a page of a text as a part of a longer one: its HTML, and its articles for the contents."""

    page: str
    html: str
    articles: tuple[Article, ...]


def join_text(edition: WebEdition, path: str) -> tuple[TextSection, ...]:
    """Return the pages of the text as parts of the page at `path`; links between them stay within it."""
    taken: set[str] = set()
    anchors: dict[tuple[str, str], str] = {}
    for page in edition.text:
        for id in _ID.findall(page.main):
            anchors[page.name, id] = id if id not in taken else f"{page.name}--{id}"
            taken.add(anchors[page.name, id])
    return tuple(
        TextSection(page=page.name, html=_move_section(edition, page, path, anchors), articles=page.numbered)
        for page in edition.text
    )


def _move_section(
    edition: WebEdition, page: WebPage, path: str, anchors: Mapping[tuple[str, str], str]
) -> str:
    """Return the text of a page for another page, with ids and links that fit there."""
    html = remove_elements(get_content(page.main), _FURNITURE)
    html = replace_widths(html)
    html = _HEADING.sub(lambda match: f"<{match[1]}h{int(match[2]) + 1}", html)
    html = _ID.sub(lambda match: f' id="{anchors.get((page.name, match[1]), match[1])}"', html)

    def lead(match: re.Match[str]) -> str:
        """Return a link to a place in this text as one within the page."""
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page.name), unescape(match[1])))
        name = target.removesuffix(".html") if match[1] else page.name
        anchor = anchors.get((name, match[2]))
        return f'href="#{anchor}"' if anchor else match[0]

    html = _LOCAL.sub(lead, html)
    folder = posixpath.dirname(page.name)
    html = _LINK.sub(lambda match: f"{match[1]}{posixpath.normpath(posixpath.join(folder, match[2]))}", html)
    return move_links(html, *edition.key, page.name, to=path)
