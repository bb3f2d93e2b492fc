"""Compress what a browser takes compressed, as hosts do: pages, styles, scripts and data, not books."""

from __future__ import annotations

import gzip
from dataclasses import replace
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path

from build_tools.site_server.http_request import HttpRequest
from build_tools.site_server.http_response import HttpResponse

SUFFIXES = frozenset({".html", ".css", ".js", ".svg", ".json", ".xml", ".atom", ".ics", ".txt"})
# A longer file is sent as it is: it would be held in memory.
MAX_BYTES = 4_000_000


def compress_response(response: HttpResponse, request: HttpRequest) -> HttpResponse:
    """Return an answer with its file compressed by gzip, where the request allows it and it pays.

    Its ETag is weak then, as RFC 9110 (8.8.1) has it of the same file in other bytes. Raises OSError.
    """
    file = response.file
    if file is None or file.suffix not in SUFFIXES or response.size > MAX_BYTES:
        return response
    varies = ", ".join(filter(None, (response.headers.get("Vary"), "Accept-Encoding")))
    headers = {**response.headers, "Vary": varies}
    if response.status is not HTTPStatus.OK or "gzip" not in request.headers.get("accept-encoding", ""):
        return replace(response, headers=headers)
    headers |= {"Content-Encoding": "gzip", "ETag": f"W/{response.headers['ETag']}"}
    del headers["Accept-Ranges"]
    return replace(response, headers=headers, file=None, size=0, body=_compress(file, headers["ETag"]))


@lru_cache(maxsize=256)
def _compress(file: Path, _tag: str) -> bytes:
    """Return a file compressed; its tag changes with what it holds."""
    return gzip.compress(file.read_bytes(), mtime=0)
