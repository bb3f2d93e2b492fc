"""Collect the words, links, notes and anchors of HTML pages and EPUB documents.

Only the text proper: `main` without `nav`, `header` and `footer`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from build_tools.inspection.html.page import FURNITURE_TAGS, INLINE_TAGS, HtmlPage, get_tag_name
from build_tools.inspection.text import tokenize

SKIPPED_TAGS = FURNITURE_TAGS | {"svg", "script", "style", "template"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLink:
    """Describe a link: its text, its address, the id of the element, its line."""

    text: str
    href: str
    id: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PageNote:
    """Hold a note: its id, its mark, its words, and the links that lead back."""

    id: str
    mark: str
    words: tuple[str, ...]
    backlinks: tuple[str, ...]
    line: int


@dataclass(slots=True, kw_only=True)
class PageText:
    """Hold the words of a page with the line of each, the word after each id, links and notes."""

    name: str
    words: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    word_indices: dict[str, int] = field(default_factory=dict)
    links: list[PageLink] = field(default_factory=list)
    note_references: list[PageLink] = field(default_factory=list)
    notes: list[PageNote] = field(default_factory=list)
    alternatives: list[str] = field(default_factory=list)
    permalinks: list[tuple[str, str]] = field(default_factory=list)


def read_page_text(html_page: HtmlPage) -> PageText:
    """Return the text of a page."""
    reader = _PageTextReader(PageText(name=html_page.name))
    reader.read_element(html_page.main_element)
    for element in html_page.main_element.iter():
        if "permalink" in _get_classes(element):
            reader.page.permalinks.append((element.get("href", ""), _find_permalink_owner(element)))
    return reader.finish()


@dataclass(slots=True)
class _PageTextReader:
    """Collect the text of a page in parts, each with its line."""

    page: PageText
    parts: list[str] = field(default_factory=list)
    length: int = 0
    line_starts: list[tuple[int, int]] = field(default_factory=list)
    id_positions: list[tuple[str, int]] = field(default_factory=list)

    def read_element(self, element: Any) -> None:
        """Read an element without its tail."""
        name = get_tag_name(element).rpartition("}")[2]  # MathML too
        if not name or name in SKIPPED_TAGS:
            return
        is_block = name not in INLINE_TAGS or "linenos" in _get_classes(element)
        self._add_text("\n" if is_block else "", element)
        if element.get("id"):
            self.id_positions.append((element.get("id"), self.length))
        self._read_by_role(element, name)
        self._add_text("\n" if is_block else "", element)

    def _read_by_role(self, element: Any, name: str) -> None:
        classes, role = _get_classes(element), element.get("role", "")
        if role == "doc-noteref" or "footnote-reference" in classes:
            self.page.note_references.append(_make_page_link(element, _get_mark_text(element)))
        elif "permalink" in classes or "backrefs" in classes or role == "doc-backlink":
            return  # made by the press for each of them
        elif role == "doc-footnote" or (name == "aside" and "footnote" in classes):
            self._read_note(element)
        elif name == "img":
            self.page.alternatives.append(element.get("alt") or "")
        elif name == "a" and element.get("href"):
            start = len(self.parts)
            self._read_children(element)
            self.page.links.append(_make_page_link(element, "".join(self.parts[start:])))
        else:
            self._read_children(element)

    def _read_children(self, element: Any, skipped: Any = None) -> None:
        self._add_text(element.text or "", element)
        for child in element:
            if child is not skipped:
                self.read_element(child)
            self._add_text(child.tail or "", child)

    def _read_note(self, element: Any) -> None:
        label = next((one for one in element if "label" in _get_classes(one)), None)
        start = len(self.parts)
        self._read_children(element, skipped=label)
        backlinks = [one.get("href", "") for one in element.iter() if _is_backlink(one)]
        self.page.notes.append(
            PageNote(
                id=element.get("id", ""),
                mark="" if label is None else _get_mark_text(label).strip("[]() \n"),
                words=tuple(tokenize.tokenize_text("".join(self.parts[start:]))),
                backlinks=tuple(backlinks),
                line=element.sourceline or 0,
            )
        )

    def _add_text(self, text: str, element: Any) -> None:
        if text:
            plain = tokenize.normalize_text(text)
            self.line_starts.append((self.length, element.sourceline or 0))
            self.parts.append(plain)
            self.length += len(plain)

    def finish(self) -> PageText:
        """Return the page with its text split into words."""
        starts = []
        index = 0
        for start, word in tokenize.find_word_spans("".join(self.parts)):
            while index + 1 < len(self.line_starts) and self.line_starts[index + 1][0] <= start:
                index += 1
            starts.append(start)
            self.page.words.append(word)
            self.page.lines.append(self.line_starts[index][1])
        self.page.word_indices.update(
            {id: tokenize.find_word_index(starts, letter) for id, letter in self.id_positions}
        )
        return self.page


def _make_page_link(element: Any, text: str) -> PageLink:
    return PageLink(
        text=text,
        href=element.get("href", ""),
        id=element.get("id", ""),
        line=element.sourceline or 0,
    )


def _get_mark_text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split()).strip("[]")


def _get_classes(element: Any) -> Sequence[str]:
    return (element.get("class") or "").split() if isinstance(element.tag, str) else ()


def _is_backlink(element: Any) -> bool:
    return isinstance(element.tag, str) and element.get("role") == "doc-backlink"


def _find_permalink_owner(element: Any) -> str:
    """Return the id that a permalink belongs to: that of the nearest ancestor that has one."""
    while element is not None and not (element.get("id") and get_tag_name(element) != "a"):
        element = element.getparent()
    return "" if element is None else element.get("id")
