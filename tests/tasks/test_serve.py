"""`editions serve`: files, headers, languages, and what a server refuses."""

from __future__ import annotations

import asyncio
import gzip
import os
import resource
import signal
import socket
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any

import pytest

from build_tools.paths import PROJECT_DIR
from build_tools.site_server.accept_language import choose_language
from build_tools.site_server.content_types import get_content_type
from build_tools.site_server.server import ServerSettings, SiteServer, open_socket
from tests.helpers.commands import run_command

CASES = tomllib.loads((PROJECT_DIR / "tests/data/tasks/serve.toml").read_text("utf-8"))
PATIENCE = 30
MANY = 1000
BOOK = bytes(range(256)) * 1024
LARGE = b"GET /fr/book.pdf HTTP/1.1\r\nHost: localhost\r\n\r\n"
HEADERS = """# of all files
/*
  X-Frame-Options: DENY
  Cache-Control: no-cache
/assets/*
  ! Cache-Control
  Cache-Control: public, max-age=31536000, immutable
/:lang/search.html
  X-Frame-Options: SAMEORIGIN
"""


@dataclass(frozen=True, slots=True)
class Served:
    """A server that runs, and the folder of its site."""

    process: subprocess.Popen[str]
    port: int
    site: Path

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
        """Return the answer to a request, with its body."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request(method, path, headers={name.replace("_", "-"): v for name, v in headers.items()})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer, body

    def send(self, words: bytes) -> bytes:
        """Return all that is answered to bytes, until the server closes."""
        with socket.create_connection(("127.0.0.1", self.port), PATIENCE) as connection:
            connection.sendall(words)
            return b"".join(iter(partial(connection.recv, 65536), b""))


def write_site(folder: Path) -> Path:
    """Return a small site, beside a file that is none of it."""
    site = folder / "site"
    files = {
        "index.html": "front",
        "404.html": "lost in two languages",
        "_headers": HEADERS,
        "fr/index.html": "français",
        "ar/index.html": "العربية",
        "zh-Hans/index.html": "中文",
        "id/charter/a-1/index.html": "permanent",
        "releases/index.html": "archive",
        "fr/search.html": "recherche",
        "fr/a b é.html": "spaces",
        "assets/site.css": "p {}",
        "pagefind/fragment/en_1.pf_fragment": "x",
        ".git/config": "secret",
        "plain/file.txt": "no index here",
    }
    for name, text in files.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")
    (site / "fr" / "book.pdf").write_bytes(BOOK)
    (folder / "secret.txt").write_text("secret")
    (site / "fr" / "out.txt").symlink_to(folder / "secret.txt")
    (site / "out").symlink_to(folder)
    (site / "loop").symlink_to(site / "loop")
    (site / "copy.html").symlink_to(site / "fr" / "index.html")
    return site


def start_server(folder: Path, *words: str) -> subprocess.Popen[str]:
    """Return the command as a process."""
    code = "from build_tools.cli import main; main()"
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", code, "serve", "-o", str(folder), *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(PROJECT_DIR), "PYTHONUNBUFFERED": ""},
    )


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve a small site to all tests of this file."""
    folder = tmp_path_factory.mktemp("build")
    site = write_site(folder)
    process = start_server(folder, "--port", "0")
    assert process.stdout
    address = process.stdout.readline().strip()  # it comes at once, though stdout is a pipe
    assert address.startswith("http://127.0.0.1:")
    assert address.endswith("/")
    yield Served(process, int(address.rstrip("/").rpartition(":")[2]), site)
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=PATIENCE)
    assert (process.returncode, errors) == (130, "interrupted: no process is left, and nothing half-made\n")


@pytest.mark.parametrize("case", CASES["address"], ids=lambda case: str(case["path"]))
def test_an_address(served: Served, case: dict[str, Any]) -> None:
    """An address leads to its file, to its folder with a slash, or to the site's own page for lost ones."""
    answer, body = served.ask(case["path"])
    assert answer.status == case["status"]
    assert answer.headers.get("Location", "") == case.get("location", "")
    assert body.decode("utf-8") == case.get("body", body.decode("utf-8"))


@pytest.mark.parametrize("path", CASES["outside"]["paths"])
def test_nothing_outside_is_served(served: Served, path: str) -> None:
    """No way leads out of the site, however it is written; the answer is the page for lost addresses."""
    request = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    head, _, body = served.send(request.encode()).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 404 ")
    assert body == b"lost in two languages"
    assert b"X-Frame-Options: DENY" in head


@pytest.mark.parametrize("case", CASES["refused"], ids=lambda case: str(case["says"]))
def test_a_request_is_refused(served: Served, case: dict[str, Any]) -> None:
    """What no browser on this machine sends is refused with the status that says why."""
    answer = served.send(case["request"].replace("\n", "\r\n").encode())
    assert answer.startswith(f"HTTP/1.1 {case['status']} ".encode())
    assert b"front" not in answer


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "127.0.0.1:8000", "[::1]:80", "localhost."])
def test_a_name_of_this_machine(served: Served, host: str) -> None:
    """Each name of loopback is one, whatever its port: somebody may forward it."""
    assert served.ask("/fr/", Host=host)[0].status == 200


