"""Compare an old catalogue with its new version, and find what would be lost."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.catalogues.po_model import Catalogue, Entry
from build_tools.catalogues.po_writer import quote_po_string
from build_tools.catalogues.review.header_fields import CREATED, parse_header_fields


def find_lost_entry(old: Catalogue, new: Catalogue) -> Entry | None:
    """Return the first entry of the old catalogue of which a word is missing in the new one.

    If the header or a field of it is lost, that is the header itself.
    """
    texts = {text for entry in new.entries for text in entry.msgstr}
    comments = {line for each in (new.header, *new.entries) for line in each.comments}
    if not _has_all_fields(old.header, new.header):
        return old.header
    for entry in old.entries:
        if entry.has_text and not _has_all_text(entry, texts, comments):
            return entry
    return None


def _has_all_text(entry: Entry, texts: set[str], comments: set[str]) -> bool:
    has_comments = all(line in comments for line in entry.comments)
    return has_comments and all(text in texts or _has_comment_copy(text, comments) for text in entry.msgstr)


def _has_comment_copy(text: str, comments: set[str]) -> bool:
    return not text.strip() or any(line.endswith(quote_po_string(text)) for line in comments)


def _has_all_fields(old: Entry, new: Entry) -> bool:
    return dict(_iter_lasting_fields(old)).items() <= dict(_iter_lasting_fields(new)).items() and set(
        old.comments
    ) <= set(new.comments)


def _iter_lasting_fields(header: Entry) -> Iterator[tuple[str, str]]:
    for name, value in parse_header_fields(header).items():
        if name not in (CREATED, "Content-Type"):
            yield name, value
