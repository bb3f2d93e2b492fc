"""Read a finished site as a browser finds its way through it: pages, links, addresses."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

_LINK = re.compile(r'<(?:a|link|script|img|form)\b[^>]*?\s(?:href|src|action)="([^"]*)"')
_ID = re.compile(r'\sid="([^"]+)"')


@dataclass(frozen=True)
class BuiltSite:
    """A site in a folder."""

    folder: Path

    @cached_property
    def pages(self) -> Mapping[str, str]:
        """Its own pages by path; what lies in the archive of releases is as it was published."""
        return {
            file.relative_to(self.folder).as_posix(): file.read_text("utf-8")
            for file in sorted(self.folder.rglob("*.html"))
            if not {"releases", "compare", "dossier"} & set(file.relative_to(self.folder).parts[:1])
        }

    @cached_property
    def files(self) -> frozenset[str]:
        """The paths of all its files."""
        return frozenset(
            one.relative_to(self.folder).as_posix() for one in self.folder.rglob("*") if one.is_file()
        )

    @cached_property
    def ids(self) -> Mapping[str, list[str]]:
        """The ids of each page."""
        return {path: [unescape(one) for one in _ID.findall(html)] for path, html in self.pages.items()}

    def iter_links(self, path: str) -> Iterator[tuple[str, str]]:
        """Yield the path in the site and the fragment of each link of a page that stays in the site."""
        for address in map(unescape, _LINK.findall(self.pages[path])):
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
            if parts.path.startswith("/"):
                target = unquote(parts.path).lstrip("/")
            if not parts.path:
                target = path
            elif (self.folder / target).is_dir():
                target = posixpath.join(target, "index.html")
            yield target.removeprefix("./"), unquote(parts.fragment)

    def list_faults(self, path: str) -> list[str]:
        """Return the links of a page that lead to no file, or to no place on its page."""
        return [
            f"{path} → {target}#{fragment}"
            for target, fragment in self.iter_links(path)
            if target not in self.files
            or (fragment and target in self.ids and fragment not in self.ids[target])
        ]

    def follow(self, path: str) -> set[str]:
        """Return the pages that a page leads to."""
        return {target for target, _ in self.iter_links(path) if target in self.pages}
