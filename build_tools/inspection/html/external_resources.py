"""Find the URLs that a browser fetches by itself for a page or a stylesheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from build_tools.inspection.html.page import get_tag_name

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
