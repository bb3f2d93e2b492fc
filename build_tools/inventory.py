"""What a publication's sources name and ask for: takes its files, gives labels and references.

An inventory is read from the sources alone, before anything is built, so that a plan knows which
references of one publication to another have changed. It sees what stands in plain reST: a label
at the margin and, below it, a title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from build_tools.layout import Root, files, relative
from build_tools.model import Place

# What stands indented is a listing; an address behind the name makes it a link.
LABEL = re.compile(r"^\.\. _(`[^`\n]+`|[^_`:\n][^`:\n]*):[ \t]*$(?!\n[ \t]+\S)", re.MULTILINE)
# A mark of exclamation makes plain words of it.
_ASKED = re.compile(r":(?:std:)?ref:`(?!!)([^`]+)`")
_TARGET = re.compile(r"<([^<>]+)>\s*$")
# A line under a title, or one above it too: three marks at least, or docutils takes it for words.
_TITLE = re.compile(
    r"^(?:([!-/:-@\[-`{-~])\1{2,}[ \t]*\n[ \t]*(?P<over>\S[^\n]*)\n\1{3,}"
    r"|(?P<under>\S[^\n]*)\n([!-/:-@\[-`{-~])\4{2,})[ \t]*$",
    re.MULTILINE,
)
_BLANK = re.compile(r"(?:[ \t]*\n)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label: where it stands, on which page, and the title below it as its author wrote it."""

    place: Place
    page: str
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
    home = root.publication(publication)
    labels: dict[str, Label] = {}
    titles: dict[str, str] = {}
    asked: set[str] = set()
    for file in (each for each in files(home) if each.suffix == ".rst"):
        text = _text(file)
        page = relative(file, home).removesuffix(".rst")
        for name, label in _labels(text, root.name(file), page):
            labels.setdefault(name, label)
        titles[page] = _words(_TITLE.search(text))
        asked.update(_asked(text))
    return Inventory(labels=labels, asked=frozenset(asked), titles=titles)


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
    except OSError:
        return ""


def _labels(text: str, file: str, page: str) -> Iterator[tuple[str, Label]]:
    for match in LABEL.finditer(text):
        place = Place(file=file, line=text.count("\n", 0, match.start()) + 1)
        if name := named(match[1]):
            yield name, Label(place=place, page=page, title=_title(text, match.end()))


def _title(text: str, at: int) -> str:
    """Return the title that follows a label, past blank lines and other labels; else nothing."""
    at = _past_blanks(text, at)
    while other := LABEL.match(text, at):
        at = _past_blanks(text, other.end())
    return _words(_TITLE.match(text, at))


def _words(title: re.Match[str] | None) -> str:
    return (title["over"] or title["under"]).strip() if title else ""


def _past_blanks(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at


def _asked(text: str) -> Iterator[str]:
    for content in _ASKED.findall(text):
        target = _TARGET.search(content)
        if name := named(target[1] if target else content):
            yield name


def named(label: str) -> str:
    """Return a label as docutils compares it: in lower case, with single spaces."""
    return " ".join(label.strip("`").lower().split())
