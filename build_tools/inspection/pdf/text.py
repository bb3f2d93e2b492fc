"""Collect the words, links, notes and text alternatives of a PDF.

In the order of its structure tree, which screen readers follow. What print adds is left out:
list labels, page numbers, note references and the marks of notes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from build_tools.inspection.pdf.content import TextRun
from build_tools.inspection.pdf.destinations import Destination, LinkAnnotation
from build_tools.inspection.pdf.document import INLINE_KINDS, PdfDocument, is_on_other_line
from build_tools.inspection.pdf.structure import MarkedContentRef, StructElement, find_object_refs
from build_tools.inspection.text import tokenize

ALTERNATIVE_KINDS = ("Figure", "Formula")
# Of the words around a page: before, the number, behind, where each is in a font of its own.
MAX_PAGE_RUNS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfLink:
    """Describe a link: its text, its destination or URI."""

    text: str
    destination: Destination | None
    uri: str


@dataclass(slots=True, kw_only=True)
class WordFlow:
    """Hold a sequence of words, each with its page and its place from the top.

    `markers` are the indices of words that may be the label of a list item: a label may be a
    term too.
    """

    words: list[str] = field(default_factory=list)
    markers: set[int] = field(default_factory=set)
    pages: list[int] = field(default_factory=list)
    tops: list[float] = field(default_factory=list)
    links: list[PdfLink] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote:
    """Hold a note: its words, its mark, and the links on the mark, which lead back."""

    flow: WordFlow
    mark: str
    backlinks: tuple[PdfLink, ...]
    page: int


@dataclass(slots=True, kw_only=True)
class PdfText:
    """Hold the text of a PDF: words without notes, notes, note references, text alternatives."""

    flow: WordFlow = field(default_factory=WordFlow)
    notes: list[Footnote] = field(default_factory=list)
    note_references: list[PdfLink] = field(default_factory=list)
    alternatives: list[str] = field(default_factory=list)


def read_pdf_text(
    document: PdfDocument,
    note_names: Collection[str],
    note_marks: Collection[str],
    page_patterns: Collection[str],
) -> PdfText:
    """Return the text of a PDF; notes are known by their destinations and marks.

    Of `page_patterns`, such as `(p. {page})`, one may stand at the end of a link, with the page it leads to.
    """
    pdf_text = PdfText()
    known = frozenset(note_names), frozenset(note_marks), tuple(page_patterns)
    reader = _PdfTextReader(document, pdf_text, pdf_text.flow, *known)
    for root in document.roots:
        reader.read_element(root)
    reader.finish()
    return pdf_text


@dataclass(slots=True)
class _PdfTextReader:
    """Collect a sequence of words; a note within it is a sequence of its own."""

    document: PdfDocument
    pdf_text: PdfText
    flow: WordFlow
    note_names: frozenset[str]
    note_marks: frozenset[str]
    page_patterns: tuple[str, ...]
    parts: list[str] = field(default_factory=list)
    length: int = 0
    starts: list[int] = field(default_factory=list)
    runs: list[TextRun] = field(default_factory=list)
    labels: set[int] = field(default_factory=set)
    is_label: bool = False
    is_contents: bool = False
    links: dict[tuple[int, int], LinkAnnotation] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Find each link by its object."""
        self.links = {link.object_id: link for link in self.document.links}

    def read_element(self, element: StructElement) -> None:
        """Read an element of the structure tree."""
        kind = element.kind
        if element.alt and kind in ALTERNATIVE_KINDS:
            self.pdf_text.alternatives.append(element.alt)
        if kind == "Note":
            self._read_note(element)
        elif kind == "Link":
            self._read_link(element, is_call=False)
        elif kind == "Reference" and element.child_elements and element.child_elements[0].kind == "Link":
            self._read_link(element.child_elements[0], is_call=True)
        else:
            saved_state = self.is_label, self.is_contents
            self.is_label = self.is_label or kind == "Lbl"
            self.is_contents = self.is_contents or kind in ("TOC", "TOCI")
            self._read_kids(element)
            self.is_label, self.is_contents = saved_state

    def _read_kids(self, element: StructElement) -> None:
        separator = "" if element.kind in INLINE_KINDS - {"Lbl"} else "\n"
        is_picture = element.alt and element.kind in ALTERNATIVE_KINDS  # words in it are drawn, not read
        self._add_text(separator)
        for kid in element.kids:
            if isinstance(kid, StructElement):
                self.read_element(kid)
            elif isinstance(kid, MarkedContentRef) and not is_picture:
                self._add_runs(self.document.get_runs(kid))
        self._add_text(separator)

    def _add_runs(self, runs: tuple[TextRun, ...]) -> None:
        for run in runs:
            if run.text:
                if self.runs and is_on_other_line(run, self.runs[-1]):
                    self._add_text(" ")
                if self.is_label:
                    self.labels.add(len(self.runs))
                self.starts.append(self.length)
                self.runs.append(run)
                self._add_text(run.text)

    def _add_text(self, text: str) -> None:
        plain = tokenize.normalize_text(text, keep_vowels=False)
        self.parts.append(plain)
        self.length += len(plain)

    def _read_link(self, element: StructElement, *, is_call: bool) -> None:
        """Read a link; the page number at its end is not part of its text."""
        link = next(self._find_annotations(element), None)
        runs = [run for run in _find_element_runs(element, self.document) if run.text.strip()]
        text = "".join(run.text for run in runs)
        mark = text.strip(" \u2060[]()")
        is_to_note = link and link.destination and link.destination.name in self.note_names
        if link and mark in self.note_marks and (is_call or is_to_note):
            self.pdf_text.note_references.append(_make_pdf_link(link, mark))
            return
        page_runs = self._find_page_runs(runs, link)
        if page_runs:
            text = text.removesuffix("".join(run.text for run in page_runs))
            self._read_without(element, page_runs)
        else:
            self._read_kids(element)
        if link and text.strip() and not self.is_contents:
            self.flow.links.append(_make_pdf_link(link, text))

    def _find_page_runs(self, runs: list[TextRun], link: LinkAnnotation | None) -> list[TextRun]:
        """Return the text runs at the end of a link that print the page it leads to; mostly one."""
        label = self._get_page_label(link)
        printed = {_squeeze(pattern.replace("{page}", label)) for pattern in self.page_patterns if label}
        ends = (runs[-count:] for count in range(1, min(MAX_PAGE_RUNS, len(runs)) + 1))
        return next((end for end in ends if _squeeze("".join(run.text for run in end)) in printed), [])

    def _read_without(self, element: StructElement, omitted: list[TextRun]) -> None:
        """Read an element without its last text runs."""
        self.pdf_text.alternatives += _find_alternatives(element)
        for run in _find_element_runs(element, self.document):
            if all(run is not other for other in omitted):
                self._add_runs((run,))

    def _find_annotations(self, element: StructElement) -> Iterator[LinkAnnotation]:
        ids = (ref.object_id for ref in find_object_refs(element))
        return (self.links[id] for id in ids if id in self.links)

    def _get_page_label(self, link: LinkAnnotation | None) -> str:
        page = link.destination.page if link and link.destination else 0
        return (self.document.labels[page - 1] if self.document.labels else str(page)) if page else ""

    def _read_note(self, element: StructElement) -> None:
        flow = WordFlow()
        known = self.note_names, self.note_marks, self.page_patterns
        inner = _PdfTextReader(self.document, self.pdf_text, flow, *known)
        labels = [kid for kid in element.child_elements if kid.kind == "Lbl"]
        for kid in element.child_elements:
            if kid.kind != "Lbl":
                inner.read_element(kid)
        backlinks = [link for label in labels for link in self._find_annotations(label)]
        inner.finish()
        mark = "".join(run.text for label in labels for run in _find_element_runs(label, self.document))
        self.pdf_text.notes.append(
            Footnote(
                flow=flow,
                mark=mark.strip(" \u2060[]()"),
                backlinks=tuple(_make_pdf_link(link, mark) for link in backlinks),
                page=element.page,
            )
        )

    def finish(self) -> None:
        """Split the collected text into words, each with its position."""
        index = 0
        for start, word in tokenize.find_word_spans("".join(self.parts)):
            while index + 1 < len(self.starts) and self.starts[index + 1] <= start:
                index += 1
            if index in self.labels:
                self.flow.markers.add(len(self.flow.words))
            self.flow.words.append(word)
            self.flow.pages.append(self.runs[index].page)
            self.flow.tops.append(self.runs[index].baseline)


def _squeeze(text: str) -> str:
    """Return a text without spaces, joiners and brackets: those are turned beside another direction."""
    return "".join(re.sub("[()\u2060]", "", text).split())


def _make_pdf_link(link: LinkAnnotation, text: str) -> PdfLink:
    return PdfLink(text=text, destination=link.destination, uri=link.uri)


def _find_alternatives(element: StructElement) -> Iterator[str]:
    for kid in element.child_elements:
        if kid.alt and kid.kind in ALTERNATIVE_KINDS:
            yield kid.alt
        yield from _find_alternatives(kid)


def _find_element_runs(element: StructElement, document: PdfDocument) -> Iterator[TextRun]:
    for kid in element.kids:
        if isinstance(kid, MarkedContentRef):
            yield from document.get_runs(kid)
        elif isinstance(kid, StructElement) and kid.kind != "Note":
            yield from _find_element_runs(kid, document)
