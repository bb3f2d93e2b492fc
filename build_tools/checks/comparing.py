"""What checks of the text share: takes an edition, gives it beside what its doctree says.

An edition that cannot be compared is a Fault of every one of them: none passes what it has not
seen. An address is right where the word behind it is the one that the text has there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from build_tools.checks.row import Built, Fault
from build_tools.model.transcript import Anchor, Block
from build_tools.seeing.pdf_places import Destination
from build_tools.seeing.words_compared import DifferenceKind
from build_tools.seeing.words_sides import TextComparison, TextDifference, compare_edition
from build_tools.seeing.words_transcript import read_expected_text

UNSAID = "the press has left no words of this edition to compare it with"
UNREAD = "its words cannot be compared: the file cannot be opened"
AGAIN = "build it again with `editions build --force`"
# In points: how far above its first line the place of a heading, a paragraph, a picture may be.
ABOVE, BELOW = 120.0, 24.0


def beside(
    built: Built, look: Callable[[Built, TextComparison], Iterator[Fault]]
) -> Iterator[Fault]:
    """Yield what `look` finds in an edition beside its text, or why the two cannot be compared."""
    found = compare_edition(
        built.whole, built.target.format, built.said, is_rtl=built.language.is_rtl
    )
    if found is not None:
        yield from look(built, found)
    elif read_expected_text(built.said) is None:
        yield unsaid(built)
    else:
        yield Fault(built.whole, UNREAD, remedy=AGAIN)


def unsaid(built: Built) -> Fault:
    """Return the fault of an edition of which nobody knows what its text says."""
    return Fault(built.whole, UNSAID, remedy=AGAIN)


def differing(
    built: Built, kind: DifferenceKind, say: Callable[[TextDifference, str], str]
) -> Iterator[Fault]:
    """Yield a fault for each passage that differs in one way; `say` gives its message.

    `say` is given the passage and where a person finds it: the page of a book, the line of a page.
    """

    def look(built: Built, found: TextComparison) -> Iterator[Fault]:
        """Yield the passages of an edition beside its text."""
        for passage in found.list_differences(kind):
            file, line, article = passage.locate(built.whole, built.home)
            message = say(passage, f"{passage.position} of the {built.target.format}")
            yield Fault(file, message, line, article)

    yield from beside(built, look)


def home_of(built: Built, block: Block) -> Path:
    """Return the file that a fault in a block is told at: its catalogue's, if that is known."""
    return built.home / block.place.file if block.place.file else built.whole


def misled(found: TextComparison, spot: Anchor) -> str:
    """Return what is wrong with an address; empty where nothing is."""
    return _in_book(found, spot) if found.document else _on_page(found, spot)


def _on_page(found: TextComparison, spot: Anchor) -> str:
    name = found.get_page_file(spot.page)
    page = found.pages.get(name)
    if page is None:
        return "is on a page that is not there"
    if spot.name not in page.word_indices:
        return "is no id of its page"
    wanted = found.find_target_word(spot)
    there = found.page_starts[name] + page.word_indices[spot.name]
    return "" if wanted is None or there == wanted else "does not stand before its own words"


def _in_book(found: TextComparison, spot: Anchor) -> str:
    goals = list(found.find_destinations(spot.page, spot.name))
    if not goals:
        return "is no named place of the book"
    wanted = found.find_target_word(spot)
    flow = found.pdf_text.flow if found.pdf_text else None
    if wanted is None or flow is None:
        return ""
    page, top = flow.pages[wanted], flow.tops[wanted]
    if any(_is_at(goal, page, top) for goal in goals):
        return ""
    return f"leads to page {goals[0].page}, and its words stand on page {page}"


def _is_at(goal: Destination, page: int, top: float) -> bool:
    if goal.top is None or goal.page != page:
        return goal.page == page
    return -BELOW <= goal.top - top <= ABOVE
