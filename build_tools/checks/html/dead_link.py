"""Find dead links in HTML pages.

Example: `<a href="right-2.html#rihgt">Right II</a>` where right-2.html has no such id.

A link into another edition or format that is not built yet is no violation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from build_tools.checks.definition import PAGE_FORMATS, BuiltEdition, Check, Violation
from build_tools.paths import iter_files

CHECK = Check(
    code="html/dead-link",
    severity="error",
    formats=PAGE_FORMATS,
    what="links to a file or an id that does not exist",
    why="a reader of pages on disk has no search to find it otherwise",
    fix="link by a label (`:ref:`): the build makes a valid address of it",
    scope="editions",
)


class _LinkParser(HTMLParser):
    """Collect the ids and the links of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect the id and the links of an element."""
        for name, value in attrs:
            if not value:
                continue
            if name == "id" or (name == "name" and tag == "a"):
                self.ids.add(value)
            elif name in {"href", "src"}:
                self.links.append((value, self.getpos()[0]))


@dataclass(slots=True)
class _LinkedPages:
    """Hold the pages that links lead to, each parsed once."""

    built: BuiltEdition
    pages: dict[Path, _LinkParser] = field(default_factory=dict)

    def parse_page(self, file: Path) -> _LinkParser:
        """Return the ids and the links of a page."""
        if file not in self.pages:
            parser = _LinkParser()
            parser.feed(file.read_text("utf-8", errors="replace"))
            self.pages[file] = parser
        return self.pages[file]

    def describe_dead_link(self, file: Path, link: str) -> str:
        """Return what is wrong with a link on a page; empty if nothing is."""
        try:
            parts = urlsplit(link)
        except ValueError:
            return f"{link} is no address"
        if parts.scheme or parts.netloc:
            return ""
        target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
        if not target.is_file():
            return "" if self._is_unbuilt(target) else f"{link} leads to no file"
        if target.suffix != ".html" or not parts.fragment:
            return ""
        is_known = unquote(parts.fragment) in self.parse_page(target).ids
        return "" if is_known else f"{link} leads to a place that {target.name} does not have"

    def _is_unbuilt(self, target: Path) -> bool:
        """Return whether a file belongs to another edition or format that is not built."""
        home = self.built.editions_folder.resolve()
        if not target.is_relative_to(home) or target.is_relative_to(self.built.path.resolve()):
            return False
        edition = home.joinpath(*target.relative_to(home).parts[:2])
        return not (edition / "html").is_dir() if target.suffix == ".html" else edition != target


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for each dead link."""
    linked_pages = _LinkedPages(built)
    for file in iter_files(built.path):
        if file.suffix == ".html":
            yield from _check_page_links(linked_pages, file.resolve(), file)


def _check_page_links(linked_pages: _LinkedPages, resolved: Path, file: Path) -> Iterator[Violation]:
    for link, line in linked_pages.parse_page(resolved).links:
        message = linked_pages.describe_dead_link(resolved, link)
        if message:
            yield Violation(file, message, line)
