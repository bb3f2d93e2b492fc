"""The package index: one package is asked for, and why none comes is said in a few words."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from build_tools.doctor import package_index

LOCK = "# a remark\nnobody==1.0 \\\n    --hash=sha256:00\n"


@pytest.fixture
def silent_port() -> Iterator[int]:
    """Yield a port of this machine whose connections nobody answers."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(8)
        yield server.getsockname()[1]


@pytest.fixture
def closed_port(silent_port: int) -> int:
    """Return a port of this machine that refuses connections."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        return int(server.getsockname()[1])


def probe(folder: Path, seconds: int = 50, **variables: str) -> subprocess.CompletedProcess[str]:
    """Ask for the package of a lock as the launcher does."""
    (folder / "lock").write_text(LOCK, encoding="utf-8")
    known = {name: value for name, value in os.environ.items() if not name.lower().startswith("pip_")}
    return subprocess.run(
        [sys.executable, "-I", package_index.__file__, folder / "lock", folder, str(seconds)],
        env=known | {"PIP_CONFIG_FILE": os.devnull, "NO_PROXY": "*"} | variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_an_index_that_refuses(tmp_path: Path, closed_port: int) -> None:
    """If nobody listens there, the reason is the words of the system, in one line."""
    done = probe(tmp_path, PIP_INDEX_URL=f"http://127.0.0.1:{closed_port}/simple")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "[Errno 111] Connection refused\n"


def test_a_proxy_that_refuses(tmp_path: Path, closed_port: int) -> None:
    """If the proxy is not there, that is the reason."""
    proxy = f"http://127.0.0.1:{closed_port}"
    done = probe(tmp_path, NO_PROXY="", PIP_INDEX_URL="https://example.org/simple", PIP_PROXY=proxy)
    assert (done.returncode, done.stderr) == (1, "[Errno 111] Connection refused\n")


def test_an_index_that_is_silent(tmp_path: Path, silent_port: int) -> None:
    """If nothing comes in time, the process ends without a word."""
    address = f"http://127.0.0.1:{silent_port}/simple"
    done = probe(tmp_path, 1, PIP_INDEX_URL=address, PIP_DEFAULT_TIMEOUT="180")
    assert done.returncode != 0
    assert len(done.stderr.splitlines()) <= 1
    assert done.stdout == ""


def test_an_index_without_the_package(tmp_path: Path) -> None:
    """If the index has no such package, it is named."""
    done = probe(tmp_path, PIP_NO_INDEX="1", PIP_FIND_LINKS=str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.startswith("Could not find a version that satisfies the requirement nobody==1.0 ")


def test_an_index_with_the_package(tmp_path: Path) -> None:
    """If the package comes, nothing is said."""
    with zipfile.ZipFile(tmp_path / "nobody-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr("nobody-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: nobody\nVersion: 1.0\n")
        wheel.writestr("nobody-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        wheel.writestr("nobody-1.0.dist-info/RECORD", "")
    done = probe(tmp_path, PIP_NO_INDEX="1", PIP_FIND_LINKS=str(tmp_path))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


PROXY_FAILURE = (
    "Could not fetch URL https://h/a/: connection error: HTTPSConnectionPool(host='h', port=443): Max "
    "retries exceeded with url: /a/ (Caused by ProxyError('Cannot connect to proxy.', "
    "OSError('Tunnel connection failed: 426 Upgrade Required'))) - skipping\nERROR: none"
)
NOT_FOUND = "404 Client Error: Not Found for url: http://h/a/"


@pytest.mark.parametrize(
    ("printed", "reason"),
    [
        (PROXY_FAILURE, "426 Upgrade Required"),
        (f"Could not fetch URL http://h/a/: {NOT_FOUND} - skipping", NOT_FOUND),
        ("ERROR: No matching distribution found", "No matching distribution found"),
        ("", ""),
    ],
)
def test_the_reason_in_what_pip_prints(printed: str, reason: str) -> None:
    """The reason is the first that pip gives, without its classes."""
    assert package_index.describe_failure(printed) == reason
