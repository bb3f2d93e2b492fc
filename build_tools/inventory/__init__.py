"""Read the labels, references and titles of a publication from its reST sources.

Sources alone are read, before anything is built, so that a plan knows which references have changed: a label
at the margin and, below it, a title in plain reST.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

from build_tools.model import Finding, Place
from build_tools.paths import Root, iter_files, relativize_path

# An address behind the name, or in the line below it, makes a link of it.
_LABEL = re.compile(r"\.\. _(`[^`]+`|[^_`:][^`:]*):\s*")
# A mark of exclamation makes plain words of it.
_REFERENCE = re.compile(r":(?:std:)?ref:`(?!!)([^`]+)`")
_TARGET = re.compile(r"<([^<>]+)>\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Describe a label, and the title below it; `nearest`, the last of several, numbers its article."""

    place: Place
    page: str
    nearest: str
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """Hold the labels of a publication by name, those it refers to, and the title of each page."""

    labels: Mapping[str, Label] = field(default_factory=dict)
    referenced: frozenset[str] = frozenset()
    titles: Mapping[str, str] = field(default_factory=dict)

    @property
    def unresolved(self) -> frozenset[str]:
        """Return the labels that it refers to and does not have."""
        return self.referenced - self.labels.keys()


def read_inventory(root: Root, publication: str) -> Inventory:
    """Return the inventory of a publication, its labels as docutils compares them; pages like `right-1`."""
    home = root.get_source_folder(publication)
    labels: dict[str, Label] = {}
    headings: dict[str, str] = {}
    referenced: set[str] = set()
    for file in (each for each in iter_files(home) if each.suffix == ".rst"):
        text = _read_source_text(file)
        page, lines = relativize_path(file, home).removesuffix(".rst"), text.split("\n")
        for name, label in _iter_labels(lines, root.relativize(file), page):
            labels.setdefault(name, label)
        headings[page] = find_first_title(lines)
        referenced.update(_iter_references(text))
    return Inventory(labels=labels, referenced=frozenset(referenced), titles=headings)


def _read_source_text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n")
    except OSError:
        return ""


def _iter_labels(lines: Sequence[str], file: str, page: str) -> Iterator[tuple[str, Label]]:
    for index in range(len(lines)):
        if name := _parse_label(lines, index):
            nearest, title = _find_label_title(lines, index + 1, name)
            place = Place(file=file, line=index + 1)
            yield name, Label(place=place, page=page, nearest=nearest, title=title)


def _parse_label(lines: Sequence[str], index: int) -> str:
    match = _LABEL.fullmatch(lines[index])
    after = lines[index + 1] if index + 1 < len(lines) else ""
    is_link = after[:1].isspace() and after.strip()
    return normalize_label(match[1]) if match and not is_link else ""


def _find_label_title(lines: Sequence[str], index: int, name: str) -> tuple[str, str]:
    """Return the last label before the text that follows a label, and its title if it has one."""
    index = skip_to_text(lines, index)
    while index < len(lines) and lines[index].startswith(".. "):
        name = _parse_label(lines, index) or name
        index = skip_to_text(lines, index)
    return name, parse_title(lines, index)


def _iter_references(text: str) -> Iterator[str]:
    for content in _REFERENCE.findall(text):
        target = _TARGET.search(content)
        if name := normalize_label(target[1] if target else content):
            yield name


def normalize_label(label: str) -> str:
    """Return a label as docutils compares it: in lower case, with single spaces."""
    return " ".join(label.strip("`").lower().split())


_UNDERLINE = re.compile(r"([!-/:-@\[-`{-~])\1*\s*")
# A line that is shorter is words, unless it is as long as its title (docutils, `underline`).
_MIN_UNDERLINE = 4


def parse_title(lines: Sequence[str], index: int) -> str:
    """Return the title that begins at a line: text with an underline, or an overline too."""
    first_line, second_line, third_line = (*lines[index : index + 3], "", "", "")[:3]
    if _is_underline(first_line):
        is_title = first_line.rstrip() == third_line.rstrip() and _is_long_enough(second_line, third_line)
        return second_line.strip() if is_title else ""
    is_title = not first_line[:1].isspace() and _is_long_enough(first_line, second_line)
    return first_line.strip() if is_title else ""


def find_first_title(lines: Sequence[str]) -> str:
    """Return the first title of a page, or an empty string."""
    indexes = (at for at in range(len(lines)) if not at or not lines[at - 1].strip())
    return next(filter(None, (parse_title(lines, at) for at in indexes)), "")


def skip_to_text(lines: Sequence[str], index: int) -> int:
    """Return the index after blank lines, and after a directive or comment that begins there."""
    if index < len(lines) and lines[index].startswith(".. "):
        index += 1
        while index < len(lines) and (not lines[index].strip() or lines[index][:1].isspace()):
            index += 1
    while index < len(lines) and not lines[index].strip():
        index += 1
    return index


def _is_underline(line: str) -> bool:
    return _UNDERLINE.fullmatch(line) is not None


def _is_long_enough(words: str, line: str) -> bool:
    length = len(line.rstrip()) if _is_underline(line) else 0
    return 0 < min(_MIN_UNDERLINE, _measure_width(words.strip())) <= length


def _measure_width(words: str) -> int:
    """Return the columns of a text: two for a wide character, none for a combining mark."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in words)
    return len(words) + wide - sum(map(bool, map(unicodedata.combining, words)))


def find_shared_labels(inventories: Mapping[str, Inventory], due: Collection[str]) -> Iterator[Finding]:
    """Yield a warning for each two publications that share a label, at the first, if one is `due`."""
    for first, second in combinations(inventories, 2):
        names = [name for name in inventories[second].labels if name in inventories[first].labels]
        if names and not {first, second}.isdisjoint(due):
            yield Finding(
                code="source/label-shared",
                severity="warning",
                message=_format_shared_labels(names, inventories[first].labels[names[0]].place),
                place=inventories[second].labels[names[0]].place,
                publication=second,
            )


def _format_shared_labels(names: list[str], first_place: Place) -> str:
    more = f", and {len(names) - 1} more of these publications" if len(names) > 1 else ""
    return (
        f"the label {names[0]} is also at {first_place.file}:{first_place.line}{more}: a reference from"
        " another publication could mean either — begin the labels of each with letters of its own"
    )
