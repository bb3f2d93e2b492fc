"""Pages obey their Content-Security-Policy, from disk and from a server; a browser stops what breaks it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from build_tools.paths import iter_files
from tests.helpers.chromium import CHROMIUM, open_chromium
from tests.helpers.editions import Made, Shelf

FLAGS = ("--headless", "--disable-gpu", "--enable-logging=stderr", "--virtual-time-budget=2000", "--dump-dom")
INJECTED = (
    '<script>document.title = "taken over"</script><img src="none.png" onerror="document.title = 1">'
    '<svg onload="document.title = 2"></svg><img src="http://127.0.0.1:9/tell.png">'
    '<base href="https://example.org/"><form action="https://example.org/"></form>'
)
POLICY = re.compile(r'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="([^"]+)">')


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Write nothing."""


@pytest.fixture
def sink(shelf: Shelf) -> Made:
    """Return an edition with figures and tables whose widths are styles of their own."""
    return shelf.edition("kitchen-sink", "sink", "fr")


@pytest.fixture(params=["disk", "server"])
def address(request: pytest.FixtureRequest, sink: Made, tmp_path: Path) -> Iterator[str]:
    """Return the address of a copy of the pages, on disk or on a server."""
    shutil.copytree(sink.html, tmp_path / "html")
    pictures = tmp_path / "html" / "pictures.html"
    text = pictures.read_text("utf-8")
    assert 'style="' in text
    pictures.with_name("broken.html").write_text(text.replace("</main>", f"{INJECTED}</main>"), "utf-8")
    if request.param == "disk":
        yield f"{(tmp_path / 'html').as_uri()}/"
        return
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(tmp_path / "html")))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def open_page(address: str, profile: Path) -> tuple[str, list[str]]:
    """Return a page as Chromium has it after its scripts, and what Chromium says of its policy."""
    assert CHROMIUM is not None
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    command = [CHROMIUM, *FLAGS, *root, f"--user-data-dir={profile}", address]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    return done.stdout, [line for line in done.stderr.splitlines() if "Content Security Policy" in line]


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not on this machine")
def test_a_page_does_nothing_that_its_policy_stops(address: str, tmp_path: Path) -> None:
    """Styles, fonts, pictures and widths of a page are allowed; nothing is reported."""
    for page in ("pictures", "tables", "index"):
        shown, violations = open_page(f"{address}{page}.html", tmp_path / "profile")
        assert "</main>" in shown
        assert violations == []


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not on this machine")
def test_what_is_put_into_a_page_does_not_run(address: str, tmp_path: Path) -> None:
    """No script, handler, foreign picture or base of another host has an effect."""
    shown, violations = open_page(f"{address}broken.html", tmp_path / "profile")
    assert "document.title" in shown
    assert "<title>taken over" not in shown
    assert re.search(r"<title[^>]*>[12]</title>", shown) is None
    assert len(violations) >= 5


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not on this machine")
@pytest.mark.parametrize("address", ["server"], indirect=True)
def test_an_audit_reads_what_is_for_search_engines(address: str, tmp_path: Path) -> None:
    """Through a page, Lighthouse asks for robots.txt of its host, and gets it; no other host is asked."""
    (tmp_path / "html" / "robots.txt").write_text("User-agent: *\nAllow: /\n")
    with open_chromium(tmp_path / "profile") as tab:
        tab.open(f"{address}index.html")
        frame = tab.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
        ask = {"frameId": frame, "options": {"disableCache": True, "includeCredentials": False}}
        answer = tab.send("Network.loadNetworkResource", url=f"{address}robots.txt", **ask)
        with pytest.raises(AssertionError, match="CSP violation"):
            tab.send("Network.loadNetworkResource", url="http://localhost:9/robots.txt", **ask)
    assert answer["resource"]["success"]


def test_every_page_has_the_policy_first(made: Made) -> None:
    """It stands right after the encoding, allows no script and no inline style but those it names."""
    for path in iter_files(made.html):
        if path.suffix == ".html":
            text = path.read_text("utf-8")
            match = POLICY.search(text)
            assert match, path.name
            assert text.count("Content-Security-Policy") == 1
            assert "default-src 'none'" in match[1]
            loose = {"'unsafe-inline'", "'unsafe-eval'", "script-src", "*", "https:"}
            assert not loose & set(match[1].split())
