"""Collect the words, links, notes and anchors of HTML pages and EPUB documents.

Only the text proper: `main` without `nav`, `header` and `footer`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from build_tools.inspection.html.page import HtmlPage, get_element_text, get_tag_name
from build_tools.inspection.html.text_walk import TextEvent, is_block, is_outside_text, walk_text
from build_tools.inspection.text.tokenize import find_word_spans, normalize_text, tokenize_text

# Elements that are no text, and the attribute that says what they show.
ALTERNATIVES = {"img": "alt", "math": "alttext"}


@dataclass(frozen=True, slots=True)
class PageLink:
    """Describe a link: its text and its address."""

    text: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageNote:
    """Hold a note: its id, its mark, its words, and the links that lead back."""

    id: str
    mark: str
    words: tuple[str, ...]
    backlinks: tuple[str, ...]


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
    for event in walk_text(html_page.main_element, is_skipped=_is_no_text):
        reader.read_event(event)
    for element in html_page.main_element.iter():
        if _is_note_reference(element):
            link = PageLink(get_element_text(element).strip("[]"), element.get("href", ""))
            reader.page.note_references.append(link)
        elif "permalink" in _get_classes(element):
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
    starts: list[int] = field(default_factory=list)

    def read_event(self, event: TextEvent) -> None:
        """Read a step of the walk."""
        if event.kind == "text":
            self._add_text(event.text, event.line)
        elif event.kind == "start":
            self._start(event.element)
        elif event.kind == "end":
            self._end(event.element)

    def _start(self, element: Any) -> None:
        if _has_own_line(element):
            self._add_text("\n", element.sourceline or 0)
        if element.get("id"):
            self.id_positions.append((element.get("id"), self.length))
        if attribute := ALTERNATIVES.get(get_tag_name(element)):
            self.page.alternatives.append(element.get(attribute) or "")
        self.starts.append(len(self.parts))

    def _end(self, element: Any) -> None:
        text = "".join(self.parts[self.starts.pop() :])
        if _is_note(element):
            self.page.notes.append(_make_page_note(element, text))
        elif get_tag_name(element) == "a" and element.get("href"):
            self.page.links.append(PageLink(text, element.get("href")))
        if _has_own_line(element):
            self._add_text("\n", element.sourceline or 0)

    def _add_text(self, text: str, line: int) -> None:
        plain = normalize_text(text)
        self.line_starts.append((self.length, line))
        self.parts.append(plain)
        self.length += len(plain)

    def finish(self) -> PageText:
        """Return the page with its text split into words."""
        starts = []
        index = 0
        for start, word in find_word_spans("".join(self.parts)):
            while index + 1 < len(self.line_starts) and self.line_starts[index + 1][0] <= start:
                index += 1
            starts.append(start)
            self.page.words.append(word)
            self.page.lines.append(self.line_starts[index][1])
        for id, position in self.id_positions:
            self.page.word_indices[id] = bisect_left(starts, position)
        return self.page


def _is_no_text(element: Any) -> bool:
    """Return whether an element is no text, or links to or from a note or a heading."""
    if (
        is_outside_text(element)
        or _is_in_formula(element)
        or _is_note_reference(element)
        or _is_backlink(element)
    ):
        return True
    classes = _get_classes(element)
    is_label = "label" in classes and _is_note(element.getparent())
    return is_label or "permalink" in classes or "backrefs" in classes


def _is_in_formula(element: Any) -> bool:
    parent = element.getparent()
    return parent is not None and get_tag_name(parent) == "math"


def _is_note_reference(element: Any) -> bool:
    is_reference = "footnote-reference" in _get_classes(element)
    return is_reference or element.get("role") == "doc-noteref"


def _is_backlink(element: Any) -> bool:
    return element.get("role") == "doc-backlink" and not _is_in_citation(element)


def _is_in_citation(element: Any) -> bool:
    return any("citation" in _get_classes(parent) for parent in element.iterancestors())


def _is_note(element: Any) -> bool:
    is_aside = get_tag_name(element) == "aside" and "footnote" in _get_classes(element)
    return is_aside or element.get("role") == "doc-footnote"


def _has_own_line(element: Any) -> bool:
    return is_block(element) or "linenos" in _get_classes(element)


def _make_page_note(element: Any, text: str) -> PageNote:
    label = next((child for child in element if "label" in _get_classes(child)), None)
    return PageNote(
        id=element.get("id", ""),
        mark="" if label is None else get_element_text(label).strip("[]() "),
        words=tuple(tokenize_text(text)),
        backlinks=tuple(link.get("href", "") for link in element.iter() if _is_backlink(link)),
    )


def _get_classes(element: Any) -> Sequence[str]:
    return (element.get("class") or "").split() if isinstance(element.tag, str) else ()


def _find_permalink_owner(element: Any) -> str:
    """Return the id that a permalink belongs to: that of the nearest ancestor that has one."""
    while element is not None and not (element.get("id") and get_tag_name(element) != "a"):
        element = element.getparent()
    return "" if element is None else element.get("id")
