"""Entries as input for gettext's programs: takes entries, gives the text of a passing .po.

What stays in `locale/` is written by msgmerge, which reads this.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_tools.catalogues.updating.model import Entry

_SIGNS = {
    "\\": "\\\\",
    '"': '\\"',
    "\n": "\\n",
    "\t": "\\t",
    "\r": "\\r",
    "\a": "\\a",
    "\b": "\\b",
    "\f": "\\f",
    "\v": "\\v",
}
_TABLE = str.maketrans(_SIGNS)


def printed(header: Entry, entries: Iterable[Entry]) -> str:
    """Return a catalogue as text in UTF-8, which its header says."""
    return "\n".join("\n".join(_lines(entry)) + "\n" for entry in (header, *entries))


def quoted(text: str) -> str:
    """Return a text as a string of a .po, on one line."""
    return f'"{text.translate(_TABLE)}"'


def _lines(entry: Entry) -> Iterator[str]:
    yield from (f"#{comment}" for comment in entry.comments)
    yield from (f"#. {line}" for line in entry.extracted)
    yield from (f"#: {_placed(place)}" for place in entry.places)
    if entry.flags:
        yield f"#, {', '.join(entry.flags)}"
    mark = "#~" if entry.obsolete else "#"
    yield from (f"{mark}| {line}" for line in entry.former)
    before = "#~ " if entry.obsolete else ""
    yield from (f"{before}{name} {quoted(text)}" for name, text in _strings(entry))


def _strings(entry: Entry) -> Iterator[tuple[str, str]]:
    if entry.context:
        yield "msgctxt", entry.context
    yield "msgid", entry.msgid
    if entry.plural is None:
        yield "msgstr", entry.texts[0]
        return
    yield "msgid_plural", entry.plural
    yield from ((f"msgstr[{form}]", text) for form, text in enumerate(entry.texts))


def _placed(place: str) -> str:
    """A place with spaces stands between the marks that gettext has for it."""
    if " " not in place:
        return place
    file, _, line = place.rpartition(":")
    return f"\u2068{file}\u2069:{line}" if line.isdigit() else f"\u2068{place}\u2069"
