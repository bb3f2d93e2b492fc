"""Find references that are no links, or lead to another place than the doctree says.

Example: “Right II” on a page of a PDF, whose link opens Right III.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from urllib.parse import unquote

from build_tools.checks.definition import EDITION_FORMATS, REPORT, BuiltEdition, Check, Violation
from build_tools.checks.text_check import check_comparison, describe_anchor_error, get_block_file
from build_tools.inspection.html.page import resolve_link
from build_tools.inspection.pdf.destinations import Destination
from build_tools.inspection.pdf.text import PdfLink
from build_tools.inspection.text import tokenize
from build_tools.inspection.text.compare import TextComparison
from build_tools.inspection.text.patience_diff import Gap, compute_patience_diff, match_shared_words
from build_tools.model.expected_text import Anchor, Link

CHECK = Check(
    code="text/reference",
    severity="error",
    formats=EDITION_FORMATS,
    what="whether each reference is a link to the place that it names",
    why="a reference to the wrong article misleads, and nobody sees it",
    fix=REPORT,
    standards=("WCAG 2.2, 2.4.4",),
    requires=("lxml", "pikepdf"),
)


NO_LINK = "is no link"


@dataclass(frozen=True, slots=True)
class _FoundLink:
    """Describe a link: its letters, and its address on a page or destination in a PDF."""

    text: str
    page: str = ""
    address: str = ""
    destination: Destination | None = None


def check(built: BuiltEdition) -> Iterator[Violation]:
    """Yield a violation for each reference that is wrong."""
    return check_comparison(built, _check_reference_links)


def _check_reference_links(built: BuiltEdition, comparison: TextComparison) -> Iterator[Violation]:
    for link, problem in _find_wrong_references(comparison):
        block = comparison.expected_text.blocks[
            min(link.block, len(comparison.expected_text.blocks) - 1)
        ]
        message = f"the reference “{' '.join(link.text.split())}” of {link.page} {problem}"
        yield Violation(get_block_file(built, block), message, block.place.line, block.article)


def _find_wrong_references(comparison: TextComparison) -> Iterator[tuple[Link, str]]:
    """Yield each reference that is wrong, and its problem."""
    note_blocks = set(
        chain.from_iterable(
            range(one.first_block, one.end_block) for one in comparison.expected_text.notes
        )
    )
    expected_links = [
        one
        for one in comparison.expected_text.links
        if not one.formats or comparison.format in one.formats
    ]
    if comparison.pdf_text is None:
        for page in comparison.expected_text.pages:
            yield from _compare_links(
                comparison,
                [one for one in expected_links if one.page == page],
                _list_page_links(comparison, page),
            )
        return
    text_links = [one for one in expected_links if one.block not in note_blocks]
    yield from _compare_links(
        comparison, text_links, [_convert_pdf_link(one) for one in comparison.pdf_text.flow.links]
    )
    for note, foot in comparison.note_pairs:
        note_links = [
            one for one in expected_links if note.first_block <= one.block < note.end_block
        ]
        yield from _compare_links(
            comparison, note_links, [_convert_pdf_link(x) for x in foot.flow.links] if foot else []
        )


def _list_page_links(comparison: TextComparison, name: str) -> list[_FoundLink]:
    page = comparison.pages.get(comparison.get_page_file(name))
    links = page.links if page else []
    return [
        _FoundLink(_extract_letters(one.text), page.name if page else "", one.href) for one in links
    ]


def _convert_pdf_link(link: PdfLink) -> _FoundLink:
    return _FoundLink(_extract_letters(link.text), address=link.uri, destination=link.destination)


def _extract_letters(text: str) -> str:
    """Return letters and digits without spaces."""
    return "".join(tokenize.tokenize_text(text, keep_vowels=False))


def _compare_links(
    comparison: TextComparison, expected_links: Sequence[Link], found_links: Sequence[_FoundLink]
) -> Iterator[tuple[Link, str]]:
    expected_keys = [
        _make_link_key(comparison, _extract_letters(lead.text)) for lead in expected_links
    ]
    found_keys = [_make_link_key(comparison, link.text) for link in found_links]
    gaps = compute_patience_diff(expected_keys, found_keys)
    pairs = match_shared_words(gaps, len(expected_keys), len(found_keys))
    for gap in gaps if comparison.pdf_text else ():
        pairs.update(_match_longer_links(gap, expected_keys, found_keys))
    for index, expected_link in enumerate(expected_links):
        problem = (
            _describe_link_error(comparison, expected_link, found_links[pairs[index]])
            if index in pairs
            else NO_LINK
        )
        # A link around a picture alone has no words by which it could be known.
        if problem and expected_keys[index]:
            yield expected_link, problem


def _match_longer_links(
    gap: Gap, expected_keys: Sequence[str], found_keys: Sequence[str]
) -> Iterator[tuple[int, int]]:
    """Yield pairs whose actual link has more letters: print draws the end of a word into it."""
    start = gap.right_start
    for index in range(gap.left_start, gap.left_end):
        candidates = (
            n
            for n in range(start, gap.right_end)
            if not Counter(expected_keys[index]) - Counter(found_keys[n])
        )
        match = next(candidates, None)
        if match is not None and expected_keys[index]:
            yield index, match
            start = match + 1


def _make_link_key(comparison: TextComparison, letters: str) -> str:
    return "".join(sorted(letters)) if comparison.pdf_text else letters


def _describe_link_error(comparison: TextComparison, expected_link: Link, link: _FoundLink) -> str:
    if expected_link.address:
        return _describe_external_error(expected_link, link)
    anchor = _find_target_anchor(comparison, expected_link)
    if link.destination is not None:
        destination_names = {
            goal.name for goal in comparison.find_destinations(anchor.page, anchor.name)
        }
        if link.destination.name not in destination_names:
            goal = link.destination
            return f"leads to {goal.name} on page {goal.page}, not to {anchor.name}"
        return describe_anchor_error(comparison, anchor)
    file, id = resolve_link(link.address, link.page) if link.page else ("", "")
    expected = comparison.get_page_file(expected_link.target_page), expected_link.anchor
    if (file, id) != expected:
        return f"leads to {link.address}, not to {'#'.join(expected)}"
    return describe_anchor_error(comparison, anchor) if expected_link.anchor else ""


def _find_target_anchor(comparison: TextComparison, expected_link: Link) -> Anchor:
    """Return the anchor that a reference names: its own, or the first of its page."""
    page = [
        spot for spot in comparison.expected_text.anchors if spot.page == expected_link.target_page
    ]
    matching = [
        spot for spot in page if spot.name == expected_link.anchor or not expected_link.anchor
    ]
    return (
        matching
        or page
        or [
            Anchor(page=expected_link.target_page, name=expected_link.anchor, kind="other", block=0)
        ]
    )[0]


def _describe_external_error(expected_link: Link, link: _FoundLink) -> str:
    expected_address = expected_link.address
    if expected_address.startswith("//"):
        language, publication, rest = expected_address.removeprefix("//").split("/", 2)
        page, _, anchor = rest.partition("#")
        top = "../" * (3 + expected_link.page.count("/"))
        expected_address = f"{top}{language}/{publication}/html/{page}.html#{anchor}"
    if unquote(link.address) == unquote(
        expected_address
    ):  # an address of mail is hidden so from robots
        return ""
    return f"leads to {link.address or 'a place of this edition'}, not to {expected_address}"
