"""Write what search engines are told of a site: its sitemap (sitemaps.org) and robots.txt (RFC 9309)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from build_tools.site.addresses import join_address
from build_tools.site.page_head import Alternate, list_alternate_paths

SITEMAP = "sitemap.xml"
_NAMESPACES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'


def format_sitemap(pages: Iterable[tuple[Alternate, ...]], base: str) -> str:
    """Return the sitemap of pages, each in its languages, of which the first is for readers of others.

    All addresses in it are absolute, so it is empty without a `base`, and without pages.
    """
    lines = [line for page in pages for line in _iter_page_entries(page, base)]
    if not base or not lines:
        return ""
    head = ('<?xml version="1.0" encoding="utf-8"?>', f"<urlset {_NAMESPACES}>")
    return "".join(f"{line}\n" for line in (*head, *lines, "</urlset>"))


def format_robots(base: str) -> str:
    """Return robots.txt: every program may read everything, and finds the sitemap where there is one."""
    sitemap = f"\nSitemap: {join_address(base, SITEMAP)}\n" if base else ""
    return f"User-agent: *\nAllow: /\n{sitemap}"


def _iter_page_entries(page: tuple[Alternate, ...], base: str) -> Iterator[str]:
    """Yield the entry of a page in each language, with the links to all: they must be mutual."""
    pairs = list_alternate_paths(page, page[0].tag if page else "")
    links = [
        f'<xhtml:link rel="alternate" hreflang="{escape(tag)}" href="{escape(join_address(base, path))}"/>'
        for tag, path in pairs
    ]
    for one in page:
        yield f"<url>\n<loc>{escape(join_address(base, one.path))}</loc>"
        yield from links
        yield "</url>"
