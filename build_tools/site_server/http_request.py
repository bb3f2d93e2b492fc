"""Parse the head of an HTTP request: its line and its headers, of which hostile ones are refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

# Names by which a browser on this machine calls it; of another, a page elsewhere has given this address.
LOOPBACK_NAMES = frozenset(("localhost", "127.0.0.1", "[::1]"))
_LINE = re.compile(r"([A-Z]{1,20}) ([!-~]{1,4096}) HTTP/1\.([01])")
_HEADER = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*?)[ \t]*")
_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^:\[\]]+)(?::\d{1,5})?")
_ABSOLUTE = re.compile(r"https?://([^/?#]*)", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")


class RequestError(Exception):
    """Refuse a request, with the status that tells why."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status)
        self.status = status


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpRequest:
    """Hold a request for a file: path and query as sent, and headers by their names in lower case."""

    method: str
    target: str
    headers: Mapping[str, str]
    is_kept_open: bool


def parse_request(head: bytes) -> HttpRequest:
    """Return the request of a head, without the empty line at its end. Raises RequestError."""
    first, *lines = head.decode("latin-1").replace("\r\n", "\n").rstrip("\n").split("\n")
    match = _LINE.fullmatch(first)
    if not match:
        raise RequestError(HTTPStatus.BAD_REQUEST)
    headers = _parse_headers(lines)
    method, target = match[1], _strip_origin(match[2], headers, is_host_due=match[3] == "1")
    if method not in ("GET", "HEAD"):
        raise RequestError(HTTPStatus.METHOD_NOT_ALLOWED)
    if "transfer-encoding" in headers or headers.get("content-length", "0") != "0":
        raise RequestError(HTTPStatus.BAD_REQUEST)  # a body nobody reads would pass for the next request
    closes = headers.get("connection", "").lower()
    is_kept_open = "close" not in closes and (match[3] == "1" or "keep-alive" in closes)
    return HttpRequest(method=method, target=target, headers=headers, is_kept_open=is_kept_open)


def _parse_headers(lines: list[str]) -> dict[str, str]:
    """Return the headers of lines; those that stand twice are joined, but for Host, which may not."""
    headers: dict[str, str] = {}
    for line in lines:
        match = _HEADER.fullmatch(line)
        if not match or _CONTROLS.search(match[2]):
            raise RequestError(HTTPStatus.BAD_REQUEST)
        name = match[1].lower()
        if name in headers and name in ("host", "content-length", "range"):
            raise RequestError(HTTPStatus.BAD_REQUEST)
        headers[name] = f"{headers[name]}, {match[2]}" if name in headers else match[2]
    return headers


def _strip_origin(target: str, headers: Mapping[str, str], *, is_host_due: bool) -> str:
    """Return the path of a target; raise RequestError where its host, or that of the headers, is not ours."""
    absolute = _ABSOLUTE.match(target)
    hosts = [headers["host"]] if "host" in headers else []
    if not hosts and is_host_due:
        raise RequestError(HTTPStatus.BAD_REQUEST)
    for host in [*hosts, *([absolute[1]] if absolute else [])]:
        match = _HOST.fullmatch(host)
        if not match or match[1].lower().removesuffix(".") not in LOOPBACK_NAMES:
            raise RequestError(HTTPStatus.MISDIRECTED_REQUEST)
    path = (target[absolute.end() :] or "/") if absolute else target
    if not path.startswith("/"):
        raise RequestError(HTTPStatus.BAD_REQUEST)
    return path
