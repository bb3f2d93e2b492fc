"""Act in a page as a reader does, in Chromium: type, click, keep what is downloaded."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from select import select
from typing import Any

CHROMIUM = shutil.which("chromium")
FLAGS = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--disable-dev-shm-usage",
    "--remote-debugging-pipe",
)
FIND_MIDDLE = """element => {
  element.scrollIntoView({ block: "center" });
  const box = element.getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2];
}"""
# The timeout for an answer, in seconds.
PATIENCE = 60
Message = dict[str, Any]


class Tab:
    """Control a tab by the DevTools protocol, over a pair of pipes."""

    def __init__(self, outgoing: int, incoming: int) -> None:
        self._outgoing, self._incoming = outgoing, incoming
        self._received, self._count, self._session = b"", 0, ""
        self.events: list[Message] = []
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.send("Page.enable")
        self.send("Log.enable")

    def send(self, method: str, **params: object) -> Message:
        """Send a command and return its result; what happens meanwhile is added to `events`."""
        self._count += 1
        request: Message = {"id": self._count, "method": method, "params": params}
        if self._session and not method.startswith("Browser."):
            request["sessionId"] = self._session
        os.write(self._outgoing, json.dumps(request).encode() + b"\0")
        answer = self._read_until(lambda message: message.get("id") == self._count)
        assert "error" not in answer, answer
        result: Message = answer["result"]
        return result

    def wait(self, method: str, **params: object) -> Message:
        """Return the parameters of the first event of a name with these parameters."""

        def is_meant(message: Message) -> bool:
            return message.get("method") == method and params.items() <= message["params"].items()

        found = next(filter(is_meant, self.events), None) or self._read_until(is_meant)
        result: Message = found["params"]
        return result

    def open(self, address: str) -> None:
        """Open a page and wait until it is loaded."""
        self.send("Page.navigate", url=address)
        self.wait("Page.loadEventFired")

    def evaluate(self, expression: str) -> Any:
        """Return the value of an expression of JavaScript in the page."""
        return self.send("Runtime.evaluate", expression=expression, returnByValue=True)["result"].get("value")

    def click(self, selector: str) -> None:
        """Click in the middle of an element with the mouse."""
        place = self.evaluate(f"({FIND_MIDDLE})(document.querySelector({json.dumps(selector)}))")
        for kind in ("mousePressed", "mouseReleased"):
            where = {"x": place[0], "y": place[1], "button": "left", "clickCount": 1}
            self.send("Input.dispatchMouseEvent", type=kind, **where)

    def type_text(self, selector: str, text: str) -> None:
        """Click in a field and type a text."""
        self.click(selector)
        self.send("Input.insertText", text=text)

    def download(self, selector: str, folder: Path) -> Path:
        """Click on an element that saves a file, and return the file when it is whole."""
        folder.mkdir()
        saves = {"behavior": "allow", "downloadPath": str(folder), "eventsEnabled": True}
        self.send("Browser.setDownloadBehavior", **saves)
        self.click(selector)
        name: str = self.wait("Browser.downloadWillBegin")["suggestedFilename"]
        self.wait("Browser.downloadProgress", state="completed")
        return folder / name

    def _read_until(self, is_meant: Callable[[Message], bool]) -> Message:
        while True:
            while b"\0" not in self._received:
                assert select([self._incoming], [], [], PATIENCE)[0], "Chromium does not answer"
                data = os.read(self._incoming, 1 << 16)
                assert data, "Chromium ended"
                self._received += data
            line, _, self._received = self._received.partition(b"\0")
            message: Message = json.loads(line)
            if "method" in message:
                self.events.append(message)
            if is_meant(message):
                return message


@contextmanager
def open_chromium(profile: Path) -> Iterator[Tab]:
    """Yield a tab of a browser that ends with the block."""
    assert CHROMIUM is not None
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    (their_in, outgoing), (incoming, their_out) = os.pipe(), os.pipe()
    # The protocol reads from descriptor 3 and writes to 4.
    shell = f'exec "$0" "$@" 3<&{their_in} 4>&{their_out}'
    command = ["bash", "-c", shell, CHROMIUM, *FLAGS, *root, f"--user-data-dir={profile}"]
    with subprocess.Popen(command, pass_fds=(their_in, their_out), stderr=subprocess.DEVNULL) as browser:
        os.close(their_in)
        os.close(their_out)
        try:
            yield Tab(outgoing, incoming)
        finally:
            browser.terminate()
            browser.wait(30)
            os.close(outgoing)
            os.close(incoming)
