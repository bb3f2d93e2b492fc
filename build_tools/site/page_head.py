"""Write the head of a page for machines: search engines, and networks that show a card of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from build_tools.model import format_locale_name
from build_tools.render.structured_data import escape_json, format_json_line
from build_tools.render.templates import format_attributes
from build_tools.site.addresses import join_address, make_address

CARD_SIZE = (1200, 630)
DEFAULT_TAG = "x-default"


@dataclass(frozen=True, slots=True, kw_only=True)
class Crumb:
    """Name a page above another, or itself, by its path in the site."""

    name: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternate:
    """Name the path of a page in one language."""

    tag: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageHead:
    """Hold what machines read of a page; `path` is in the site: `fr/charter-agenda/right-1.html`.

    `title` is the page's own, without the name of the site. `alternates` are all languages that have the
    page, itself too; `default` is the tag of the one for readers of others. `card` is the path of a picture
    of CARD_SIZE, empty without one, `card_text` what stands for it. `data` are lines of JSON-LD.
    """

    path: str
    tag: str
    title: str
    site_name: str = ""
    description: str = ""
    alternates: tuple[Alternate, ...] = ()
    default: str = ""
    crumbs: tuple[Crumb, ...] = ()
    kind: Literal["website", "book", "article"] = "website"
    card: str = ""
    card_text: str = ""
    data: tuple[str, ...] = ()


def render_page_head(head: PageHead, base: str) -> Markup:
    """Return the elements of a page's `head`, a line each; with a `base` all addresses are absolute.

    Without one there is no canonical address, no picture and no path of crumbs: these are read elsewhere,
    where nothing relative leads back.
    """
    elements = [
        Markup("<title>{}</title>").format(format_page_title(head.title, head.site_name)),
        *(Markup("<meta{}>").format(format_attributes(one)) for one in _list_meta(head, base)),
        *(Markup("<link{}>").format(format_attributes(one)) for one in _list_links(head, base)),
        *(_render_data(line) for line in (*_describe_crumbs(head, base), *head.data)),
    ]
    return Markup("\n").join(elements)


def format_page_title(title: str, site_name: str) -> str:
    """Return the title of a page in a list of results: its own, then the site's, which may be the same."""
    return f"{title} – {site_name}" if site_name not in ("", title) else title


def _list_meta(head: PageHead, base: str) -> Iterator[dict[str, str]]:
    if head.description:
        yield {"name": "description", "content": head.description}
    for name, content in _list_properties(head, base):
        if content:
            yield {"property": f"og:{name}", "content": content}
    if base and head.card:
        yield {"name": "twitter:card", "content": "summary_large_image"}


def _list_properties(head: PageHead, base: str) -> Iterator[tuple[str, str]]:
    """Yield the properties of Open Graph. A locale has no territory: an edition is for readers of any."""
    yield "title", head.title
    yield "description", head.description
    yield "type", head.kind
    yield "site_name", head.site_name
    yield "locale", format_locale_name(head.tag)
    others = (one.tag for one in head.alternates if one.tag != head.tag)
    yield from (("locale:alternate", format_locale_name(tag)) for tag in others)
    yield "url", join_address(base, head.path)
    if base and head.card:
        width, height = CARD_SIZE
        yield "image", join_address(base, head.card)
        yield "image:type", "image/png"
        yield from (("image:width", str(width)), ("image:height", str(height)), ("image:alt", head.card_text))


def _list_links(head: PageHead, base: str) -> Iterator[dict[str, str]]:
    if base:
        yield {"rel": "canonical", "href": join_address(base, head.path)}
    for tag, path in list_alternate_paths(head.alternates, head.default):
        if base or tag != DEFAULT_TAG:
            yield {"rel": "alternate", "hreflang": tag, "href": make_address(head.path, path, base)}


def list_alternate_paths(alternates: tuple[Alternate, ...], default: str) -> list[tuple[str, str]]:
    """Return the tag and path of a page in each language, then that for readers of others, if it is there."""
    pairs = [(one.tag, one.path) for one in alternates]
    return [*pairs, *((DEFAULT_TAG, path) for tag, path in pairs if tag == default)]


def _describe_crumbs(head: PageHead, base: str) -> Iterator[str]:
    if base and head.crumbs:
        items = [
            {
                "@type": "ListItem",
                "position": number,
                "name": crumb.name,
                "item": join_address(base, crumb.path),
            }
            for number, crumb in enumerate(head.crumbs, 1)
        ]
        crumbs = {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items}
        yield format_json_line(crumbs)


def _render_data(line: str) -> Markup:
    """Return a line of JSON-LD as an element, in which nothing is escaped but what could end it."""
    html = f'<script type="application/ld+json">{escape_json(line)}</script>'
    return Markup(html)  # noqa: S704  # no tag can begin in it
