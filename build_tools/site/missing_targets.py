"""Take out links to editions and files that are not built: no address of a site leads nowhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator
from html import unescape

from build_tools.model import FORMATS, find_page_format
from build_tools.paths import format_output_name
from build_tools.site.contents import SiteContents

_LINK = re.compile(r'(?:<li>)?<a\b[^>]*?\shref="([^"#:]+)[^"]*"[^>]*>(.*?)</a>(?:</li>)?', re.DOTALL)


def list_missing_targets(contents: SiteContents) -> frozenset[str]:
    """Return the folders, with a slash, and the files that editions link to and that the site has not."""
    return frozenset(_iter_missing(contents))


def _iter_missing(contents: SiteContents) -> Iterator[str]:
    for publication in contents.register.publications:
        for tag in publication.languages:
            home = f"{tag}/{publication.id}/"
            if (publication.id, tag) not in contents.editions:
                yield home
                continue
            built = {one.format for one in contents.files.get((publication.id, tag), ())}
            for format in publication.formats:
                if format not in built and format != find_page_format() and FORMATS[format].is_published:
                    yield f"{home}{format_output_name(publication.id, tag, format)}"


def remove_missing_links(html: str, path: str, missing: Collection[str]) -> str:
    """Return a page at a path without links to what is missing.

    One in a list of languages or downloads goes whole; of one in a text the words stay.
    """
    if not missing:
        return html

    def look(match: re.Match[str]) -> str:
        """Return a link, or what is left of one that leads nowhere."""
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unescape(match[1])))
        folder = "/".join(target.split("/")[:2]) + "/"
        if target not in missing and folder not in missing:
            return match[0]
        is_in_text = match[0].startswith("<a") and 'class="reference' in match[0]
        return match[2] if is_in_text else ""

    return _LINK.sub(look, html)
