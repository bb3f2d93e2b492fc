"""Takes an e-book, gives the notes in it that a reader does not come to, or not back from.

What: each call (`noteref`) leads to a note (`footnote` or `endnote`) in the book; the note leads
back to each of its calls (`doc-backlink`); every note that an app hides has a call.
Example: `<a epub:type="noteref" href="#n2">` on a page where `n2` is a paragraph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from build_tools.checks.row import Built, Fault
from build_tools.seeing import HtmlPage, get_element_text, resolve_link
from build_tools.seeing.ebook_parts import Ebook, format_element_place, get_semantics, read_ebook
from build_tools.seeing.words import quote_start

CALLS = frozenset({"noteref", "doc-noteref"})
NOTES = frozenset({"footnote", "endnote", "doc-footnote", "doc-endnote"})
# What an app takes out of the page and shows where it is called.
HIDDEN = frozenset({"footnote", "endnote"})
BACK = frozenset({"backlink", "doc-backlink"})
Place = tuple[str, str]


@dataclass(slots=True)
class _Seen:
    """The places of calls and of what they lead to; what leads back from where."""

    called: set[Place] = field(default_factory=set)
    back: dict[Place, set[Place]] = field(default_factory=dict)


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for each call without its note, and each note without its call."""
    book = read_ebook(built.whole)
    if book is not None:
        yield from (Fault(built.whole, message) for message in _messages(book))


def _messages(book: Ebook) -> Iterator[str]:
    seen = _Seen()
    for leaf, note in _all(book, NOTES):
        links = (link.get("href", "") for link in note.iter("{*}a") if get_semantics(link) & BACK)
        seen.back[leaf.name, note.get("id", "")] = {resolve_link(link, leaf.name) for link in links}
    for leaf, call in _all(book, CALLS):
        message = _call(book, leaf, call, seen)
        if message:
            yield f"{format_element_place(leaf, call)}: the call {quote_start(get_element_text(call))} {message}"
    for leaf, note in _all(book, NOTES):
        yield from (
            f"{format_element_place(leaf, note)}: {message}"
            for message in _note(book, leaf, note, seen)
        )


def _all(book: Ebook, kinds: frozenset[str]) -> Iterator[tuple[HtmlPage, Any]]:
    for leaf in book.documents:
        for element in leaf.tree.iter("{*}*"):
            if get_semantics(element) & kinds:
                yield leaf, element


def _call(book: Ebook, leaf: HtmlPage, call: Any, seen: _Seen) -> str:
    """Return what is wrong with a call, empty where nothing is."""
    address = call.get("href", "")
    target = book.resolve_link(address, leaf.name) if address else None
    if target is None:
        return f"leads nowhere ({address})" if address else "is no link"
    place = resolve_link(address, leaf.name)
    if place not in seen.back:
        return f"leads to what is no note ({address})"
    seen.called.add(place)
    if (leaf.name, call.get("id", "")) not in seen.back[place]:
        return f"is not led back to by its note ({address})"
    return ""


def _note(book: Ebook, leaf: HtmlPage, note: Any, seen: _Seen) -> Iterator[str]:
    place = leaf.name, note.get("id", "")
    if place not in seen.called and get_semantics(note) & HIDDEN:
        yield f"no call leads to the note {quote_start(get_element_text(note))}, and apps do not show it"
    for name, id in sorted(seen.back[place]):
        target = book.resolve_link(f"#{id}", name)
        if target is None or not get_semantics(target) & CALLS:
            yield f"the note {quote_start(get_element_text(note))} leads back to what is no call (#{id})"
