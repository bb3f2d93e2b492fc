"""Write the path of a page of the site as an address: below the publisher's url, or from another page."""

from __future__ import annotations

import posixpath
from urllib.parse import quote, urlsplit

from build_tools.render.addresses import quote_path

# The file that a host sends for its folder.
INDEX = "index.html"


def join_address(base: str, path: str) -> str:
    """Return the absolute address of a path (`fr/index.html`) of the site; empty without a `base`.

    `base` is the url of the register, with a path or without one. Letters outside ASCII are encoded, as
    calendars and sitemaps demand (RFC 3986).
    """
    return f"{base.rstrip('/')}/{_encode_path(path)}" if base else ""


def make_host_path(base: str, path: str) -> str:
    """Return the address of a path of the site from the root of its host, below the path of `base`."""
    return f"{urlsplit(base).path.rstrip('/')}/{_encode_path(path)}"


def make_relative_address(page: str, path: str) -> str:
    """Return the address of a path of the site as it stands on a page; a folder's keeps its slash."""
    relative = posixpath.relpath(path or ".", posixpath.dirname(page) or ".")
    return quote_path(f"{relative}/" if path.endswith("/") or not path else relative)


def make_address(page: str, path: str, base: str) -> str:
    """Return the absolute address of a path, else the one that leads there from a page."""
    return join_address(base, path) or make_relative_address(page, path)


def _encode_path(path: str) -> str:
    return quote(path, safe="/@")
