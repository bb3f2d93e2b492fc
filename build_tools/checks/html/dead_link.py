"""Takes the pages of an edition, gives the links in them that lead nowhere.

What: a relative `href` or `src` whose file is not there, or whose `#id` the page lacks.
Example: `<a href="right-2.html#rihgt">Right II</a>` where right-2.html has no such id.

A link into another edition or format that was not built yet is no fault.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from build_tools.checks.row import Built, Fault
from build_tools.layout import iter_files


@dataclass(frozen=True, slots=True)
class _Link:
    address: str
    line: int


class _Page(HTMLParser):
    """Collects the ids and the links of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[_Link] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element's id and where it leads."""
        for name, value in attrs:
            if not value:
                continue
            if name == "id" or (name == "name" and tag == "a"):
                self.ids.add(value)
            elif name in {"href", "src"}:
                self.links.append(_Link(value, self.getpos()[0]))


@dataclass(slots=True)
class _Site:
    """The pages that links lead to, each read once."""

    built: Built
    pages: dict[Path, _Page] = field(default_factory=dict)

    def page(self, file: Path) -> _Page:
        """Return a page's ids and links."""
        if file not in self.pages:
            parser = _Page()
            parser.feed(file.read_text("utf-8", errors="replace"))
            self.pages[file] = parser
        return self.pages[file]

    def fault(self, file: Path, link: _Link) -> str:
        """Return what is wrong with a link on a page, empty where nothing is."""
        try:
            parts = urlsplit(link.address)
        except ValueError:
            return f"{link.address} is no address"
        if parts.scheme or parts.netloc:
            return ""
        target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
        if not target.is_file():
            return "" if self._is_awaited(target) else f"{link.address} leads to no file"
        if target.suffix != ".html" or not parts.fragment:
            return ""
        known = unquote(parts.fragment) in self.page(target).ids
        return "" if known else f"{link.address} leads to a place that {target.name} does not have"

    def _is_awaited(self, target: Path) -> bool:
        """Return whether a file belongs to another edition or format, of which nothing is here."""
        home = self.built.editions.resolve()
        if not target.is_relative_to(home) or target.is_relative_to(self.built.whole.resolve()):
            return False
        edition = home.joinpath(*target.relative_to(home).parts[:2])
        return not (edition / "html").is_dir() if target.suffix == ".html" else edition != target


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for each dead link of the edition's pages."""
    site = _Site(built)
    for file in iter_files(built.whole):
        if file.suffix == ".html":
            yield from _faults(site, file.resolve(), file)


def _faults(site: _Site, resolved: Path, file: Path) -> Iterator[Fault]:
    for link in site.page(resolved).links:
        message = site.fault(resolved, link)
        if message:
            yield Fault(file, message, link.line)
