"""What pages and documents of an e-book say: takes trees, gives words, links, notes, addresses.

The text proper alone: `main`, less what a medium makes for itself (`nav`, `header`, `footer`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from build_tools.seeing import words_cut
from build_tools.seeing.pages import APART, INLINE, Leaf, tag

SILENT = APART | {"svg", "script", "style", "template"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A link of the text: its words, its address, the id of the element, its line."""

    text: str
    href: str
    id: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """A note on a page: its id, its mark, its words, and where it leads back to."""

    id: str
    mark: str
    words: tuple[str, ...]
    backs: tuple[str, ...]
    line: int


@dataclass(slots=True, kw_only=True)
class Page:
    """A page: its words with the line of each, the word behind each id, and what else is on it."""

    name: str
    texts: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    ids: dict[str, int] = field(default_factory=dict)
    links: list[Anchor] = field(default_factory=list)
    calls: list[Anchor] = field(default_factory=list)
    notes: list[Aside] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    permanent: list[tuple[str, str]] = field(default_factory=list)


def page(leaf: Leaf) -> Page:
    """Return what a page says."""
    reading = _Reading(Page(name=leaf.name))
    reading.take(leaf.main)
    for element in leaf.main.iter():
        if "permalink" in _classes(element):
            reading.page.permanent.append((element.get("href", ""), _owner(element)))
    return reading.settled()


@dataclass(slots=True)
class _Reading:
    """A page that is being read: its text so far, in pieces, each with its line."""

    page: Page
    parts: list[str] = field(default_factory=list)
    length: int = 0
    marks: list[tuple[int, int]] = field(default_factory=list)
    spots: list[tuple[str, int]] = field(default_factory=list)

    def take(self, element: Any) -> None:
        """Take in an element, not what comes after it."""
        name = tag(element).rpartition("}")[2]  # MathML too
        if not name or name in SILENT:
            return
        apart = name not in INLINE or "linenos" in _classes(element)
        self._add("\n" if apart else "", element)
        if element.get("id"):
            self.spots.append((element.get("id"), self.length))
        self._one(element, name)
        self._add("\n" if apart else "", element)

    def _one(self, element: Any, name: str) -> None:
        classes, role = _classes(element), element.get("role", "")
        if role == "doc-noteref" or "footnote-reference" in classes:
            self.page.calls.append(_anchor(element, _said(element)))
        elif "permalink" in classes or "backrefs" in classes or role == "doc-backlink":
            return  # made by the press for each of them
        elif role == "doc-footnote" or (name == "aside" and "footnote" in classes):
            self._note(element)
        elif name == "img":
            self.page.pictures.append(element.get("alt") or "")
        elif name == "a" and element.get("href"):
            at = len(self.parts)
            self._within(element)
            self.page.links.append(_anchor(element, "".join(self.parts[at:])))
        else:
            self._within(element)

    def _within(self, element: Any, less: Any = None) -> None:
        self._add(element.text or "", element)
        for child in element:
            if child is not less:
                self.take(child)
            self._add(child.tail or "", child)

    def _note(self, element: Any) -> None:
        label = next((one for one in element if "label" in _classes(one)), None)
        at = len(self.parts)
        self._within(element, less=label)
        backs = [one.get("href", "") for one in element.iter() if _leads_back(one)]
        self.page.notes.append(
            Aside(
                id=element.get("id", ""),
                mark="" if label is None else _said(label).strip("[]() \n"),
                words=tuple(words_cut.cut("".join(self.parts[at:]))),
                backs=tuple(backs),
                line=element.sourceline or 0,
            )
        )

    def _add(self, text: str, element: Any) -> None:
        if text:
            plain = words_cut.plain(text)
            self.marks.append((self.length, element.sourceline or 0))
            self.parts.append(plain)
            self.length += len(plain)

    def settled(self) -> Page:
        """Return the page with its words cut."""
        starts = []
        at = 0
        for start, word in words_cut.spans("".join(self.parts)):
            while at + 1 < len(self.marks) and self.marks[at + 1][0] <= start:
                at += 1
            starts.append(start)
            self.page.texts.append(word)
            self.page.lines.append(self.marks[at][1])
        self.page.ids.update({id: words_cut.at(starts, letter) for id, letter in self.spots})
        return self.page


def _anchor(element: Any, text: str) -> Anchor:
    return Anchor(
        text=text,
        href=element.get("href", ""),
        id=element.get("id", ""),
        line=element.sourceline or 0,
    )


def _said(element: Any) -> str:
    return " ".join("".join(element.itertext()).split()).strip("[]")


def _classes(element: Any) -> Sequence[str]:
    return (element.get("class") or "").split() if isinstance(element.tag, str) else ()


def _leads_back(element: Any) -> bool:
    return isinstance(element.tag, str) and element.get("role") == "doc-backlink"


def _owner(element: Any) -> str:
    """Return the id of what a permanent link belongs to: the nearest around it that has one."""
    while element is not None and not (element.get("id") and tag(element) != "a"):
        element = element.getparent()
    return "" if element is None else element.get("id")
