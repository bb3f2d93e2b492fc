"""Find ids that occur twice on an HTML page.

Example: raw HTML with `<p id="right-1">` on the page of the article `right-1`.
"""

from __future__ import annotations

from collections.abc import Iterable
from html.parser import HTMLParser

from build_tools.checks.definition import PAGE_FORMATS, BuiltEdition, Check, Violation
from build_tools.paths import iter_files

CHECK = Check(
    code="html/duplicate-id",
    severity="error",
    formats=PAGE_FORMATS,
    what="ids that occur twice on a page",
    why="an address leads only to the first of them",
    fix="give raw HTML ids of its own; those of the build are always different",
    standards=("HTML, 3.2.6",),
)


class _IdParser(HTMLParser):
    """Collect the lines of each id of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[str, list[int]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect the id of an element and its line."""
        for name, value in attrs:
            if name == "id" and value:
                self.lines.setdefault(value, []).append(self.getpos()[0])


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for each repetition of an id."""
    for file in iter_files(built.path):
        if file.suffix == ".html":
            page = _IdParser()
            page.feed(file.read_text("utf-8", errors="replace"))
            for id, (first, *repetitions) in page.lines.items():
                for line in repetitions:
                    yield Violation(file, f"the id {id} is at line {first} already", line)
