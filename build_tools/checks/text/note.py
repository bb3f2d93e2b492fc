"""Check notes and note references of each format against the doctree.

A reference that leads to no note or to another, a note that does not lead back, or whose number
or words are not those of the doctree.

Example: a note reference “3” that leads to note 2.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from build_tools.checks.definition import EDITION_FORMATS, REPORT, BuiltEdition, Check, Violation
from build_tools.checks.text_check import check_comparison, get_block_file
from build_tools.inspection.html.page import resolve_link
from build_tools.inspection.html.text import PageNote, PageText
from build_tools.inspection.pdf.text import Footnote, PdfText
from build_tools.inspection.text import expected
from build_tools.inspection.text.compare import TextComparison, list_destination_names
from build_tools.inspection.text.diff import diff_words
from build_tools.model.expected_text import Note, NoteReference

CHECK = Check(
    code="text/note",
    severity="error",
    formats=EDITION_FORMATS,
    what=(
        "whether each note reference leads to its own note and back, with the same number and words"
    ),
    why="a note under another reference says something else",
    fix=REPORT,
    standards=("ISO 14289-1:2014, 7.9", "WCAG 2.2, 2.4.4"),
    requires=("lxml", "pikepdf"),
)


# What is wrong, and the block that it is told at.
NoteProblem = tuple[int, str]


def check(built: BuiltEdition) -> Iterator[Violation]:
    """Yield a violation for each note reference and each note that is wrong."""
    return check_comparison(built, _check_notes)


def _check_notes(built: BuiltEdition, comparison: TextComparison) -> Iterator[Violation]:
    for block_index, problem in _find_note_problems(comparison):
        block = comparison.expected_text.blocks[
            min(block_index, len(comparison.expected_text.blocks) - 1)
        ]
        yield Violation(get_block_file(built, block), problem, block.place.line, block.article)


def _find_note_problems(comparison: TextComparison) -> Iterator[NoteProblem]:
    """Yield the index of the block and the problem of each note and note reference."""
    if comparison.pdf_text is not None:
        yield from _check_pdf_references(comparison, comparison.pdf_text)
        target_names = {
            call.destination.name
            for call in comparison.pdf_text.note_references
            if call.destination
        }
        for note, foot in comparison.note_pairs:
            yield from (
                (note.first_block, wrong)
                for wrong in _check_footnote(comparison, note, foot, target_names)
            )
        return
    for name in comparison.expected_text.pages:
        page = comparison.pages.get(comparison.get_page_file(name))
        if page is not None:
            yield from _check_page_notes(comparison, name, page)


def _check_page_notes(
    comparison: TextComparison, name: str, page: PageText
) -> Iterator[NoteProblem]:
    references = [call for call in comparison.expected_text.note_references if call.page == name]
    notes = {note.anchor: note for note in comparison.expected_text.notes if note.page == name}
    notes_by_id = {page_note.id: page_note for page_note in page.notes}
    if len(references) != len(page.note_references):
        block_index = references[0].block if references else 0
        counts = f"{len(page.note_references)} note references, the text {len(references)}"
        yield block_index, f"{page.name} has {counts}"
    for call, link in zip(references, page.note_references, strict=False):
        if resolve_link(link.href, page.name) != (page.name, call.note):
            yield call.block, f"reference {call.mark} on {page.name} leads to {link.href}"
        elif call.mark != link.text:
            yield call.block, f"reference {call.mark} on {page.name} reads {link.text}"
    for anchor, note in notes.items():
        if anchor not in notes_by_id:
            yield note.first_block, f"{page.name} has no note {note.mark} ({anchor})"
        else:
            yield from _check_page_note(comparison, note, notes_by_id[anchor], page.name)


def _check_page_note(
    comparison: TextComparison, note: Note, page_note: PageNote, page: str
) -> Iterator[NoteProblem]:
    where = f"note {note.mark} on {page}"
    backlink_ids = {id for _, id in (resolve_link(href, page) for href in page_note.backlinks)}
    reference_ids = {call.anchor for call in _list_note_references(comparison, note)}
    if page_note.mark != note.mark:
        yield note.first_block, f"{where} has the number {page_note.mark}"
    if reference_ids - backlink_ids:
        yield (
            note.first_block,
            f"{where} does not lead back to {', '.join(sorted(reference_ids - backlink_ids))}",
        )
    if (
        page_note.words
        != expected.list_note_words(comparison.expected_text, note, comparison.format).words
    ):
        yield note.first_block, f"{where} has other words than the text"


def _list_note_references(comparison: TextComparison, note: Note) -> list[NoteReference]:
    return [
        c
        for c in comparison.expected_text.note_references
        if (c.page, c.note) == (note.page, note.anchor)
    ]


def _check_pdf_references(comparison: TextComparison, pdf_text: PdfText) -> Iterator[NoteProblem]:
    counts = Counter(call.mark for call in comparison.expected_text.note_references)
    for reference in comparison.expected_text.note_references:
        if counts[reference.mark] > sum(
            one.text == reference.mark for one in pdf_text.note_references
        ):
            yield (
                reference.block,
                f"a reference {reference.mark} of {reference.page} is no link in the PDF",
            )
            counts[reference.mark] = 0  # told once a mark


def _check_footnote(
    comparison: TextComparison,
    note: Note,
    footnote: Footnote | None,
    target_names: set[str],
) -> Iterator[str]:
    if footnote is None:
        yield f"the PDF has no note {note.mark} of {note.page} that is tagged so"
        return
    where = f"note {note.mark} on page {footnote.page}"
    expected_words = expected.list_note_words(comparison.expected_text, note, "pdf")
    if footnote.mark != note.mark:
        yield f"{where} has the number {footnote.mark}"
    if diff_words(
        expected_words.words, footnote.flow.words, by_letters=True, is_rtl=True
    ).differences:
        yield f"{where} has other words than the text"
    if not _list_note_references(comparison, note):
        return
    if not target_names & set(list_destination_names(note.page, note.anchor)):
        yield f"no reference leads to {where}"
    if not any(back.destination and back.destination.page for back in footnote.backlinks):
        yield f"{where} does not lead back to its reference"
    if not _is_on_target_page(comparison, note, footnote.flow.pages):
        yield f"the references to {where} lead to another place"


def _is_on_target_page(comparison: TextComparison, note: Note, pages: list[int]) -> bool:
    """Return whether the destination of a note is on the page where its words begin."""
    target_pages = [goal.page for goal in comparison.find_destinations(note.page, note.anchor)]
    return not target_pages or not pages or pages[0] in target_pages
