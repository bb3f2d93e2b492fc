"""Write a feed of news in a language (Atom, RFC 4287)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from html import escape
from uuid import NAMESPACE_URL, uuid5

from build_tools.site.addresses import INDEX, join_address, make_address

_FEED_TYPE = "application/atom+xml"
# What no XML may hold, escaped or not.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """Describe a piece of news: `id` is a URI that never changes, `path` its page in the site."""

    id: str
    title: str
    path: str
    updated: date
    summary: str = ""


def format_feed(
    title: str, tag: str, entries: Iterable[FeedEntry], base: str, self_path: str, author: str
) -> str:
    """Return a feed in a language, the newest entry first; empty without any, as its date is the newest's.

    It leads to the first page of its own folder. Without a `base` every link is relative to the feed, with no
    `xml:base`: a reader of feeds takes the address that it came from. The feed's id is its address, without a
    `base` a UUID of its author and path.
    """
    ordered = sorted(entries, key=lambda entry: (-entry.updated.toordinal(), entry.id))
    if not ordered:
        return ""
    home = posixpath.join(posixpath.dirname(self_path), INDEX)
    own_id = join_address(base, self_path) or uuid5(NAMESPACE_URL, f"{author} {self_path}").urn
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{_escape_xml(tag)}">',
        _format_element("id", own_id),
        _format_element("title", title),
        _format_element("updated", _format_time(ordered[0].updated)),
        f"<author>{_format_element('name', author or title)}</author>",
        _format_link("self", _FEED_TYPE, tag, make_address(self_path, self_path, base)),
        _format_link("alternate", "text/html", tag, make_address(self_path, home, base)),
        *(_format_entry(entry, tag, make_address(self_path, entry.path, base)) for entry in ordered),
        "</feed>",
    ]
    return "".join(f"{line}\n" for line in lines)


def _format_entry(entry: FeedEntry, tag: str, address: str) -> str:
    lines = [
        "<entry>",
        _format_element("id", entry.id),
        _format_element("title", entry.title),
        _format_element("updated", _format_time(entry.updated)),
        _format_link("alternate", "text/html", tag, address),
        *([_format_element("summary", entry.summary)] if entry.summary else []),
        "</entry>",
    ]
    return "\n".join(lines)


def _format_element(name: str, text: str) -> str:
    return f"<{name}>{_escape_xml(text)}</{name}>"


def _format_link(relation: str, type: str, tag: str, address: str) -> str:
    values = {"rel": relation, "type": type, "hreflang": tag, "href": address}
    attributes = "".join(f' {key}="{_escape_xml(value)}"' for key, value in values.items())
    return f"<link{attributes}/>"


def _format_time(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _escape_xml(text: str) -> str:
    """Return a text for an element or an attribute, without the characters that XML cannot hold."""
    return escape(_NO_XML.sub("", text))