def test_more_than_a_head(served: Served) -> None:
    """A head that never ends is refused, in one line or in many."""
    assert b" 431 " in served.send(b"GET / HTTP/1.1\r\nA: " + b"a" * 40_000)[:40]
    assert b" 431 " in served.send(b"GET / HTTP/1.1\r\n" + b"A: a\r\n" * 9000)[:40]


def test_a_large_post_gets_its_answer(served: Served) -> None:
    """A form that nobody reads is answered all the same: GET and HEAD alone are allowed."""
    answer, _ = served.ask("/", "POST", Content_Length="0")
    assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD")
    words = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 300000\r\n\r\n" + b"x" * 300_000
    assert served.send(words).startswith(b"HTTP/1.1 405 ")


@pytest.mark.parametrize("case", CASES["language"], ids=lambda case: str(case["accepted"]))
def test_the_front_leads_to_the_readers_language(served: Served, case: dict[str, Any]) -> None:
    """`/` leads to the language that its reader likes best, else to the page of all; caches are told."""
    answer, body = served.ask("/", Accept_Language=case["accepted"])
    assert answer.headers["Vary"].split(", ")[0] == "Accept-Language"
    assert answer.headers.get("Location", "") == case["location"]
    assert (answer.status == 302) == bool(case["location"])
    assert (body == b"front") == (not case["location"])


def test_a_tag_is_given_as_the_site_has_it() -> None:
    """Case counts for nothing, and the longest fit wins."""
    assert choose_language("PT-br-x-a, pt", ("pt", "pt-BR")) == "pt-BR"
    assert choose_language("en;q=0.1, " * 60 + "fr", ("fr",)) == ""  # of a thousand none is looked at


def test_what_has_not_changed_is_not_sent(served: Served) -> None:
    """A browser that has a file hears 304, by ETag or by date; one that has another gets it."""
    first, body = served.ask("/fr/")
    tag, date = first.headers["ETag"], first.headers["Last-Modified"]
    for headers in ({"If_None_Match": f'"x", W/{tag}'}, {"If_Modified_Since": date}, {"If_None_Match": "*"}):
        again, nothing = served.ask("/fr/", **headers)
        assert (again.status, nothing, again.headers["ETag"]) == (304, b"", tag)
    old = "Thu, 01 Jan 1970 00:00:00 GMT"
    for headers in ({"If_None_Match": '"x"', "If_Modified_Since": date}, {"If_Modified_Since": old}):
        assert served.ask("/fr/", **headers)[1] == body
    assert served.ask("/fr/", If_Modified_Since="yesterday")[1] == body


@pytest.mark.parametrize("case", CASES["range"], ids=lambda case: str(case["range"]))
def test_a_part_of_a_book(served: Served, case: dict[str, Any]) -> None:
    """A reader of PDFs gets the part it asks for, and 416 for one that is not there."""
    answer, body = served.ask("/fr/book.pdf", Range=case["range"])
    assert answer.status == case["status"]
    assert answer.headers.get("Content-Range", "") == case.get("content", "")
    if answer.status != 416:
        assert body == BOOK[case.get("start", 0) : case.get("end", len(BOOK))]


def test_a_part_of_another_version_is_the_whole(served: Served) -> None:
    """With If-Range a part is sent only of the file that the reader has begun."""
    tag = served.ask("/fr/book.pdf", "HEAD")[0].headers["ETag"]
    assert served.ask("/fr/book.pdf", Range="bytes=0-9", If_Range=tag)[0].status == 206
    assert served.ask("/fr/book.pdf", Range="bytes=0-9", If_Range='"x"')[1] == BOOK


def test_a_head_is_that_of_the_file(served: Served) -> None:
    """HEAD says what GET says, and sends nothing."""
    whole, body = served.ask("/fr/book.pdf")
    head, nothing = served.ask("/fr/book.pdf", "HEAD")
    assert nothing == b""
    assert head.headers["Content-Length"] == str(len(body)) == whole.headers["Content-Length"]
    assert head.headers["Content-Type"] == "application/pdf"


@pytest.mark.parametrize(("name", "type"), sorted(CASES["types"].items()))
def test_a_type(name: str, type: str) -> None:
    """Each file is of the type that browsers expect, texts in UTF-8."""
    assert get_content_type(name) == type


def test_the_sites_own_headers_are_sent(served: Served) -> None:
    """All rules of _headers that fit are sent, joined, unless a later one takes a header back."""
    assert served.ask("/fr/")[0].headers["X-Frame-Options"] == "DENY"
    assert served.ask("/fr/search.html")[0].headers["X-Frame-Options"] == "DENY, SAMEORIGIN"
    cached = served.ask("/assets/site.css")[0].headers
    assert cached.get_all("Cache-Control") == ["public, max-age=31536000, immutable"]
    assert cached["X-Content-Type-Options"] == "nosniff"
    assert served.ask("/nowhere")[0].headers["X-Frame-Options"] == "DENY"


