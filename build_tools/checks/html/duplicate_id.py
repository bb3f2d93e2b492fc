"""Takes the pages of an edition, gives the ids that stand on one of them twice.

What: two elements of a page with the same `id`.
Example: raw HTML with `<p id="right-1">` on the page of the article `right-1`.
"""

from __future__ import annotations

from collections.abc import Iterable
from html.parser import HTMLParser

from build_tools.checks.row import Built, Fault
from build_tools.layout import iter_files


class _Page(HTMLParser):
    """Collects the lines of each id of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[str, list[int]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element's id and where it stands."""
        for name, value in attrs:
            if name == "id" and value:
                self.lines.setdefault(value, []).append(self.getpos()[0])


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for each second place of an id."""
    for file in iter_files(built.whole):
        if file.suffix == ".html":
            page = _Page()
            page.feed(file.read_text("utf-8", errors="replace"))
            for id, (first, *more) in page.lines.items():
                for line in more:
                    yield Fault(file, f"the id {id} stands at line {first} already", line)
