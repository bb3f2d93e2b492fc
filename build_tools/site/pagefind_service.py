"""Run Pagefind as a service, which gets pages one after another, so that their order is ours.

Run over a folder, it would take the pages in the order in which a disk lists them. Requests and answers are
JSON in base64, with a comma behind each.
"""

from __future__ import annotations

import base64
import json
import os
import signal
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from build_tools.errors import UserError
from build_tools.process.parent_death import find_parent_death_prefix

ENGINE = "pagefind_bin_extended"
REMEDY = "./editions site"
SECONDS = 300
INDEX = 0  # a service counts its indexes from there


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexPage:
    """Hold a page to be indexed, and the name that its fragment has as its url."""

    name: str
    html: str


def run_pagefind(pages: Sequence[IndexPage], home: Path) -> dict[str, bytes]:
    """Return the files of Pagefind's index of pages, by their names in it; `home` is its working folder.

    Pagefind 1.5.2 says that it has written its files before it has: so it hands them over, and writes none.
    Raises UserError `site/search` if Pagefind fails, or does not end in time.
    """
    requests = b"".join(_encode_message(number, one) for number, one in enumerate(_iter_requests(pages)))
    try:
        with _start_service(home) as process:
            timer = threading.Timer(SECONDS, process.kill)
            timer.start()
            try:
                answer = _exchange_messages(process, requests, len(pages) + 2)
            finally:
                timer.cancel()
                with suppress(ProcessLookupError, PermissionError):
                    os.killpg(process.pid, signal.SIGKILL)
    except OSError as error:
        raise _make_failure(error.strerror or str(error)) from error
    return {file["path"]: base64.b64decode(file["content"]) for file in answer["files"]}


def _iter_requests(pages: Sequence[IndexPage]) -> Iterator[dict[str, object]]:
    yield {"type": "NewIndex", "config": None}
    for page in pages:
        yield {"type": "AddFile", "index_id": INDEX, "url": page.name, "file_contents": page.html}
    yield {"type": "GetFiles", "index_id": INDEX}


def _encode_message(number: int, payload: dict[str, object]) -> bytes:
    message = {"message_id": number, "payload": payload}
    return base64.b64encode(json.dumps(message).encode()) + b","


def _start_service(home: Path) -> subprocess.Popen[bytes]:
    from pagefind_bin_extended import get_executable

    return subprocess.Popen(
        [*find_parent_death_prefix(), str(get_executable()), "--service"],
        cwd=home,
        env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "TZ": "UTC"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _exchange_messages(process: subprocess.Popen[bytes], requests: bytes, count: int) -> dict[str, Any]:
    """Send all requests, read as many answers, and return the last; the service reads while it answers."""
    stdin = cast(IO[bytes], process.stdin)
    stdin.write(requests)
    stdin.flush()
    answers = _iter_answers(process)
    answer: dict[str, Any] | None = None
    for _ in range(count):
        answer = next(answers, None)
        if answer is None or answer["type"] == "Error":
            raise _make_failure(answer["message"] if answer else "it ended before it had answered")
    return answer or {}


def _iter_answers(process: subprocess.Popen[bytes]) -> Iterator[dict[str, Any]]:
    """Yield the payload of each answer until the service ends."""
    stdout = cast(IO[bytes], process.stdout).fileno()
    rest = b""
    while data := os.read(stdout, 1 << 16):
        *answers, rest = (rest + data).split(b",")
        yield from (json.loads(base64.b64decode(one))["payload"] for one in answers)


def _make_failure(reason: str) -> UserError:
    message = f"Pagefind could not write the index of the search ({' '.join(reason.split())[:200]})"
    return UserError("site/search", message, remedy=f"rm -r .venv && {REMEDY}", exit_code=1)
