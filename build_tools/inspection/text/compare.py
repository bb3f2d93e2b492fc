"""Compare an edition in a format with its expected text.

Each edition in a format is compared once in a process and cached for all checks.
"""

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
from build_tools.inspection.pdf.text import Footnote, PdfText, read_pdf_text
from build_tools.inspection.text import expected
from build_tools.inspection.text.diff import DifferenceKind, WordDiff, WordDifference, diff_words
from build_tools.inspection.text.expected import CONTENTS_BLOCK, ExpectedWords, read_expected_text
from build_tools.model.expected_text import Anchor, Block, ExpectedText, Note

PAGE_SUFFIX: Mapping[str, str] = {"html": ".html", "epub": ".xhtml"}
MAX_QUOTED_WORDS = 12  # words that are told whole
# What an e-book has besides its chapters.
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
        return quote_first_words(self.words)

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


def quote_first_words(words: Sequence[str]) -> str:
    """Return words in quotation marks, shortened if there are many."""
    ellipsis = " …" if len(words) > MAX_QUOTED_WORDS else ""
    return f"“{' '.join(words[:MAX_QUOTED_WORDS])}{ellipsis}”"


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
    note_pairs: tuple[tuple[Note, Footnote | None], ...] = ()
    extra_notes: tuple[Footnote, ...] = ()

    def find_target_word(self, anchor: Anchor) -> int | None:
        """Return the index of the actual word that an anchor must point to; None if unknown."""
        index = expected.find_anchor_word(
            self.expected_text, self.expected_words, anchor, self.format
        )
        return self.diff.pairs.get(index)

    def get_page_file(self, page: str) -> str:
        """Return the file name of a page."""
        return f"{page}{PAGE_SUFFIX.get(self.format, '')}"

    def list_differences(self, kind: DifferenceKind) -> Iterator[TextDifference]:
        """Yield the differences of one kind, in reading order."""
        for difference in self.diff.differences:
            if difference.kind == kind:
                yield self._locate_difference(difference, self.expected_words)
        for note, foot in self.note_pairs:
            yield from self._diff_note(note, foot, kind)
        for foot in self.extra_notes if kind == "extra" else ():
            yield TextDifference(
                kind=kind, words=tuple(foot.flow.words), block=None, page=foot.page
            )

    def _diff_note(
        self, note: Note, foot: Footnote | None, kind: DifferenceKind
    ) -> Iterator[TextDifference]:
        expected_words = expected.list_note_words(self.expected_text, note, self.format)
        actual_words = foot.flow.words if foot else []
        markers = foot.flow.markers if foot else ()
        for difference in diff_words(
            expected_words.words, actual_words, by_letters=True, is_rtl=True, markers=markers
        ).differences:
            if difference.kind == kind:
                page = foot.page if foot else 0
                yield TextDifference(
                    kind=kind,
                    words=difference.words,
                    block=self._get_block(difference, expected_words),
                    page=page,
                )

    def _locate_difference(
        self, difference: WordDifference, expected_words: ExpectedWords
    ) -> TextDifference:
        index = (
            difference.actual
            if difference.actual is not None
            else self._find_preceding_word(difference.expected or 0)
        )
        located = TextDifference(
            kind=difference.kind,
            words=difference.words,
            block=self._get_block(difference, expected_words),
        )
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

    def _find_preceding_word(self, expected: int) -> int:
        """Return the index of the actual word nearest before an expected one."""
        pairs = self.diff.pairs
        return next((pairs[at] for at in range(expected, -1, -1) if at in pairs), 0)

    def _get_block(self, difference: WordDifference, expected_words: ExpectedWords) -> Block | None:
        block = (
            CONTENTS_BLOCK
            if difference.expected is None
            else expected_words.blocks[difference.expected]
        )
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


def compare_edition(
    edition_path: Path, format: str, expected_file: Path, *, is_rtl: bool
) -> TextComparison | None:
    """Return the comparison of an edition with its expected text; None if one cannot be read.

    `is_rtl`: its language is read from right to left.
    """
    expected_text = read_expected_text(expected_file)
    if expected_text is None or not edition_path.exists():
        return None
    stamps = tuple(
        (path.stat().st_mtime_ns, path.stat().st_size) for path in (edition_path, expected_file)
    )
    return _run_comparison(edition_path, format, expected_file, is_rtl, stamps)


@lru_cache(maxsize=4)
def _run_comparison(
    path: Path,
    format: str,
    expected_file: Path,
    is_rtl: bool,
    _stamps: tuple[tuple[int, int], ...],
) -> TextComparison | None:
    expected_text = read_expected_text(expected_file)
    if expected_text is None:
        return None
    if format == "pdf":
        return _compare_pdf(path, expected_text, is_rtl)
    html_pages = read_html_pages(path) if format == "html" else read_chapters(path)
    if not html_pages:
        return None
    return _compare_pages(expected_text, format, _order_pages(expected_text, format, html_pages))


def _order_pages(
    expected_text: ExpectedText, format: str, html_pages: Sequence[HtmlPage]
) -> list[PageText]:
    """Return the pages in reading order; an EPUB gives its own order."""
    pages_by_name = {leaf.name: leaf for leaf in html_pages if leaf.name not in GENERATED_PAGES}
    if format == "html":
        files = [f"{page}{PAGE_SUFFIX[format]}" for page in expected_text.pages]
        return [read_page_text(pages_by_name[name]) for name in files if name in pages_by_name]
    return [read_page_text(leaf) for leaf in pages_by_name.values()]


def _compare_pages(
    expected_text: ExpectedText, format: str, page_texts: Sequence[PageText]
) -> TextComparison:
    expected_words = expected.list_expected_words(expected_text, format)
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
    note_names = {
        name
        for note in expected_text.notes
        for name in list_destination_names(note.page, note.anchor)
    }
    pdf_text = read_pdf_text(
        document, note_names, {call.mark for call in expected_text.note_references}
    )
    expected_words = expected.list_expected_words(expected_text, "pdf")
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


NotePairs = tuple[tuple[Note, Footnote | None], ...]


def _match_notes(
    expected_text: ExpectedText, footnotes: Sequence[Footnote]
) -> tuple[NotePairs, tuple[Footnote, ...]]:
    """Return each expected note with the footnote of the same words, and the remaining footnotes.

    A note without an equal footnote gets the next remaining one.
    """
    remaining = list(footnotes)
    equal_footnotes: dict[Note, Footnote] = {}
    for note in expected_text.notes:
        expected_words = expected.list_note_words(expected_text, note, "pdf")
        for foot in remaining:
            diff = diff_words(expected_words.words, foot.flow.words, by_letters=True, is_rtl=True)
            if not diff.differences and foot.mark == note.mark:
                equal_footnotes[note] = foot
                remaining.remove(foot)
                break
    shown = [
        note
        for note in expected_text.notes
        if expected.list_note_words(expected_text, note, "pdf").words
    ]
    pairs = [
        (note, equal_footnotes.get(note) or (remaining.pop(0) if remaining else None))
        for note in shown
    ]
    return tuple(pairs), tuple(remaining)
