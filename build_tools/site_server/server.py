"""Run a small HTTP server: asyncio of the standard library, as a preview is not worth a dependency.

One thread serves all connections, so that slow clients cost a socket each and no more.
"""

from __future__ import annotations

import asyncio
import errno
import resource
import socket
from contextlib import suppress
from dataclasses import dataclass
from email.utils import formatdate
from http import HTTPStatus
from pathlib import Path

from build_tools.errors import UserError
from build_tools.process.signals import divert_signals
from build_tools.site_server.compression import compress_response
from build_tools.site_server.http_request import HttpRequest, RequestError, parse_request
from build_tools.site_server.http_response import HttpResponse, answer_request, make_notice
from build_tools.site_server.served_site import read_served_site

LOOPBACK = "127.0.0.1"
BACKLOG = 2048
MAX_HEAD = 16 * 1024
MAX_DISCARDED = 1 << 20
CHUNK = 64 * 1024
MAX_CONNECTIONS = 1000
# Files that the program itself may have open.
OWN_FILES = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerSettings:
    """Hold how long, in seconds, a client may take to ask, and to take a piece of an answer."""

    patience: float = 10.0
    farewell: float = 1.0


def open_socket(port: int) -> socket.socket:
    """Return a socket that listens on loopback; port 0 takes a free one. Raises UserError `serve/port`."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((LOOPBACK, port))
        listening.listen(BACKLOG)
    except OSError as error:
        listening.close()
        reasons = {errno.EADDRINUSE: "is in use", errno.EACCES: "needs the rights of an administrator"}
        message = f"port {port} {reasons.get(error.errno or 0, error.strerror)}"
        remedy = "name another with --port, or 0 for a free one"
        raise UserError("serve/port", message, remedy=remedy) from error
    listening.setblocking(False)
    return listening


def run_server(folder: Path, listening: socket.socket, settings: ServerSettings) -> None:
    """Serve a site to all who connect to a socket, until a signal tells to stop; then return."""
    asyncio.run(_run_until_stopped(SiteServer(folder, settings), listening))


async def _run_until_stopped(server: SiteServer, listening: socket.socket) -> None:
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    loop.set_exception_handler(lambda _loop, _context: None)  # of clients that went away
    with divert_signals(lambda: loop.call_soon_threadsafe(stop.set)):
        accepting = asyncio.create_task(server.accept_clients(listening))
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait((accepting, stopping), return_when=asyncio.FIRST_COMPLETED)
        accepting.cancel()
        with suppress(asyncio.CancelledError):
            await accepting


def _count_slots() -> int:
    """Return how many connections fit into the files that this process may open, two for each."""
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MAX_CONNECTIONS if soft < 0 else max(16, min(MAX_CONNECTIONS, (soft - OWN_FILES) // 2))


class SiteServer:
    """Accept connections, as many as there is room for; the others wait in the socket's queue."""

    def __init__(self, folder: Path, settings: ServerSettings) -> None:
        self.folder, self.settings = folder, settings
        self.slots = asyncio.Semaphore(_count_slots())
        self.connections: set[asyncio.Task[None]] = set()

    async def accept_clients(self, listening: socket.socket) -> None:
        """Accept clients until cancelled."""
        loop = asyncio.get_running_loop()
        while True:
            await self.slots.acquire()
            try:
                connection, _ = await loop.sock_accept(listening)
            except OSError:  # the client is gone, or no file can be opened just now
                self.slots.release()
                await asyncio.sleep(0.05)
                continue
            task = asyncio.create_task(self._serve_connection(connection))
            self.connections.add(task)
            task.add_done_callback(self._end_connection)

    def _end_connection(self, task: asyncio.Task[None]) -> None:
        self.connections.discard(task)
        self.slots.release()
        if not task.cancelled():
            task.exception()  # looked at, so that nothing is printed

    async def _serve_connection(self, connection: socket.socket) -> None:
        reader, writer = await asyncio.open_connection(sock=connection, limit=MAX_HEAD)
        writer.transport.set_write_buffer_limits(0)  # so that what is drained is with the kernel
        try:
            with suppress(OSError, TimeoutError):
                while await self._serve_request(reader, writer):
                    pass
                await self._close_gently(reader, writer)
        finally:
            writer.transport.abort()

    async def _serve_request(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Answer the next request of a connection; return whether it stays open."""
        try:
            async with asyncio.timeout(self.settings.patience):
                head = await _read_head(reader)
            if not head:
                return False
            request = parse_request(head)
        except RequestError as error:
            allowed = {"Allow": "GET, HEAD"} if error.status == HTTPStatus.METHOD_NOT_ALLOWED else {}
            await self._send(writer, make_notice(error.status, allowed), None)
            return False
        await self._send(writer, self._make_answer(request), request)
        return request.is_kept_open

    def _make_answer(self, request: HttpRequest) -> HttpResponse:
        try:
            return compress_response(answer_request(read_served_site(self.folder), request), request)
        except (UserError, OSError):  # the site is just being made anew
            return make_notice(HTTPStatus.SERVICE_UNAVAILABLE, {"Retry-After": "1"})

    async def _send(
        self, writer: asyncio.StreamWriter, answer: HttpResponse, request: HttpRequest | None
    ) -> None:
        """Send an answer; without a request, or with one that says so, it is the last of the connection."""
        is_last = request is None or not request.is_kept_open
        writer.write(_format_head(answer, is_last=is_last))
        if request and request.method == "HEAD":
            return
        if answer.file:
            await self._send_file(writer, answer.file, answer.start, answer.size)
        elif answer.status != HTTPStatus.NOT_MODIFIED:
            writer.write(answer.body)
        await self._drain(writer)

    async def _send_file(self, writer: asyncio.StreamWriter, file: Path, start: int, size: int) -> None:
        with file.open("rb") as stream:
            stream.seek(start)
            while size and (piece := stream.read(min(size, CHUNK))):
                writer.write(piece)
                size -= len(piece)
                await self._drain(writer)
        if size:  # it became shorter: what was promised cannot be sent
            raise ConnectionAbortedError

    async def _drain(self, writer: asyncio.StreamWriter) -> None:
        async with asyncio.timeout(self.settings.patience):
            await writer.drain()

    async def _close_gently(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Wait a moment for what the client still says: closing with that unread takes back the answer."""
        writer.write_eof()
        async with asyncio.timeout(self.settings.farewell):
            await _discard_rest(reader)


async def _read_head(reader: asyncio.StreamReader) -> bytes:
    """Return the head of a request, nothing if the client has closed. Raises RequestError if too long."""
    head = b""
    try:
        while line := await reader.readline():
            if line in (b"\r\n", b"\n"):
                if head:
                    return head
                continue  # RFC 9112 has servers pass over empty lines before a request
            head += line
            if len(head) > MAX_HEAD:
                raise RequestError(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
    except ValueError as error:  # a line longer than the limit of the stream
        raise RequestError(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE) from error
    return b""


async def _discard_rest(reader: asyncio.StreamReader) -> None:
    for _ in range(MAX_DISCARDED // MAX_HEAD):
        if not await reader.read(MAX_HEAD):
            return


def _format_head(answer: HttpResponse, *, is_last: bool) -> bytes:
    """Return the head of an answer as bytes."""
    length = answer.size if answer.file else len(answer.body)
    own = {"Date": formatdate(usegmt=True), "Connection": "close" if is_last else "keep-alive"}
    if answer.status != HTTPStatus.NOT_MODIFIED:
        own["Content-Length"] = str(length)
    lines = [f"HTTP/1.1 {answer.status.value} {answer.status.phrase}"]
    lines += [f"{name}: {value}" for name, value in {**answer.headers, **own}.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace")