def test_a_connection_serves_again(served: Served) -> None:
    """One connection is used for many files, also by requests that do not wait for answers."""
    ask = "GET /fr/ HTTP/1.1\r\nHost: localhost\r\n"
    answers = served.send(f"{ask}\r\n{ask}\r\n{ask}Connection: close\r\n\r\n".encode())
    assert answers.count(b"HTTP/1.1 200 OK") == 3
    assert served.send(b"GET /fr/ HTTP/1.0\r\n\r\n").startswith(
        b"HTTP/1.1 200 OK"
    )  # closed without being asked


def test_a_thousand_at_once(served: Served) -> None:
    """A thousand requests at once are all answered, while a hundred clients say nothing at all."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, max(soft, 4096)), hard))
    words = b"GET /fr/book.pdf HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"

    async def ask() -> int:
        reader, writer = await asyncio.open_connection("127.0.0.1", served.port)
        writer.write(words)
        answer = await reader.read()
        writer.close()
        return len(answer.partition(b"\r\n\r\n")[2])

    async def ask_all() -> list[int]:
        return await asyncio.gather(*(ask() for _ in range(MANY)))

    silent = [socket.create_connection(("127.0.0.1", served.port)) for _ in range(100)]
    try:
        assert asyncio.run(ask_all()) == [len(BOOK)] * MANY
    finally:
        for connection in silent:
            connection.close()


@pytest.mark.parametrize("words", [b"", b"GET / HT", b"GET / HTTP/1.1\r\n", LARGE])
def test_a_slow_client_is_closed(tmp_path: Path, words: bytes) -> None:
    """Who asks nothing, or half a question, or does not take the answer, is closed after a time."""
    site = write_site(tmp_path)
    os.truncate(site / "fr" / "book.pdf", 64 << 20)  # more than the system itself keeps for a client

    async def serve_slow_client() -> None:
        server = SiteServer(site, ServerSettings(patience=0.2, farewell=0.1))
        accepting = asyncio.create_task(server.accept_clients(listening))
        while not server.connections:
            await asyncio.sleep(0)
        _, open_still = await asyncio.wait(server.connections, timeout=PATIENCE)
        assert open_still == set()
        accepting.cancel()

    with open_socket(0) as listening, socket.create_connection(listening.getsockname()) as client:
        client.sendall(words)
        asyncio.run(serve_slow_client())
        client.settimeout(PATIENCE)
        if words != LARGE:
            assert client.recv(1) == b""


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it(tmp_path: Path, stop: signal.Signals) -> None:
    """A signal ends it with 130 and one line, also while a client is connected."""
    write_site(tmp_path)
    process = start_server(tmp_path, "--port", "0")
    assert process.stdout
    port = int(process.stdout.readline().strip().rstrip("/").rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(b"GET /fr/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert connection.recv(15) == b"HTTP/1.1 200 OK"
        process.send_signal(stop)
        _, errors = process.communicate(timeout=PATIENCE)
    assert (process.returncode, errors) == (130, "interrupted: no process is left, and nothing half-made\n")


def test_a_port_in_use(tmp_path: Path) -> None:
    """A port that another program has is said in a line, with what to do."""
    write_site(tmp_path)
    with open_socket(0) as listening:
        port = listening.getsockname()[1]
        done = run_command("serve", "-o", tmp_path, "--port", port)
    assert done.returncode == 2
    assert (
        done.stderr == f"serve/port port {port} is in use — name another with --port, or 0 for a free one\n"
    )


def test_no_site_and_wrong_headers(tmp_path: Path) -> None:
    """Without a site, or with headers that no host reads, the line says what to do, at its place."""
    done = run_command("serve", "-o", tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"serve/no-site {tmp_path}/site holds no site — make it with editions site, or name its build folder"
        " with -o\n"
    )
    site = write_site(tmp_path)
    (site / "_headers").write_text("/*\n  X-A: 1\nX-B: 2\n")
    done = run_command("serve", "-o", tmp_path, "--port", 0)
    assert done.returncode == 2
    assert done.stderr.startswith(f"{site}/_headers:3: serve/headers 'X-B: 2' is no header of an address — ")


@pytest.mark.parametrize("port", ["-1", "65536", "x"])
def test_no_port(tmp_path: Path, port: str) -> None:
    """A number that no port has is refused in a line."""
    done = run_command("serve", "-o", tmp_path, "--port", port)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


def test_a_page_comes_compressed_where_a_browser_takes_that(served: Served) -> None:
    """A page is sent by gzip to whom asks for it, under a tag that is known again; a book is not."""
    plain, words = served.ask("/fr/")
    packed, body = served.ask("/fr/", Accept_Encoding="gzip, br")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(body) == words
    assert plain.headers["Vary"] == packed.headers["Vary"] == "Accept-Encoding"
    assert served.ask("/fr/", If_None_Match=packed.headers["ETag"])[0].status == 304
    book, whole = served.ask("/fr/book.pdf", Accept_Encoding="gzip")
    assert (book.headers["Content-Encoding"], whole) == (None, BOOK)
