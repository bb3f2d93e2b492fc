"""Fetch the images of a book by names that hide the paths of this machine.

WeasyPrint writes those names into the PDF.
"""

from __future__ import annotations

from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from weasyprint.urls import URLFetcher, URLFetcherResponse

# `.invalid` is no host and never will be (RFC 2606).
BASE_URL = "http://book.invalid/"


class FolderFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Fetch the files of one folder by URLs below BASE_URL, all else as WeasyPrint does."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """Open a URL; raise what WeasyPrint expects if there is nothing."""
        response = self._open_url(url, headers)
        if response.headers.get_content_type() != "image/jpeg":
            return response
        with closing(response):
            picture = _convert_cmyk(response.read())
        # WeasyPrint must not read the file itself if the image is converted.
        return URLFetcherResponse(url, picture) if picture else self._open_url(url, headers)

    def _open_url(self, url: str, headers: Any) -> URLFetcherResponse:
        if url.startswith(BASE_URL):
            url = (self.folder / unquote(url.removeprefix(BASE_URL))).as_uri()
        return super().fetch(url, headers)


def _convert_cmyk(data: bytes) -> bytes | None:
    """Return a CMYK image as RGB PNG, since a book has one output intent; None for any other.

    ISO 19005-2, 6.2.4.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(data)) as image:
            if image.mode != "CMYK":
                return None
            output = BytesIO()
            image.convert("RGB").save(output, "PNG")
    except (UnidentifiedImageError, OSError):
        return None  # WeasyPrint tells what is wrong with it
    return output.getvalue()
