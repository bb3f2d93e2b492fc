"""Parsing and writing a .po file and its entries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.catalogues.po_escapes import quote_po_string, unescape_po_string
from build_tools.catalogues.po_model import Entry
from build_tools.catalogues.po_parser import (
    UnreadableError,
    parse_po,
    parse_previous_msgid,
)
from build_tools.catalogues.po_writer import format_po

TEXTS = st.text(st.characters(codec="utf-8"), min_size=1)
LINES = st.from_regex(r"[a-z0-9«»é漢ب.,#~|-]+", fullmatch=True)
HEADER = Entry(msgid="", msgstr=("Content-Type: text/plain; charset=UTF-8\n",))


@given(TEXTS)
def test_a_quoted_string_is_read_as_it_was(text: str) -> None:
    """Quotes, backslashes and every control character survive a round trip, on one line."""
    quoted = quote_po_string(text)
    assert "\n" not in quoted
    assert unescape_po_string(quoted[1:-1]) == text


@given(TEXTS, TEXTS, LINES, st.booleans())
def test_a_written_entry_is_read_as_it_was(msgid: str, msgstr: str, comment: str, is_obsolete: bool) -> None:
    """Context, plural forms, flags and comments of an entry survive a round trip."""
    entry = Entry(
        msgid=msgid,
        msgstr=(msgstr, msgid),
        msgctxt="menu",
        msgid_plural=msgid,
        flags=("fuzzy", "no-wrap"),
        comments=(f" {comment}",),
        previous_msgid=('msgid "older"',),
        is_obsolete=is_obsolete,
    )
    (parsed,) = parse_po(format_po(HEADER, [entry])).entries
    assert (parsed.key, parsed.msgstr, parsed.msgid_plural) == (entry.key, entry.msgstr, msgid)
    assert (parsed.flags, parsed.comments) == (entry.flags, entry.comments)
    assert (parsed.previous_msgid, parsed.is_obsolete) == (entry.previous_msgid, is_obsolete)


def test_a_file_name_with_spaces_is_one_reference() -> None:
    """The isolates that gettext writes around a file name are parsed."""
    entry = Entry(msgid="a", references=("my file.rst:3", "b.rst:4"))
    (parsed,) = parse_po(format_po(HEADER, [entry])).entries
    assert parsed.references == entry.references


def test_a_line_that_is_no_part_of_a_catalogue_is_named() -> None:
    """The error has the number of the invalid line."""
    with pytest.raises(UnreadableError) as caught:
        parse_po('msgid "a"\nmsgstr "b"\n<<<<<<< HEAD\n')
    assert caught.value.line == 3


def test_a_previous_msgid_is_read_from_its_comments() -> None:
    """A previous msgid may have several lines; without one it is empty."""
    assert parse_previous_msgid(Entry(msgid="a", previous_msgid=('msgid "o"', '"ld"'))) == "old"
    assert parse_previous_msgid(Entry(msgid="a")) == ""
