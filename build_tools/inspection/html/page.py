"""Parse the HTML pages of an edition, and resolve the links between them."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from build_tools.inspection.text.tokenize import quote_start

XHTML_NAMESPACE = "{http://www.w3.org/1999/xhtml}"
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
