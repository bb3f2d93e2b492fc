"""Words and phrases to look for are chosen from all of a book, as a reader would type them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from build_tools.inspection.pdf.content import TextRun
from build_tools.inspection.pdf.search import choose_phrases
from build_tools.inspection.pdf.typeset import TypesetBlock, TypesetLine, TypesetPage


def make_page(lines: Sequence[str], number: int = 1, ancestors: tuple[str, ...] = ()) -> TypesetPage:
    """Return a page of one paragraph."""
    runs = [
        TextRun(page=number, left=0, right=9, baseline=10 * index, size=9, font="F", text=line)
        for index, line in enumerate(lines)
    ]
    block = TypesetBlock(
        number, "P", ancestors, (), number, tuple(TypesetLine((run,), ("en",)) for run in runs)
    )
    return TypesetPage(number=number, width=9, height=9, blocks=(block,), furniture=())


@pytest.mark.parametrize(
    ("lines", "is_rtl", "chosen"),
    [
        (["All neigh-", "bours vote."], False, {"All", "neighbours", "vote"}),
        (["a right of those", "who live here"], False, {"of those who live"}),
        (["what is 2.", "They vote"], False, {"what", "is", "They", "vote"}),
        (["“non-\u2060binding”, it\u034fs"], False, {"non-binding", "its"}),
        (["حق التصويت في", "المدينة للجميع"], True, {"التصويت في المدينة للجميع", "حق"}),
        (["حق التصويت 1 في", "المدينة للجميع"], True, {"المدينة"}),
        (["وBarcelona العدّ،"], True, set()),
        (["E. ChuecaBalanç UCLG"], True, {"UCLG"}),
    ],
)
def test_what_is_looked_for(lines: list[str], is_rtl: bool, chosen: set[str]) -> None:
    """Divided words are whole, phrases go over a line end, and no sign or unseen letter is typed."""
    phrases = {phrase.text for phrase in choose_phrases([make_page(lines)], is_rtl=is_rtl)}
    assert chosen <= phrases
    assert bool(chosen) == bool(phrases)
    assert not any("\u034f" in phrase or "\u2060" in phrase for phrase in phrases)
    assert any(" " in phrase for phrase in phrases) == any(" " in phrase for phrase in chosen)


@pytest.mark.parametrize("part", ["TD", "TH", "TOCI"])
def test_no_phrase_goes_over_a_line_in_a_row(part: str) -> None:
    """Poppler reads a line of each cell in turn, and an entry of the contents with its page."""
    page = make_page(["a right of those", "who live here"], ancestors=(part,))
    phrases = {phrase.text for phrase in choose_phrases([page], is_rtl=False)}
    assert phrases == {"right", "of", "those", "who", "live", "here"}


def test_two_hundred_are_chosen_from_all_pages() -> None:
    """A long book gives 200, each once, the first from its first page and the last from its last."""
    letters = "abcdefghij"
    pages = [
        make_page([f"{first}{second}{third}x" for third in letters], 1 + 10 * at + number)
        for at, first in enumerate(letters)
        for number, second in enumerate(letters)
    ]
    phrases = choose_phrases(pages, is_rtl=False)
    assert len(phrases) == len(set(phrases)) == 200
    assert phrases == choose_phrases(pages, is_rtl=False)
    assert {phrase.page for phrase in phrases} >= {1, 50, 100}
