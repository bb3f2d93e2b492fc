"""Answer a request with a file of the site, a part of it, or the address where it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC
from email.utils import formatdate, parsedate_to_datetime
from http import HTTPStatus
from pathlib import Path

from build_tools.site_server.accept_language import choose_language
from build_tools.site_server.content_types import get_content_type
from build_tools.site_server.headers_file import choose_headers
from build_tools.site_server.http_request import HttpRequest
from build_tools.site_server.served_site import ServedSite
from build_tools.site_server.site_files import FoundFile, find_file

_RANGE = re.compile(r"bytes=\s*(\d{0,18})-(\d{0,18})\s*")
# What a host sends unless the site says otherwise: pages are asked for again, as they may be made again.
USUAL_HEADERS = {"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpResponse:
    """Hold an answer: `size` bytes of a file from `start` on, or else a `body`."""

    status: HTTPStatus
    headers: Mapping[str, str]
    body: bytes = b""
    file: Path | None = None
    start: int = 0
    size: int = 0


def answer_request(site: ServedSite, request: HttpRequest) -> HttpResponse:
    """Return the answer to a request. Raises OSError if a file goes away meanwhile."""
    is_front = request.target.partition("?")[0] == "/"
    language = choose_language(request.headers.get("accept-language", ""), site.languages) if is_front else ""
    front = FoundFile(path="/", location=f"/{language}/")
    found = front if language else find_file(site.home, request.target)
    if found.location:
        status = HTTPStatus.FOUND if language else HTTPStatus.MOVED_PERMANENTLY
        answer = make_notice(status, {"Location": found.location})
    elif found.file:
        answer = _answer_with_file(found.file, request)
    else:
        answer = _answer_not_found(site)
    headers = {**answer.headers, **({"Vary": "Accept-Language"} if is_front else {})}
    chosen = choose_headers(site.rules, found.path or "/404.html")
    return replace(answer, headers=_merge_headers(USUAL_HEADERS, headers, chosen))


def make_notice(status: HTTPStatus, headers: Mapping[str, str] | None = None) -> HttpResponse:
    """Return an answer that says no more than its status."""
    body = f"{status.value} {status.phrase}\n".encode()
    own = {"Content-Type": get_content_type("notice.txt"), **USUAL_HEADERS, **(headers or {})}
    return HttpResponse(status=status, headers=own, body=body)


def _merge_headers(*parts: Mapping[str, str]) -> dict[str, str]:
    """Return headers of which a later one replaces an earlier one, however its name is written."""
    merged: dict[str, tuple[str, str]] = {}
    for headers in parts:
        merged.update({name.lower(): (name, value) for name, value in headers.items()})
    return dict(merged.values())


def _answer_not_found(site: ServedSite) -> HttpResponse:
    page = find_file(site.home, "/404.html").file
    if not page:
        return make_notice(HTTPStatus.NOT_FOUND)
    headers = {"Content-Type": get_content_type(page.name)}
    return HttpResponse(status=HTTPStatus.NOT_FOUND, headers=headers, file=page, size=page.stat().st_size)


def _answer_with_file(file: Path, request: HttpRequest) -> HttpResponse:
    state = file.stat()
    tag, date = f'"{state.st_mtime_ns:x}-{state.st_size:x}"', formatdate(state.st_mtime, usegmt=True)
    headers = {"ETag": tag, "Last-Modified": date, "Accept-Ranges": "bytes"}
    if _is_unchanged(request.headers, tag, int(state.st_mtime)):
        return HttpResponse(status=HTTPStatus.NOT_MODIFIED, headers=headers)
    headers["Content-Type"] = get_content_type(file.name)
    whole = HttpResponse(status=HTTPStatus.OK, headers=headers, file=file, size=state.st_size)
    if request.method == "GET" and request.headers.get("if-range", tag) in (tag, date):
        return _choose_part(whole, request.headers.get("range", ""))
    return whole


def _is_unchanged(headers: Mapping[str, str], tag: str, changed: int) -> bool:
    """Return whether a browser has the file already; a date counts where no ETag is sent."""
    if "if-none-match" in headers:
        tags = [one.strip().removeprefix("W/") for one in headers["if-none-match"].split(",")]
        return tag in tags or "*" in tags
    try:
        since = parsedate_to_datetime(headers.get("if-modified-since", ""))
        return changed <= since.replace(tzinfo=since.tzinfo or UTC).timestamp()
    except (ValueError, OverflowError):
        return False


def _choose_part(whole: HttpResponse, wanted: str) -> HttpResponse:
    """Return the part that a Range names; the whole for none, or for several at once."""
    match = _RANGE.fullmatch(wanted)
    if not match or not (match[1] or match[2]):
        return whole
    size = whole.size
    if match[1]:
        start, end = int(match[1]), min(int(match[2] or size), size - 1)
        if match[2] and int(match[2]) < start:
            return whole  # no range at all, says RFC 9110
    else:
        start, end = max(0, size - int(match[2])), size - 1
    if start > end:
        return make_notice(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, {"Content-Range": f"bytes */{size}"})
    headers = {**whole.headers, "Content-Range": f"bytes {start}-{end}/{size}"}
    return replace(
        whole, status=HTTPStatus.PARTIAL_CONTENT, headers=headers, start=start, size=end - start + 1
    )
