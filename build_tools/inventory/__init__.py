"""What a publication's sources name and ask for: takes its files, gives labels and references.

An inventory is read from the sources alone, before anything is built, so that a plan knows which
references of one publication to another have changed. It sees what stands in plain reST: a label
at the margin and, below it, a title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from build_tools.inventory import titles
from build_tools.layout import Root, iter_files, relativize_path
from build_tools.model import Place

# An address behind the name, or in the line below it, makes a link of it.
_LABEL = re.compile(r"\.\. _(`[^`]+`|[^_`:][^`:]*):\s*")
# A mark of exclamation makes plain words of it.
_ASKED = re.compile(r":(?:std:)?ref:`(?!!)([^`]+)`")
_TARGET = re.compile(r"<([^<>]+)>\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label: where it stands, on which page, and the title below it as its author wrote it.

    `nearest` is the one of several at a title that stands next to it, and numbers its article.
    """

    place: Place
    page: str
    nearest: str
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """The labels of a publication by name, those it refers to, and the title of each page."""

    labels: Mapping[str, Label] = field(default_factory=dict)
    asked: frozenset[str] = frozenset()
    titles: Mapping[str, str] = field(default_factory=dict)

    @property
    def wanting(self) -> frozenset[str]:
        """The labels that it refers to and does not have."""
        return self.asked - self.labels.keys()


def read(root: Root, publication: str) -> Inventory:
    """Return the inventory of a publication; a file that cannot be read is told where it is built.

    Pages are named within the publication (`right-1`), labels as docutils compares them.
    """
    home = root.get_source_folder(publication)
    labels: dict[str, Label] = {}
    headings: dict[str, str] = {}
    asked: set[str] = set()
    for file in (each for each in iter_files(home) if each.suffix == ".rst"):
        text = _text(file)
        page, lines = relativize_path(file, home).removesuffix(".rst"), text.split("\n")
        for name, label in _labels(lines, root.relativize(file), page):
            labels.setdefault(name, label)
        headings[page] = titles.first(lines)
        asked.update(_asked(text))
    return Inventory(labels=labels, asked=frozenset(asked), titles=headings)


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n")
    except OSError:
        return ""


def _labels(lines: Sequence[str], file: str, page: str) -> Iterator[tuple[str, Label]]:
    for at in range(len(lines)):
        if name := _label(lines, at):
            nearest, title = _below(lines, at + 1, name)
            place = Place(file=file, line=at + 1)
            yield name, Label(place=place, page=page, nearest=nearest, title=title)


def _label(lines: Sequence[str], at: int) -> str:
    """Return the label that a line sets, empty where it sets none."""
    found = _LABEL.fullmatch(lines[at])
    after = lines[at + 1] if at + 1 < len(lines) else ""
    return named(found[1]) if found and not (after[:1].isspace() and after.strip()) else ""


def _below(lines: Sequence[str], at: int, name: str) -> tuple[str, str]:
    """Return the last label above what follows a label, and the title that it is, if it is one."""
    at = titles.below(lines, at)
    while at < len(lines) and lines[at].startswith(".. "):
        name = _label(lines, at) or name
        at = titles.below(lines, at)
    return name, titles.title(lines, at)


def _asked(text: str) -> Iterator[str]:
    for content in _ASKED.findall(text):
        target = _TARGET.search(content)
        if name := named(target[1] if target else content):
            yield name


def named(label: str) -> str:
    """Return a label as docutils compares it: in lower case, with single spaces."""
    return " ".join(label.strip("`").lower().split())
