"""Takes an edition and what its doctree says, gives the references that lead astray.

What: a reference of the text that is no link, or whose link leads to another page, another place or
another address than the text names.
Example: “Right II” on a page of the book, whose link opens Right III.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from urllib.parse import unquote

from build_tools.checks.comparing import beside, home_of, misled
from build_tools.checks.row import Built, Fault
from build_tools.model.transcript import Anchor, Link
from build_tools.seeing import words_cut
from build_tools.seeing.pages import resolve_link
from build_tools.seeing.pdf_places import Destination
from build_tools.seeing.words_gaps import Gap, compute_patience_diff, match_shared_words
from build_tools.seeing.words_sides import TextComparison

NO_LINK = "is no link"


@dataclass(frozen=True, slots=True)
class _Seen:
    """A link of an edition: its letters, its address on a page, or its goal in a book."""

    text: str
    page: str = ""
    address: str = ""
    goal: Destination | None = None


def look(built: Built) -> Iterator[Fault]:
    """Yield a fault for each reference."""
    return beside(built, _all)


def _all(built: Built, found: TextComparison) -> Iterator[Fault]:
    for lead, wrong in _strayed(found):
        block = found.expected_text.blocks[min(lead.block, len(found.expected_text.blocks) - 1)]
        message = f"the reference “{' '.join(lead.text.split())}” of {lead.page} {wrong}"
        yield Fault(home_of(built, block), message, block.place.line, block.article)


def _strayed(side: TextComparison) -> Iterator[tuple[Link, str]]:
    """Yield each reference that leads astray, and how."""
    notes = set(
        chain.from_iterable(
            range(one.first_block, one.end_block) for one in side.expected_text.notes
        )
    )
    leads = [
        one for one in side.expected_text.links if not one.formats or side.format in one.formats
    ]
    if side.pdf_text is None:
        for page in side.expected_text.pages:
            yield from _compared(side, [one for one in leads if one.page == page], _on(side, page))
        return
    text = [one for one in leads if one.block not in notes]
    yield from _compared(side, text, [_printed(one) for one in side.pdf_text.flow.links])
    for note, foot in side.note_pairs:
        inner = [one for one in leads if note.first_block <= one.block < note.end_block]
        yield from _compared(side, inner, [_printed(x) for x in foot.flow.links] if foot else [])


def _on(side: TextComparison, name: str) -> list[_Seen]:
    page = side.pages.get(side.get_page_file(name))
    links = page.links if page else []
    return [_Seen(_letters(one.text), page.name if page else "", one.href) for one in links]


def _printed(link: object) -> _Seen:
    text, address = getattr(link, "text", ""), getattr(link, "address", "")
    return _Seen(_letters(text), address=address, goal=getattr(link, "goal", None))


def _letters(text: str) -> str:
    """Return letters and digits in one row."""
    return "".join(words_cut.tokenize_text(text, keep_vowels=False))


def _compared(
    side: TextComparison, leads: Sequence[Link], seen: Sequence[_Seen]
) -> Iterator[tuple[Link, str]]:
    mine = [_key(side, _letters(lead.text)) for lead in leads]
    theirs = [_key(side, link.text) for link in seen]
    found = compute_patience_diff(mine, theirs)
    pairs = match_shared_words(found, len(mine), len(theirs))
    for gap in found if side.pdf_text else ():
        pairs.update(_begun(gap, mine, theirs))
    for at, lead in enumerate(leads):
        wrong = _wrong(side, lead, seen[pairs[at]]) if at in pairs else NO_LINK
        # A link around a picture alone has no words by which it could be known.
        if wrong and mine[at]:
            yield lead, wrong


def _begun(gap: Gap, mine: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield pairs of which the link goes on: print draws the end of a word into it."""
    there = gap.right_start
    for at in range(gap.left_start, gap.left_end):
        fits = (
            n for n in range(there, gap.right_end) if not Counter(mine[at]) - Counter(theirs[n])
        )
        found = next(fits, None)
        if found is not None and mine[at]:
            yield at, found
            there = found + 1


def _key(side: TextComparison, letters: str) -> str:
    return "".join(sorted(letters)) if side.pdf_text else letters


def _wrong(side: TextComparison, lead: Link, link: _Seen) -> str:
    if lead.address:
        return _elsewhere(lead, link)
    spot = _spot(side, lead)
    if link.goal is not None:
        known = {goal.name for goal in side.find_destinations(spot.page, spot.name)}
        if link.goal.name not in known:
            return f"leads to {link.goal.name} on page {link.goal.page}, not to {spot.name}"
        return misled(side, spot)
    file, id = resolve_link(link.address, link.page) if link.page else ("", "")
    if (file, id) != (side.get_page_file(lead.target_page), lead.anchor):
        return (
            f"leads to {link.address}, not to {side.get_page_file(lead.target_page)}#{lead.anchor}"
        )
    return misled(side, spot) if lead.anchor else ""


def _spot(side: TextComparison, lead: Link) -> Anchor:
    """Return the place that a reference names: its anchor, or the first of its page."""
    page = [spot for spot in side.expected_text.anchors if spot.page == lead.target_page]
    named = [spot for spot in page if spot.name == lead.anchor or not lead.anchor]
    return (
        named or page or [Anchor(page=lead.target_page, name=lead.anchor, kind="other", block=0)]
    )[0]


def _elsewhere(lead: Link, link: _Seen) -> str:
    wanted = lead.address
    if wanted.startswith("//"):
        language, publication, rest = wanted.removeprefix("//").split("/", 2)
        page, _, anchor = rest.partition("#")
        top = "../" * (3 + lead.page.count("/"))
        wanted = f"{top}{language}/{publication}/html/{page}.html#{anchor}"
    if unquote(link.address) == unquote(wanted):  # an address of mail is hidden so from robots
        return ""
    return f"leads to {link.address or 'a place of this edition'}, not to {wanted}"
