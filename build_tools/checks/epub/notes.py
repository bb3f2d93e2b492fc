"""Check that notes and note references of an EPUB link to each other.

Each `noteref` links to a `footnote` or `endnote`; the note links back to each of its references
(`doc-backlink`); a note that reading apps hide has a reference.

Example: `<a epub:type="noteref" href="#n2">` on a page where `n2` is a paragraph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from build_tools.checks.definition import BuiltEdition, Violation
from build_tools.inspection.epub.package import (
    Ebook,
    format_place,
    get_semantics,
    read_ebook,
)
from build_tools.inspection.html.page import HtmlPage, quote_element, resolve_link

REFERENCE_TYPES = frozenset({"noteref", "doc-noteref"})
NOTE_TYPES = frozenset({"footnote", "endnote", "doc-footnote", "doc-endnote"})
# What an app takes out of the page and shows where it is called.
HIDDEN_TYPES = frozenset({"footnote", "endnote"})
BACKLINK_TYPES = frozenset({"backlink", "doc-backlink"})
LinkTarget = tuple[str, str]


@dataclass(slots=True)
class _NoteLinks:
    """Hold the targets of note references, and the backlinks of each note."""

    targets: set[LinkTarget] = field(default_factory=set)
    backlinks: dict[LinkTarget, set[LinkTarget]] = field(default_factory=dict)


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for each reference or note without the other."""
    book = read_ebook(built.path)
    if book is not None:
        yield from (Violation(built.path, message) for message in _check_note_links(book))


def _check_note_links(book: Ebook) -> Iterator[str]:
    note_links = _NoteLinks()
    for page, note in _find_by_semantics(book, NOTE_TYPES):
        links = (
            link.get("href", "")
            for link in note.iter("{*}a")
            if get_semantics(link) & BACKLINK_TYPES
        )
        note_links.backlinks[page.name, note.get("id", "")] = {
            resolve_link(link, page.name) for link in links
        }
    for page, reference in _find_by_semantics(book, REFERENCE_TYPES):
        message = _describe_reference_error(book, page, reference, note_links)
        if message:
            yield f"{format_place(page, reference)}: the call {quote_element(reference)} {message}"
    for page, note in _find_by_semantics(book, NOTE_TYPES):
        yield from (
            f"{format_place(page, note)}: {message}"
            for message in _check_epub_note(book, page, note, note_links)
        )


def _find_by_semantics(book: Ebook, kinds: frozenset[str]) -> Iterator[tuple[HtmlPage, Any]]:
    for page in book.documents:
        for element in page.tree.iter("{*}*"):
            if get_semantics(element) & kinds:
                yield page, element


def _describe_reference_error(
    book: Ebook, page: HtmlPage, reference: Any, note_links: _NoteLinks
) -> str:
    """Return what is wrong with a note reference; empty if nothing is."""
    address = reference.get("href", "")
    target = book.resolve_link(address, page.name) if address else None
    if target is None:
        return f"leads nowhere ({address})" if address else "is no link"
    link_target = resolve_link(address, page.name)
    if link_target not in note_links.backlinks:
        return f"leads to what is no note ({address})"
    note_links.targets.add(link_target)
    if (page.name, reference.get("id", "")) not in note_links.backlinks[link_target]:
        return f"is not led back to by its note ({address})"
    return ""


def _check_epub_note(
    book: Ebook, page: HtmlPage, note: Any, note_links: _NoteLinks
) -> Iterator[str]:
    link_target = page.name, note.get("id", "")
    if link_target not in note_links.targets and get_semantics(note) & HIDDEN_TYPES:
        yield f"no call leads to the note {quote_element(note)}, and apps do not show it"
    for name, id in sorted(note_links.backlinks[link_target]):
        target = book.resolve_link(f"#{id}", name)
        if target is None or not get_semantics(target) & REFERENCE_TYPES:
            yield f"the note {quote_element(note)} leads back to what is no call (#{id})"
