"""The last look before a catalogue is written: takes it old and new, gives what would be lost."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.catalogues.fields import CREATED
from build_tools.catalogues.updating.headers import fields
from build_tools.catalogues.updating.model import Catalogue, Entry
from build_tools.catalogues.updating.printing import quoted


def lost(old: Catalogue, new: Catalogue) -> Entry | None:
    """Return the first entry of the old catalogue a word of which is not in the new one.

    A lost header or a lost field of it is the header itself.
    """
    texts = {text for entry in new.entries for text in entry.texts}
    comments = {line for each in (new.header, *new.entries) for line in each.comments}
    if not _kept_header(old.header, new.header):
        return old.header
    for entry in old.entries:
        if entry.has_text and not _all_in(entry, texts, comments):
            return entry
    return None


def _all_in(entry: Entry, texts: set[str], comments: set[str]) -> bool:
    said = all(line in comments for line in entry.comments)
    return said and all(text in texts or _told(text, comments) for text in entry.texts)


def _told(text: str, comments: set[str]) -> bool:
    return not text.strip() or any(line.endswith(quoted(text)) for line in comments)


def _kept_header(old: Entry, new: Entry) -> bool:
    return dict(_lasting(old)).items() <= dict(_lasting(new)).items() and set(old.comments) <= set(
        new.comments
    )


def _lasting(header: Entry) -> Iterator[tuple[str, str]]:
    for name, value in fields(header).items():
        if name not in (CREATED, "Content-Type"):
            yield name, value
