"""Turn addresses of finished editions into those of the site, where a page lies beside its book."""

from __future__ import annotations

import posixpath
import re
from html import unescape

from markupsafe import escape

from build_tools.model import find_page_format
from build_tools.site.addresses import make_relative_address

# A link that leaves the folder of its page: to another language, another publication, or a file to download.
_LEAVING = re.compile(r'((?:href|src)=")((?:\.\./)+[^"#?]*)')


def relate(source: str, target: str) -> str:
    """Return the address of a path of the site as a page at another path links to it, with its fragment."""
    path, mark, fragment = target.partition("#")
    if mark and path == source:
        return f"{mark}{fragment}"
    return f"{make_relative_address(source, path)}{mark}{fragment}"


def move_links(html: str, publication: str, tag: str, page: str, *, to: str) -> str:
    """Return HTML of an edition's page whose links fit the path `to` of the site.

    In a build folder pages lie in `<tag>/<publication>/html/`, in the site one folder higher.
    """
    folder = find_page_format()
    home = f"{tag}/{publication}/{folder}"
    old_folder = posixpath.dirname(f"{home}/{page}")

    def move(match: re.Match[str]) -> str:
        """Return a link to the same file at its place in the site."""
        target = posixpath.normpath(posixpath.join(old_folder, unescape(match[2])))
        parts = target.split("/")
        if target.startswith(f"{home}/"):
            return match[0]
        kept = [*parts[:2], *(parts[3:] if parts[2:3] == [folder] else parts[2:])]
        address = posixpath.relpath("/".join(kept), posixpath.dirname(to))
        return f"{match[1]}{escape(address)}"

    return _LEAVING.sub(move, html)
