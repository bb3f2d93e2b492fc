"""Write entries as .po text, which is input for gettext's programs.

The files in `locale/` are written by msgmerge, which reads this text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from struct import Struct

from build_tools.catalogues.po_escapes import quote_po_string
from build_tools.catalogues.po_model import Entry

# Magic number, revision, count, where the rows of msgids and of msgstrs begin; a hash table of no rows.
_MO_HEAD = Struct("<7I")
_MO_ROW = Struct("<2I")
_MO_HEADER = b"Content-Type: text/plain; charset=UTF-8\n"


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


def format_mo(messages: Mapping[str, str]) -> bytes:
    """Return the .mo of msgid to msgstr, in linear time (gettext manual, “The Format of GNU MO Files”)."""
    pairs = sorted(
        (msgid.encode(), msgstr.encode()) for msgid, msgstr in messages.items() if msgid and msgstr
    )
    msgids, msgstrs = zip((b"", _MO_HEADER), *pairs, strict=True)
    strings = (*msgids, *msgstrs)
    count, first = len(msgids), _MO_HEAD.size + _MO_ROW.size * len(strings)
    starts = accumulate((len(string) + 1 for string in strings), initial=first)
    rows = b"".join(_MO_ROW.pack(len(string), start) for string, start in zip(strings, starts, strict=False))
    head = _MO_HEAD.pack(0x950412DE, 0, count, _MO_HEAD.size, _MO_HEAD.size + _MO_ROW.size * count, 0, first)
    return head + rows + b"".join(string + b"\0" for string in strings)
