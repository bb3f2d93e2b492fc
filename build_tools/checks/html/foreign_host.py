"""Find resources that pages, stylesheets and SVG fetch from another host.

Example: `<img src="https://example.org/map.png">`; `@import "//fonts.example.org/css"`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from build_tools.checks.definition import PAGE_FORMATS, BuiltEdition, Check, Violation
from build_tools.inspection.html.page import find_css_urls, find_page_resources, read_html_pages
from build_tools.paths import iter_files

CHECK = Check(
    code="html/foreign-host",
    severity="error",
    formats=PAGE_FORMATS,
    what="scripts, fonts, images and styles from another host",
    why="the page is incomplete without them, and the other host learns who reads what",
    fix="put the file next to the sources and name it there",
    requires=("lxml",),
)

# An address that a browser asks a network for. `data:` and `blob:` lie in the page itself.
HOST = re.compile(r"(?:(?:https?|ftp|wss?):|//|\\\\)", re.IGNORECASE)
SVG_REFERENCE = re.compile(r"""(?:href|src)\s*=\s*["']([^"'#][^"']*)["']""")


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for each resource of another host."""
    for page in read_html_pages(built.path):
        for element, address in find_page_resources(page.tree.getroottree().getroot()):
            if HOST.match(address):
                message = f"{element.tag} fetches {address}"
                yield Violation(built.path / page.name, message, element.sourceline)
    for file in iter_files(built.path):
        if file.suffix in {".css", ".svg"}:
            yield from _check_sheet(file)


def _check_sheet(file: Path) -> Iterator[Violation]:
    text = file.read_text("utf-8", errors="replace")
    svg_references = SVG_REFERENCE.findall(text) if file.suffix == ".svg" else []
    for address in (*find_css_urls(text), *svg_references):
        if HOST.match(address):
            line_number = text[: text.find(address)].count("\n") + 1
            yield Violation(file, f"the file fetches {address}", line_number)
