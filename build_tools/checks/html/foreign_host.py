"""Takes the pages, sheets and drawings of an edition, gives what they fetch from another host.

What: scripts, faces, pictures, sheets, frames and whatever else a browser fetches by itself, by an
address that names a host. A link that a reader follows is none of them.
Example: `<img src="https://example.org/map.png">`; `@import "//fonts.example.org/css"`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from build_tools.checks.row import Built, Fault
from build_tools.layout import iter_files
from build_tools.seeing import read_html_pages
from build_tools.seeing.fetched import find_css_urls, find_page_resources

# An address that a browser asks a network for. `data:` and `blob:` lie in the page itself.
HOST = re.compile(r"(?:(?:https?|ftp|wss?):|//|\\\\)", re.IGNORECASE)
DRAWN = re.compile(r"""(?:href|src)\s*=\s*["']([^"'#][^"']*)["']""")


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for each thing that comes from another host."""
    for leaf in read_html_pages(built.whole):
        for element, address in find_page_resources(leaf.tree.getroottree().getroot()):
            if HOST.match(address):
                message = f"{element.tag} fetches {address}"
                yield Fault(built.whole / leaf.name, message, element.sourceline)
    for file in iter_files(built.whole):
        if file.suffix in {".css", ".svg"}:
            yield from _sheet(file)


def _sheet(file: Path) -> Iterator[Fault]:
    text = file.read_text("utf-8", errors="replace")
    drawn = DRAWN.findall(text) if file.suffix == ".svg" else []
    for address in (*find_css_urls(text), *drawn):
        if HOST.match(address):
            at = text[: text.find(address)].count("\n") + 1
            yield Fault(file, f"the file fetches {address}", at)
