"""Compare an edition in a format with its expected text, once for all checks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from build_tools.inspection.epub.package import read_chapters
from build_tools.inspection.html.page import HtmlPage, read_html_pages
from build_tools.inspection.html.text import PageText, read_page_text
from build_tools.inspection.pdf.destinations import Destination
from build_tools.inspection.pdf.document import PdfDocument, read_pdf
from build_tools.inspection.pdf.text import Footnote, PdfText, WordFlow, read_pdf_text
from build_tools.inspection.text.diff import DifferenceKind, WordDiff, WordDifference, diff_words
from build_tools.inspection.text.expected import (
    CONTENTS_BLOCK,
    ExpectedWords,
    find_anchor_block,
    find_anchor_word,
    list_expected_words,
    list_note_words,
    read_expected_text,
)
from build_tools.model.expected_text import OBJECT_KINDS, Anchor, Block, ExpectedText, Note

PAGE_SUFFIX = {"html": ".html", "epub": ".xhtml"}
MAX_QUOTED_WORDS = 12
NotePairs = tuple[tuple[Note, Footnote | None], ...]
# What an EPUB has besides its chapters.
GENERATED_PAGES = frozenset({"nav.xhtml", "cover.xhtml"})


@dataclass(frozen=True, slots=True, kw_only=True)
class TextDifference:
    """Describe words that differ: their block (None if no block has them) and their place.

    `file` is a page within the edition, empty for a PDF; `line` is a line there, `page` a page
    of a PDF: of the words themselves, or else of the word before them.
    """

    kind: DifferenceKind
    words: tuple[str, ...]
    block: Block | None
    file: str = ""
    line: int = 0
    page: int = 0

    @property
    def quotation(self) -> str:
        """The words in quotation marks, shortened if there are many."""
        ellipsis = " …" if len(self.words) > MAX_QUOTED_WORDS else ""
        return f"“{' '.join(self.words[:MAX_QUOTED_WORDS])}{ellipsis}”"

    @property
    def position(self) -> str:
        """The place for a message: a page of a PDF, or a line of a page."""
        return f"page {self.page}" if self.page else f"{self.file}:{self.line}"

    def locate(self, path: Path, root: Path) -> tuple[Path, int | None, str]:
        """Return file, line and article of a finding: those of the catalogue if known."""
        article = self.block.article if self.block else ""
        if self.block and self.block.place.file:
            return root / self.block.place.file, self.block.place.line, article
        return path / self.file if path.is_dir() else path, self.line or None, article


@dataclass(frozen=True, slots=True, kw_only=True)
class TextComparison:
    """Hold an edition in a format: expected words, actual words, and their differences."""

    expected_text: ExpectedText
    format: str
    expected_words: ExpectedWords
    diff: WordDiff
    pages: Mapping[str, PageText]
    page_starts: Mapping[str, int]
    document: PdfDocument | None = None
    pdf_text: PdfText | None = None
    note_pairs: NotePairs = ()
    extra_notes: tuple[Footnote, ...] = ()

    def find_target_word(self, anchor: Anchor) -> int | None:
        """Return the index of the actual word that an anchor must point to; None if unknown."""
        words = self.expected_words
        return self.diff.pairs.get(find_anchor_word(self.expected_text, words, anchor, self.format))

    def is_object(self, anchor: Anchor) -> bool:
        """Return whether an anchor points to a picture or a formula, which its words come after."""
        index = find_anchor_block(self.expected_text, anchor, self.format)
        return self.get_expected_block(index).kind in OBJECT_KINDS

    def get_expected_block(self, index: int) -> Block:
        """Return a block of the expected text; the last one for an index after it."""
        return self.expected_text.blocks[min(index, len(self.expected_text.blocks) - 1)]

    def get_page_file(self, page: str) -> str:
        """Return the file name of a page."""
        return f"{page}{PAGE_SUFFIX.get(self.format, '')}"

    def list_differences(self, kind: DifferenceKind) -> Iterator[TextDifference]:
        """Yield the differences of one kind, in reading order."""
        for difference in self.diff.differences:
            if difference.kind == kind:
                yield self._locate_difference(difference)
        for note, footnote in self.note_pairs:
            yield from self._diff_note(note, footnote, kind)
        for footnote in self.extra_notes if kind == "extra" else ():
            words = tuple(footnote.flow.words)
            yield TextDifference(kind=kind, words=words, block=None, page=footnote.page)

    def _diff_note(
        self, note: Note, footnote: Footnote | None, kind: DifferenceKind
    ) -> Iterator[TextDifference]:
        expected = list_note_words(self.expected_text, note, self.format)
        flow = footnote.flow if footnote else WordFlow()
        diff = diff_words(expected.words, flow.words, by_letters=True, is_rtl=True, markers=flow.markers)
        for difference in diff.differences:
            if difference.kind == kind:
                block = self._get_block(difference, expected)
                page = footnote.page if footnote else 0
                yield TextDifference(kind=kind, words=difference.words, block=block, page=page)

    def _locate_difference(self, difference: WordDifference) -> TextDifference:
        index, pairs = difference.actual, self.diff.pairs
        if index is None:  # the actual word nearest before the expected one
            index = next((pairs[n] for n in range(difference.expected or 0, -1, -1) if n in pairs), 0)
        block = self._get_block(difference, self.expected_words)
        located = TextDifference(kind=difference.kind, words=difference.words, block=block)
        if self.pdf_text:
            word_pages = self.pdf_text.flow.pages
            return replace(located, page=word_pages[index] if index < len(word_pages) else 0)
        return self._add_page_position(located, index)

    def _add_page_position(self, difference: TextDifference, index: int) -> TextDifference:
        for name, start in reversed([*self.page_starts.items()]):
            if start <= index:
                lines = self.pages[name].lines
                line = lines[index - start] if index - start < len(lines) else 0
                return replace(difference, file=name, line=line)
        return difference

    def _get_block(self, difference: WordDifference, expected_words: ExpectedWords) -> Block | None:
        if difference.expected is None:
            return None
        block = expected_words.blocks[difference.expected]
        return None if block == CONTENTS_BLOCK else self.expected_text.blocks[block]

    def find_destinations(self, page: str, anchor: str) -> Iterator[Destination]:
        """Yield the destinations that an anchor may be: two pages may have the same anchor."""
        for name in list_destination_names(page, anchor):
            if self.document and name in self.document.destinations:
                yield self.document.destinations[name]


def list_destination_names(page: str, anchor: str) -> tuple[str, str]:
    """Return the names of an anchor in a PDF: unchanged, or with its page before it."""
    stem = re.sub(r"\W", "-", page)
    return anchor, f"{stem}--{anchor}"


def compare_edition(path: Path, format: str, expected_file: Path, *, is_rtl: bool) -> TextComparison | None:
    """Return the comparison of an edition with its expected text; None if one cannot be read."""
    expected_text = read_expected_text(expected_file)
    if expected_text is None or not path.exists():
        return None
    state = path.stat()
    return _run_comparison(path, format, expected_text, is_rtl, (state.st_mtime_ns, state.st_size))


@lru_cache(maxsize=4)
def _run_comparison(
    path: Path, format: str, expected_text: ExpectedText, is_rtl: bool, _stamp: tuple[int, int]
) -> TextComparison | None:
    if format == "pdf":
        return _compare_pdf(path, expected_text, is_rtl)
    html_pages = read_html_pages(path) if format == "html" else read_chapters(path)
    if not html_pages:
        return None
    return _compare_pages(expected_text, format, _order_pages(expected_text, format, html_pages))


def _order_pages(expected_text: ExpectedText, format: str, html_pages: Sequence[HtmlPage]) -> list[PageText]:
    """Return the pages in reading order; an EPUB gives its own order."""
    pages = {page.name: page for page in html_pages if page.name not in GENERATED_PAGES}
    names = [f"{page}.html" for page in expected_text.pages] if format == "html" else list(pages)
    return [read_page_text(pages[name]) for name in names if name in pages]


def _compare_pages(
    expected_text: ExpectedText, format: str, page_texts: Sequence[PageText]
) -> TextComparison:
    expected_words = list_expected_words(expected_text, format)
    words: list[str] = []
    starts = {}
    for page in page_texts:
        starts[page.name] = len(words)
        words += page.words
    return TextComparison(
        expected_text=expected_text,
        format=format,
        expected_words=expected_words,
        diff=diff_words(expected_words.words, words),
        pages={page.name: page for page in page_texts},
        page_starts=starts,
    )


def _compare_pdf(path: Path, expected_text: ExpectedText, is_rtl: bool) -> TextComparison | None:
    document = read_pdf(path)
    if document is None:
        return None
    names = [list_destination_names(note.page, note.anchor) for note in expected_text.notes]
    marks = {reference.mark for reference in expected_text.note_references}
    patterns = expected_text.page_patterns
    pdf_text = read_pdf_text(document, {name for pair in names for name in pair}, marks, patterns)
    expected_words = list_expected_words(expected_text, "pdf")
    flow = pdf_text.flow
    note_pairs, extra_notes = _match_notes(expected_text, pdf_text.notes)
    return TextComparison(
        expected_text=expected_text,
        format="pdf",
        expected_words=expected_words,
        diff=diff_words(
            expected_words.words, flow.words, by_letters=True, is_rtl=is_rtl, markers=flow.markers
        ),
        pages={},
        page_starts={},
        document=document,
        pdf_text=pdf_text,
        note_pairs=note_pairs,
        extra_notes=extra_notes,
    )


def _match_notes(text: ExpectedText, footnotes: Sequence[Footnote]) -> tuple[NotePairs, tuple[Footnote, ...]]:
    """Return each expected note with its equal footnote, else the next one, and what remains."""
    remaining = list(footnotes)
    pairs: dict[Note, Footnote | None] = {}
    for note in text.notes:
        words = list_note_words(text, note, "pdf").words
        equal = (footnote for footnote in remaining if _is_equal_note(note, words, footnote))
        pairs |= {note: next(equal, None)} if words else {}
        remaining = [footnote for footnote in remaining if footnote is not pairs.get(note)]
    for note, footnote in pairs.items():
        pairs[note] = footnote or (remaining.pop(0) if remaining else None)
    return tuple(pairs.items()), tuple(remaining)


def _is_equal_note(note: Note, words: Sequence[str], footnote: Footnote) -> bool:
    diff = diff_words(words, footnote.flow.words, by_letters=True, is_rtl=True)
    return footnote.mark == note.mark and not diff.differences
