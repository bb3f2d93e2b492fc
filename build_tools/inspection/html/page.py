"""Parse the HTML pages of an edition: links, the resources that a browser fetches, a sample."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from build_tools.inspection.text.tokenize import quote_start

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Elements within a line; any other element begins a new one.
_INLINE_TAG_LIST = (
    "a abbr b bdi cite code dfn em i kbd mark math mi mn mo mrow msub msup q s samp small span "
    "strong sub sup u var wbr"
)
INLINE_TAGS = frozenset(_INLINE_TAG_LIST.split())
FURNITURE_TAGS = frozenset({"nav", "header", "footer"})


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """Hold a page of an edition as a tree of elements, and its name in the edition."""

    name: str
    tree: Any

    @property
    def ids(self) -> list[str]:
        """Every id of the page, as often as it occurs."""
        return [str(id) for id in self.tree.xpath("//@id")]

    @property
    def main_element(self) -> Any:
        """The element with the text proper: `main`, else `body`, else the root."""
        mains = self.tree.xpath("//*[local-name()='main']")
        return (mains or self.tree.xpath("//*[local-name()='body']") or [self.tree])[0]


def get_tag_name(element: Any) -> str:
    """Return the tag name of an element without its namespace; empty for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


@lru_cache(maxsize=64)
def read_html_pages(folder: Path) -> tuple[HtmlPage, ...]:
    """Return each page of an HTML edition as a browser parses it; names are from the folder."""
    from lxml import html

    parser = html.HTMLParser(encoding="utf-8")
    return tuple(
        HtmlPage(
            page.relative_to(folder).as_posix(),
            html.document_fromstring(page.read_bytes().strip() or b"<html></html>", parser),
        )
        for page in sorted(folder.rglob("*.html"))
    )


def get_element_text(element: Any) -> str:
    """Return the text of an element on one line."""
    return " ".join("".join(element.itertext()).split())


def quote_element(element: Any) -> str:
    """Return the beginning of the text of an element in quotation marks."""
    return quote_start(get_element_text(element))


def get_parent_direction(element: Any) -> str:
    """Return the direction that applies around an element: `rtl` or `ltr`."""
    directions = element.xpath("ancestor::*[@dir][1]/@dir")
    return str(directions[0]) if directions else "ltr"


def resolve_link(address: str, page: str) -> tuple[str, str]:
    """Return the file and the id that a link on a page points to, within the edition."""
    path, _, fragment = address.partition("#")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(path)))
    return (target if path else page), unquote(fragment)


def is_redirect(page: HtmlPage) -> bool:
    """Return whether a page only redirects to another, so that nobody sees it."""
    return bool(page.tree.xpath("//meta[@http-equiv='refresh']"))


# What opens a page at all, in elements: two small pages cost more than one twice as long.
PAGE_COST = 300


def choose_sample_pages(pages: Iterable[HtmlPage]) -> tuple[HtmlPage, ...]:
    """Return pages that together contain every element, class and role of the edition.

    A greedy set cover: the next page is the one with the most new constructs for its length.
    """
    candidates = {page: list_constructs(page) for page in pages if not is_redirect(page)}
    length = {page: PAGE_COST + sum(1 for _ in page.tree.iter()) for page in candidates}
    uncovered = frozenset[str]().union(*candidates.values())
    sample: list[HtmlPage] = []
    while uncovered:
        best = max(candidates, key=lambda page: len(candidates[page] & uncovered) / length[page])
        uncovered -= candidates.pop(best)
        sample.append(best)
    return tuple(sample)


def list_constructs(page: HtmlPage) -> frozenset[str]:
    """Return the constructs of a page: its elements with parent, class and role."""
    names: set[str] = set()
    for element in page.tree.iter():
        name, parent = get_tag_name(element), element.getparent()
        if name:
            names.update(f"{name}.{word}" for word in (element.get("class") or "").split())
            names.add(f"{name}[{element.get('role') or ''}]")
            names.add(f"{'' if parent is None else get_tag_name(parent)} > {name}")
    return frozenset(names)


# What an element brings with it. A link that a reader follows fetches nothing by itself.
FETCHING_ATTRIBUTES = {
    "src": None,
    "srcset": None,
    "imagesrcset": None,
    "poster": None,
    "data": {"object"},
    "background": {"body", "table", "td", "th"},
    "ping": {"a", "area"},
    "href": {"image", "use", "feimage", "script", "lineargradient", "radialgradient", "pattern"},
    "xlink:href": None,
    "{http://www.w3.org/1999/xlink}href": None,
}
# What a `link` tells and a browser does not fetch.
_LINK_RELATIONS = (
    "alternate author bookmark canonical cite describedby edit help license me next prev "
    "privacy-policy search self tag terms-of-service up"
)
LINK_RELATIONS = frozenset(_LINK_RELATIONS.split())
CSS_URL = re.compile(
    r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')"""
    r"""|(?:-webkit-)?image-set\(\s*(?:"([^"]*)"|'([^']*)')""",
    re.IGNORECASE,
)
CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def find_page_resources(root: Any) -> Iterator[tuple[Any, str]]:
    """Yield each element that fetches a resource, and the URL of the resource."""
    for element in root.iter():
        name = get_tag_name(element).rpartition("}")[2].lower()
        if not name:
            continue
        for address in _find_element_urls(element, name):
            yield element, address.strip()


def _find_element_urls(element: Any, name: str) -> Iterator[str]:
    for attribute, elements in FETCHING_ATTRIBUTES.items():
        value = element.get(attribute)
        if value and attribute.endswith("srcset"):
            yield from (part.split()[0] for part in value.split(",") if part.split())
        elif value and (elements is None or name in elements) and name != "a":
            yield value
        elif value and attribute == "ping":
            yield from value.split()
    if name in {"link", "base"} and element.get("href") and not _is_unfetched_link(element):
        yield element.get("href")
    if name == "style":
        yield from find_css_urls("".join(element.itertext()))
    yield from find_css_urls(element.get("style") or "")


def _is_unfetched_link(element: Any) -> bool:
    relations = (element.get("rel") or "").lower().split()
    return bool(relations) and LINK_RELATIONS.issuperset(relations)


def find_css_urls(css: str) -> Iterator[str]:
    """Yield the URLs that a stylesheet fetches: images, fonts, other stylesheets."""
    for match in CSS_URL.finditer(CSS_COMMENT.sub("", css)):
        address = next((group for group in match.groups() if group), "")
        if address:
            yield address
