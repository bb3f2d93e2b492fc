"""What a browser fetches for a page by itself: takes a page or a sheet, gives the addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from build_tools.seeing.pages import tag

# What an element brings with it. A link that a reader follows fetches nothing by itself.
BRINGS = {
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
_TOLD = (
    "alternate author bookmark canonical cite describedby edit help license me next prev "
    "privacy-policy search self tag terms-of-service up"
)
TOLD = frozenset(_TOLD.split())
IN_CSS = re.compile(
    r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')"""
    r"""|(?:-webkit-)?image-set\(\s*(?:"([^"]*)"|'([^']*)')""",
    re.IGNORECASE,
)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def fetched(root: Any) -> Iterator[tuple[Any, str]]:
    """Yield each element that brings something with it, and the address of that."""
    for element in root.iter():
        name = tag(element).rpartition("}")[2].lower()
        if not name:
            continue
        for address in _addresses(element, name):
            yield element, address.strip()


def _addresses(element: Any, name: str) -> Iterator[str]:
    for attribute, elements in BRINGS.items():
        value = element.get(attribute)
        if value and attribute.endswith("srcset"):
            yield from (part.split()[0] for part in value.split(",") if part.split())
        elif value and (elements is None or name in elements) and name != "a":
            yield value
        elif value and attribute == "ping":
            yield from value.split()
    if name in {"link", "base"} and element.get("href") and not _is_told(element):
        yield element.get("href")
    if name == "style":
        yield from in_css("".join(element.itertext()))
    yield from in_css(element.get("style") or "")


def _is_told(element: Any) -> bool:
    relations = (element.get("rel") or "").lower().split()
    return bool(relations) and TOLD.issuperset(relations)


def in_css(css: str) -> Iterator[str]:
    """Yield the addresses of what a sheet brings: pictures, faces, other sheets."""
    for found in IN_CSS.finditer(COMMENT.sub("", css)):
        address = next((group for group in found.groups() if group), "")
        if address:
            yield address
