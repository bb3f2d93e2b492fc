"""Takes an edition and what its doctree says, gives the notes that are parted from their calls.

What: a call that leads to no note or to another, a note that does not lead back, or whose number
or words are not those of the text.
Example: a call “3” that leads to note 2.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from build_tools.checks.comparing import beside, home_of
from build_tools.checks.row import Built, Fault
from build_tools.model.transcript import Note, NoteReference
from build_tools.seeing import words_book, words_expected, words_pages
from build_tools.seeing.pages import resolve_link
from build_tools.seeing.words_compared import diff_words
from build_tools.seeing.words_sides import TextComparison, list_destination_names

# What is wrong, and the block that it is told at.
Wrong = tuple[int, str]


def look(built: Built) -> Iterator[Fault]:
    """Yield a fault for each call and each note."""
    return beside(built, _all)


def _all(built: Built, found: TextComparison) -> Iterator[Fault]:
    for at, wrong in _parted(found):
        block = found.expected_text.blocks[min(at, len(found.expected_text.blocks) - 1)]
        yield Fault(home_of(built, block), wrong, block.place.line, block.article)


def _parted(side: TextComparison) -> Iterator[Wrong]:
    """Yield what is wrong with each note and call, with the block that it is told at."""
    if side.pdf_text is not None:
        yield from _called(side, side.pdf_text)
        led = {call.destination.name for call in side.pdf_text.note_references if call.destination}
        for note, foot in side.note_pairs:
            yield from ((note.first_block, wrong) for wrong in _of_foot(side, note, foot, led))
        return
    for name in side.expected_text.pages:
        page = side.pages.get(side.get_page_file(name))
        if page is not None:
            yield from _of_page(side, name, page)


def _of_page(side: TextComparison, name: str, page: words_pages.PageText) -> Iterator[Wrong]:
    calls = [call for call in side.expected_text.note_references if call.page == name]
    notes = {note.anchor: note for note in side.expected_text.notes if note.page == name}
    there = {aside.id: aside for aside in page.notes}
    if len(calls) != len(page.note_references):
        at = calls[0].block if calls else 0
        yield (
            at,
            f"{page.name} has {len(page.note_references)} calls of notes, the text {len(calls)}",
        )
    for call, link in zip(calls, page.note_references, strict=False):
        if resolve_link(link.href, page.name) != (page.name, call.note):
            yield call.block, f"call {call.mark} on {page.name} leads to {link.href}"
        elif call.mark != link.text:
            yield call.block, f"call {call.mark} on {page.name} reads {link.text}"
    for anchor, note in notes.items():
        if anchor not in there:
            yield note.first_block, f"{page.name} has no note {note.mark} ({anchor})"
        else:
            yield from _of_note(side, note, there[anchor], page.name)


def _of_note(
    side: TextComparison, note: Note, aside: words_pages.PageNote, page: str
) -> Iterator[Wrong]:
    where = f"note {note.mark} on {page}"
    back = {id for _, id in (resolve_link(href, page) for href in aside.backlinks)}
    calls = {call.anchor for call in _calls(side, note)}
    if aside.mark != note.mark:
        yield note.first_block, f"{where} has the number {aside.mark}"
    if calls - back:
        yield note.first_block, f"{where} does not lead back to {', '.join(sorted(calls - back))}"
    if aside.words != words_expected.list_note_words(side.expected_text, note, side.format).words:
        yield note.first_block, f"{where} has other words than the text"


def _calls(side: TextComparison, note: Note) -> list[NoteReference]:
    return [
        c
        for c in side.expected_text.note_references
        if (c.page, c.note) == (note.page, note.anchor)
    ]


def _called(side: TextComparison, paper: words_book.PdfText) -> Iterator[Wrong]:
    marks = Counter(call.mark for call in side.expected_text.note_references)
    for call in side.expected_text.note_references:
        if marks[call.mark] > sum(one.text == call.mark for one in paper.note_references):
            yield call.block, f"a call {call.mark} of {call.page} is no link in the book"
            marks[call.mark] = 0  # told once a mark


def _of_foot(
    side: TextComparison, note: Note, foot: words_book.Footnote | None, led: set[str]
) -> Iterator[str]:
    if foot is None:
        yield f"the book has no note {note.mark} of {note.page} that is tagged so"
        return
    where = f"note {note.mark} on page {foot.page}"
    run = words_expected.list_note_words(side.expected_text, note, "pdf")
    if foot.mark != note.mark:
        yield f"{where} has the number {foot.mark}"
    if diff_words(run.words, foot.flow.words, by_letters=True, is_rtl=True).differences:
        yield f"{where} has other words than the text"
    if not _calls(side, note):
        return
    if not led & set(list_destination_names(note.page, note.anchor)):
        yield f"no call leads to {where}"
    if not any(back.destination and back.destination.page for back in foot.backlinks):
        yield f"{where} does not lead back to its call"
    if not _is_there(side, note, foot.flow.pages):
        yield f"the calls of {where} lead to another place"


def _is_there(side: TextComparison, note: Note, pages: list[int]) -> bool:
    """Return whether the place of a note is on the page where its words begin."""
    goals = [goal.page for goal in side.find_destinations(note.page, note.anchor)]
    return not goals or not pages or pages[0] in goals
