"""Check notes and note references of each format against the doctree.

Example: a note reference “3” that leads to note 2.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from build_tools.checks.definition import EDITION_FORMATS, REPORT, BuiltEdition, Check, Violation
from build_tools.checks.text_check import check_comparison, make_block_violation
from build_tools.inspection.html.page import resolve_link
from build_tools.inspection.html.text import PageNote, PageText
from build_tools.inspection.pdf.text import Footnote, PdfText
from build_tools.inspection.text.compare import TextComparison, list_destination_names
from build_tools.inspection.text.diff import diff_words
from build_tools.inspection.text.expected import list_note_words
from build_tools.model.expected_text import Note

CHECK = Check(
    code="text/note",
    severity="error",
    formats=EDITION_FORMATS,
    what=("whether each note reference leads to its own note and back, with the same number and words"),
    why="a note under another reference says something else",
    fix=REPORT,
    standards=("ISO 14289-1:2014, 7.9", "WCAG 2.2, 2.4.4"),
    requires=("lxml", "pikepdf"),
)

NoteProblem = tuple[int, str]  # the index of the block where it is reported


def check(built: BuiltEdition) -> Iterator[Violation]:
    """Yield a violation for each note reference and each note that is wrong."""
    return check_comparison(built, _check_notes)


def _check_notes(built: BuiltEdition, comparison: TextComparison) -> Iterator[Violation]:
    for block_index, problem in _find_note_problems(comparison):
        yield make_block_violation(built, comparison.get_expected_block(block_index), problem)


def _find_note_problems(comparison: TextComparison) -> Iterator[NoteProblem]:
    """Yield the index of the block and the problem of each note and note reference."""
    if comparison.pdf_text is not None:
        yield from _check_pdf_references(comparison, comparison.pdf_text)
        targets = (link.destination for link in comparison.pdf_text.note_references)
        target_names = {target.name for target in targets if target}
        for note, footnote in comparison.note_pairs:
            for problem in _check_footnote(comparison, note, footnote, target_names):
                yield note.first_block, problem
        return
    for name in comparison.expected_text.pages:
        page = comparison.pages.get(comparison.get_page_file(name))
        if page is not None:
            yield from _check_page_notes(comparison, name, page)


def _check_page_notes(comparison: TextComparison, name: str, page: PageText) -> Iterator[NoteProblem]:
    references = [ref for ref in comparison.expected_text.note_references if ref.page == name]
    notes = {note.anchor: note for note in comparison.expected_text.notes if note.page == name}
    notes_by_id = {page_note.id: page_note for page_note in page.notes}
    if len(references) != len(page.note_references):
        block_index = references[0].block if references else 0
        counts = f"{len(page.note_references)} note references, the text {len(references)}"
        yield block_index, f"{page.name} has {counts}"
    for reference, link in zip(references, page.note_references, strict=False):
        label = f"reference {reference.mark} on {page.name}"
        if resolve_link(link.href, page.name) != (page.name, reference.note):
            yield reference.block, f"{label} leads to {link.href}"
        elif reference.mark != link.text:
            yield reference.block, f"{label} reads {link.text}"
    for anchor, note in notes.items():
        if anchor not in notes_by_id:
            yield note.first_block, f"{page.name} has no note {note.mark} ({anchor})"
        else:
            for problem in _check_page_note(comparison, note, notes_by_id[anchor], page.name):
                yield note.first_block, f"note {note.mark} on {page.name} {problem}"


def _check_page_note(comparison: TextComparison, note: Note, page_note: PageNote, page: str) -> Iterator[str]:
    backlink_ids = {resolve_link(href, page)[1] for href in page_note.backlinks}
    missing = _list_reference_anchors(comparison, note) - backlink_ids
    if page_note.mark != note.mark:
        yield f"has the number {page_note.mark}"
    if missing:
        yield f"does not lead back to {', '.join(sorted(missing))}"
    expected_words = list_note_words(comparison.expected_text, note, comparison.format)
    if page_note.words != expected_words.words:
        yield "has other words than the text"


def _list_reference_anchors(comparison: TextComparison, note: Note) -> set[str]:
    references = comparison.expected_text.note_references
    return {ref.anchor for ref in references if (ref.page, ref.note) == (note.page, note.anchor)}


def _check_pdf_references(comparison: TextComparison, pdf_text: PdfText) -> Iterator[NoteProblem]:
    references = comparison.expected_text.note_references
    missing = Counter(reference.mark for reference in references)
    missing -= Counter(link.text for link in pdf_text.note_references)
    for reference in references:
        if missing.pop(reference.mark, 0):  # one violation for each mark
            message = f"a reference {reference.mark} of {reference.page} is no link in the PDF"
            yield reference.block, message


def _check_footnote(
    comparison: TextComparison, note: Note, footnote: Footnote | None, target_names: set[str]
) -> Iterator[str]:
    if footnote is None:
        yield f"the PDF has no note {note.mark} of {note.page} that is tagged so"
        return
    where = f"note {note.mark} on page {footnote.page}"
    expected_words = list_note_words(comparison.expected_text, note, "pdf").words
    if footnote.mark != note.mark:
        yield f"{where} has the number {footnote.mark}"
    if diff_words(expected_words, footnote.flow.words, by_letters=True, is_rtl=True).differences:
        yield f"{where} has other words than the text"
    if not _list_reference_anchors(comparison, note):
        return
    if not target_names & set(list_destination_names(note.page, note.anchor)):
        yield f"no reference leads to {where}"
    if not any(link.destination and link.destination.page for link in footnote.backlinks):
        yield f"{where} does not lead back to its reference"
    if not _is_on_target_page(comparison, note, footnote.flow.pages):
        yield f"the references to {where} lead to another place"


def _is_on_target_page(comparison: TextComparison, note: Note, pages: list[int]) -> bool:
    """Return whether the destination of a note is on the page where its words begin."""
    destinations = comparison.find_destinations(note.page, note.anchor)
    target_pages = [destination.page for destination in destinations]
    return not target_pages or not pages or pages[0] in target_pages
