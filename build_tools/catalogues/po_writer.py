"""Write entries as .po text, which is input for gettext's programs.

The files in `locale/` are written by msgmerge, which reads this text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from build_tools.catalogues.po_escapes import quote_po_string
from build_tools.catalogues.po_model import Entry


def format_po(header: Entry, entries: Iterable[Entry]) -> str:
    """Return a catalogue as UTF-8 text; its header must name that charset."""
    return "\n".join("\n".join(_iter_entry_lines(entry)) + "\n" for entry in (header, *entries))


def _iter_entry_lines(entry: Entry) -> Iterator[str]:
    yield from (f"#{comment}" for comment in entry.comments)
    yield from (f"#. {line}" for line in entry.extracted_comments)
    yield from (f"#: {_isolate_reference(place)}" for place in entry.references)
    if entry.flags:
        yield f"#, {', '.join(entry.flags)}"
    comment_mark = "#~" if entry.is_obsolete else "#"
    yield from (f"{comment_mark}| {line}" for line in entry.previous_msgid)
    prefix = "#~ " if entry.is_obsolete else ""
    for name, text in _iter_entry_strings(entry):
        yield f"{prefix}{name} {quote_po_string(text)}"


def _iter_entry_strings(entry: Entry) -> Iterator[tuple[str, str]]:
    if entry.msgctxt:
        yield "msgctxt", entry.msgctxt
    yield "msgid", entry.msgid
    if entry.msgid_plural is None:
        yield "msgstr", entry.msgstr[0]
        return
    yield "msgid_plural", entry.msgid_plural
    yield from ((f"msgstr[{form}]", text) for form, text in enumerate(entry.msgstr))


def _isolate_reference(reference: str) -> str:
    """Return a reference; a file name with spaces gets the bidi isolates that gettext expects."""
    if " " not in reference:
        return reference
    file, _, line = reference.rpartition(":")
    return f"\u2068{file}\u2069:{line}" if line.isdigit() else f"\u2068{reference}\u2069"


_FIXED_DATE = datetime(2000, 1, 1, tzinfo=UTC)


def format_mo(messages: Mapping[str, str]) -> bytes:
    """Return the .mo of msgid to msgstr, the same bytes each time (gettext manual, MO Files)."""
    catalog = Catalog(charset="utf-8", creation_date=_FIXED_DATE, revision_date=_FIXED_DATE)
    for message, text in messages.items():
        catalog.add(message, text)
    stream = BytesIO()
    write_mo(stream, catalog)
    return stream.getvalue()
