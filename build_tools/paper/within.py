"""Names for a book's pictures that tell nothing of this machine: WeasyPrint writes them into it."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote

from weasyprint.urls import URLFetcher, URLFetcherResponse

# Where a book is said to lie; `.invalid` is no host and never will be (RFC 2606).
BASE = "http://book.invalid/"


class Within(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Gives the files of one folder by addresses below BASE, all else as WeasyPrint does."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """Open an address. Raises what WeasyPrint expects where there is nothing."""
        if url.startswith(BASE):
            url = (self.folder / unquote(url.removeprefix(BASE))).as_uri()
        return super().fetch(url, headers)
