"""Names for a book's pictures that tell nothing of this machine: WeasyPrint writes them into it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from weasyprint.urls import URLFetcher, URLFetcherResponse

from build_tools.paper import pictures

# Where a book is said to lie; `.invalid` is no host and never will be (RFC 2606).
BASE = "http://book.invalid/"


class Within(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Gives the files of one folder by addresses below BASE, all else as WeasyPrint does."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """Open an address. Raises what WeasyPrint expects where there is nothing."""
        found = self._opened(url, headers)
        if found.headers.get_content_type() != "image/jpeg":
            return found
        with closing(found):
            picture = pictures.in_light(found.read())
        # Where the picture is another than its file, WeasyPrint is not told of the file.
        return URLFetcherResponse(url, picture) if picture else self._opened(url, headers)

    def _opened(self, url: str, headers: Any) -> URLFetcherResponse:
        if url.startswith(BASE):
            url = (self.folder / unquote(url.removeprefix(BASE))).as_uri()
        return super().fetch(url, headers)
