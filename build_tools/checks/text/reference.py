"""Find references that are no links, or lead to another place than the doctree says.

Example: “Right II” on a page of a PDF, whose link opens Right III.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from build_tools.checks.definition import EDITION_FORMATS, REPORT, BuiltEdition, Check, Violation
from build_tools.checks.text_check import check_comparison, describe_anchor_error, make_block_violation
from build_tools.inspection.html.page import resolve_link
from build_tools.inspection.pdf.destinations import Destination
from build_tools.inspection.pdf.text import PdfLink
from build_tools.inspection.text.compare import TextComparison
from build_tools.inspection.text.patience_diff import Gap, compute_patience_diff, match_shared_words
from build_tools.inspection.text.tokenize import tokenize_text
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
        message = f"the reference “{' '.join(link.text.split())}” of {link.page} {problem}"
        yield make_block_violation(built, comparison.get_expected_block(link.block), message)


def _find_wrong_references(comparison: TextComparison) -> Iterator[tuple[Link, str]]:
    """Yield each reference that is wrong, and its problem."""
    links = [
        link
        for link in comparison.expected_text.links
        if not link.formats or comparison.format in link.formats
    ]
    if comparison.pdf_text is None:
        for page in comparison.expected_text.pages:
            page_links = [link for link in links if link.page == page]
            yield from _compare_links(comparison, page_links, _list_page_links(comparison, page))
        return
    for note, footnote in comparison.note_pairs:
        note_links = [link for link in links if note.first_block <= link.block < note.end_block]
        found_links = footnote.flow.links if footnote else []
        yield from _compare_links(comparison, note_links, map(_convert_pdf_link, found_links))
    notes = comparison.expected_text.notes
    note_blocks = {n for note in notes for n in range(note.first_block, note.end_block)}
    text_links = [link for link in links if link.block not in note_blocks]
    found_links = comparison.pdf_text.flow.links
    yield from _compare_links(comparison, text_links, map(_convert_pdf_link, found_links))


def _list_page_links(comparison: TextComparison, name: str) -> Iterator[_FoundLink]:
    page = comparison.pages.get(comparison.get_page_file(name))
    for link in page.links if page else ():
        yield _FoundLink(_extract_letters(link.text), page.name if page else "", link.href)


def _convert_pdf_link(link: PdfLink) -> _FoundLink:
    return _FoundLink(_extract_letters(link.text), address=link.uri, destination=link.destination)


def _extract_letters(text: str) -> str:
    """Return letters and digits without spaces."""
    return "".join(tokenize_text(text, keep_vowels=False))


def _compare_links(
    comparison: TextComparison, links: Sequence[Link], found: Iterable[_FoundLink]
) -> Iterator[tuple[Link, str]]:
    found_links = list(found)
    keys = [_make_link_key(comparison, link) for link in links]
    found_keys = [_make_found_key(comparison, link) for link in found_links]
    letters = [_extract_letters(link.text) for link in links]
    gaps = compute_patience_diff(keys, found_keys)
    pairs = match_shared_words(gaps, len(keys), len(found_keys))
    for gap in gaps if comparison.pdf_text else ():
        pairs.update(_match_longer_links(gap, letters, [link.text for link in found_links]))
    for index, link in enumerate(links):
        problem = "is no link"
        if index in pairs and _has_letters(found_links[pairs[index]].text, letters[index]):
            problem = _describe_link_error(comparison, link, found_links[pairs[index]])
        # A link around an image alone has no words to find it by.
        if problem and letters[index]:
            yield link, problem


def _match_longer_links(
    gap: Gap, letters: Sequence[str], found_letters: Sequence[str]
) -> Iterator[tuple[int, int]]:
    """Yield pairs whose actual link has more letters: print draws the end of a word into it."""
    start = gap.right_start
    for index in range(gap.left_start, gap.left_end):
        candidates = (
            n for n in range(start, gap.right_end) if _has_letters(found_letters[n], letters[index])
        )
        match = next(candidates, None)
        if match is not None and letters[index]:
            yield index, match
            start = match + 1


def _has_letters(text: str, letters: str) -> bool:
    return Counter(letters) <= Counter(text)


def _make_link_key(comparison: TextComparison, link: Link) -> str:
    """Return what a link is found by: in a PDF its target, since more words may be drawn into it."""
    if comparison.pdf_text is None:
        return _extract_letters(link.text)
    if link.address:
        return unquote(link.address)
    anchor = _find_target_anchor(comparison, link)
    names = (destination.name for destination in comparison.find_destinations(anchor.page, anchor.name))
    return next(names, anchor.name)


def _make_found_key(comparison: TextComparison, link: _FoundLink) -> str:
    if comparison.pdf_text is None:
        return link.text
    return link.destination.name if link.destination else unquote(link.address)


def _describe_link_error(comparison: TextComparison, expected_link: Link, link: _FoundLink) -> str:
    if expected_link.address:
        return _describe_external_error(expected_link, link)
    anchor = _find_target_anchor(comparison, expected_link)
    if link.destination is not None:
        destinations = comparison.find_destinations(anchor.page, anchor.name)
        found = link.destination
        if found.name not in {destination.name for destination in destinations}:
            return f"leads to {found.name} on page {found.page}, not to {anchor.name}"
        return describe_anchor_error(comparison, anchor)
    file, id = resolve_link(link.address, link.page) if link.page else ("", "")
    expected = comparison.get_page_file(expected_link.target_page), expected_link.anchor
    if (file, id) != expected:
        return f"leads to {link.address}, not to {'#'.join(expected)}"
    return describe_anchor_error(comparison, anchor) if expected_link.anchor else ""


def _find_target_anchor(comparison: TextComparison, expected_link: Link) -> Anchor:
    """Return the anchor that a reference names: its own, or the first of its page."""
    page, name = expected_link.target_page, expected_link.anchor
    anchors = [anchor for anchor in comparison.expected_text.anchors if anchor.page == page]
    matching = [anchor for anchor in anchors if not name or anchor.name == name]
    return (matching or anchors or [Anchor(page=page, name=name, kind="other", block=0)])[0]


def _describe_external_error(expected_link: Link, link: _FoundLink) -> str:
    expected_address = expected_link.address
    if expected_address.startswith("//"):
        language, publication, rest = expected_address.removeprefix("//").split("/", 2)
        page, _, anchor = rest.partition("#")
        top = "../" * (3 + expected_link.page.count("/"))
        expected_address = f"{top}{language}/{publication}/html/{page}.html#{anchor}"
    # Addresses of mail are quoted, to hide them from robots.
    if unquote(link.address) == unquote(expected_address):
        return ""
    return f"leads to {link.address or 'a place of this edition'}, not to {expected_address}"
