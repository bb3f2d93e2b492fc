"""The pages of an edition: takes its folder, gives them as trees, with their ids."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

XHTML = "{http://www.w3.org/1999/xhtml}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# What stands within a line; the words before and after any other element are apart.
_INLINE = (
    "a abbr b bdi cite code dfn em i kbd mark math mi mn mo mrow msub msup q s samp small span "
    "strong sub sup u var wbr"
)
INLINE = frozenset(_INLINE.split())
APART = frozenset({"nav", "header", "footer"})


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of an edition as a tree of elements, and its name among the others."""

    name: str
    tree: Any

    @property
    def ids(self) -> list[str]:
        """Every id of the page, as often as it stands there."""
        return [str(id) for id in self.tree.xpath("//@id")]

    @property
    def main(self) -> Any:
        """The element that holds the text proper: `main`, else `body`; of an empty page all."""
        found = self.tree.xpath("//*[local-name()='main']")
        return (found or self.tree.xpath("//*[local-name()='body']") or [self.tree])[0]


def tag(element: Any) -> str:
    """Return an element's name without its namespace; a comment has none."""
    return element.tag.removeprefix(XHTML) if isinstance(element.tag, str) else ""


@lru_cache(maxsize=64)
def leaves(folder: Path) -> tuple[Leaf, ...]:
    """Return each page of an html edition, as a browser reads it; names are from the folder."""
    from lxml import html

    reading = html.HTMLParser(encoding="utf-8")
    return tuple(
        Leaf(
            page.relative_to(folder).as_posix(),
            html.document_fromstring(page.read_bytes().strip() or b"<html></html>", reading),
        )
        for page in sorted(folder.rglob("*.html"))
    )


def line(element: Any) -> str:
    """Return an element's text on one line."""
    return " ".join("".join(element.itertext()).split())


def local(address: str, page: str) -> tuple[str, str]:
    """Return the file and the id that an address on a page leads to, within the edition."""
    path, _, fragment = address.partition("#")
    place = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(path)))
    return (place if path else page), unquote(fragment)


def leads_on(leaf: Leaf) -> bool:
    """Return whether a page does no more than turn to another: nobody sees it."""
    return bool(leaf.tree.xpath("//meta[@http-equiv='refresh']"))
