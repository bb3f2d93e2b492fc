"""A .po is read as gettext reads it: its charset, and the escapes of its strings."""

from __future__ import annotations

import gettext
import subprocess
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.catalogues.mo_reader import read_mo
from build_tools.catalogues.po_model import Entry
from build_tools.catalogues.po_parser import UndecodableError, parse_po_bytes
from build_tools.catalogues.po_writer import format_mo

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset={}\\n"\n\n'
ENTRY = b'msgid "m"\nmsgstr %s\n'


def _compile(po: bytes) -> tuple[Entry, ...]:
    """Return what msgfmt reads."""
    done = subprocess.run(["msgfmt", "-o", "-", "-"], input=po, capture_output=True, check=True)
    return read_mo(done.stdout)


def _parse(po: bytes) -> str:
    return {entry.msgid: entry.msgstr[0] for entry in parse_po_bytes(po).entries}["m"]


def _read(po: bytes) -> str:
    """Return the text of the message `m`, on which msgfmt and the parser agree."""
    text = _parse(po)
    assert {entry.msgid: entry.msgstr[0] for entry in _compile(po)}["m"] == text
    return text


@given(st.dictionaries(st.text(), st.text()))
@settings(max_examples=60)
def test_a_mo_holds_each_translation(messages: dict[str, str]) -> None:
    """As Python's gettext reads it, which Sphinx uses, and gettext's own programs."""
    words = {msgid: msgstr for msgid, msgstr in messages.items() if not {"\0", "\x04"} & set(msgid + msgstr)}
    mo = format_mo(words)
    read = gettext.GNUTranslations(BytesIO(mo)).gettext
    assert {msgid: read(msgid) for msgid in words if msgid} == {
        msgid: msgstr or msgid for msgid, msgstr in words.items() if msgid
    }
    po = subprocess.run(["msgunfmt", "-"], input=mo, capture_output=True, check=True).stdout
    parsed = {entry.msgid: entry.msgstr[0] for entry in parse_po_bytes(po).entries}
    assert parsed == {msgid: msgstr for msgid, msgstr in words.items() if msgid and msgstr}


LATIN, UTF8 = HEADER.format("ISO-8859-1").encode(), HEADER.format("UTF-8").encode()


@pytest.mark.parametrize(
    ("po", "text"),
    {
        "a comment before": (b"# charset=ISO-8859-1\n" + UTF8 + ENTRY % '"café"'.encode(), "café"),
        "a message before": (
            b'msgid "charset=UTF-8"\nmsgstr "charset=KOI8-R"\n\n'
            + LATIN
            + ENTRY % '"café"'.encode("latin-1"),
            "café",
        ),
        "a header of a context": (
            b'msgctxt "c"\nmsgid ""\nmsgstr "charset=ISO-8859-1"\n\n' + UTF8 + ENTRY % '"é"'.encode(),
            "é",
        ),
        "a fuzzy header": (b"#, fuzzy\n" + LATIN + ENTRY % '"é"'.encode("latin-1"), "é"),
        "small letters": (
            HEADER.format("iso-8859-15").encode() + ENTRY % '"€"'.encode("iso-8859-15"),
            "€",
        ),
        "divided": (
            b'msgid ""\nmsgstr "Content-Type: text/plain; char"\n"\\163et=ISO-8859-1\\n"\n\n'
            + ENTRY % '"é"'.encode("latin-1"),
            "é",
        ),
        "the placeholder": (HEADER.format("CHARSET").encode() + ENTRY % b'"cafe"', "cafe"),
        "letters of two bytes": (
            HEADER.format("SHIFT_JIS").encode() + ENTRY % '"表"'.encode("shift_jis"),
            "表",
        ),
        "CR LF": ((UTF8 + ENTRY % '"é"'.encode()).replace(b"\n", b"\r\n"), "é"),
    }.values(),
)
def test_the_header_alone_names_the_charset(po: bytes, text: str) -> None:
    """No comment and no other message does, wherever the header stands and however it is written."""
    assert _read(po) == text


@pytest.mark.parametrize(
    ("head", "string", "text"),
    [
        (UTF8, rb'"caf\303\251"', "café"),
        (UTF8, rb'"caf\303" "\251"', "café"),
        (UTF8, rb'"caf\xc3"' + b"\n" + rb'"\xA9"', "café"),
        (UTF8, rb'"\1019\x041 \x12345"', "A9A E"),
        (UTF8, rb'"\a\b\f\v\t\\\""', '\a\b\f\v\t\\"'),
        (UTF8, rb'"\401"', "\1"),
        (LATIN, rb'"caf\351"', "café"),
        (LATIN, b'"caf\xe9\\351"', "caféé"),
        (HEADER.format("SHIFT_JIS").encode(), rb'"\225\134"', "表"),
    ],
)
def test_an_escape_is_a_byte_of_the_charset(head: bytes, string: bytes, text: str) -> None:
    """Bytes are read together, also from one string to the next."""
    assert _read(head + ENTRY % string) == text


@pytest.mark.parametrize(
    ("po", "line", "fault"),
    [
        (UTF8 + ENTRY % rb'"caf\303"', 4, "its escapes are no text in UTF-8"),
        (UTF8 + ENTRY % rb'"ca\000f"', 5, "the text ends at an escape of the byte 0"),
        (UTF8 + ENTRY % rb'"ca\400f"', 5, "the text ends at an escape of the byte 0"),
        (UTF8 + ENTRY % b'"caf\xe9"', 5, "this is no text in UTF-8"),
        (HEADER.format("UTF-16").encode() + ENTRY % b'"a"', 1, "no charset is called UTF-16"),
        (HEADER.format("unicode_escape").encode() + ENTRY % b'"a"', 1, "no charset is called UNICODE_ESCAPE"),
        (
            b'\nmsgid ""\nmsgstr "X: charset=ISO-8859-1\\nContent-Type: text/plain; charset=UTF-8\\n"\n',
            2,
            "the header names two charsets, ISO-8859-1 and UTF-8",
        ),
    ],
)
def test_what_is_no_text_is_refused_with_its_line(po: bytes, line: int, fault: str) -> None:
    """Some of it gettext would read, as half a letter or half a text."""
    with pytest.raises(UndecodableError) as caught:
        parse_po_bytes(po)
    assert (caught.value.line, caught.value.fault) == (line, fault)


def test_without_a_header_a_file_is_utf8() -> None:
    """A template in a root may have none."""
    assert _parse(ENTRY % '"café"'.encode()) == "café"


def test_a_previous_msgid_is_of_no_charset() -> None:
    """Its escapes are letters, since the file is written in UTF-8."""
    (entry,) = parse_po_bytes(LATIN + b'#| msgid "caf\\351 "\n#| "\\x41\\n"\n' + ENTRY % b'"a"').entries
    assert entry.previous_msgid == ('msgid "café "', '"A\\n"')


CHARSETS = {"UTF-8": "é漢ب🙂", "ISO-8859-1": "é±ÿ¤"}
ESCAPES = st.sampled_from([r"\a", r"\b", r"\f", r"\v", r"\t", r"\n", r"\r", r"\"", r"\\"])


def _write_bytes(data: bytes, style: str) -> str:
    """Write bytes as escapes: octal ones have three digits, and hexadecimal ones end at no digit."""
    return "".join(rf"\{byte:03o}" if style == "octal" else rf"\x{byte:02X}" for byte in data)


@st.composite
def po_strings(draw: st.DrawFn, charset: str) -> str:
    """Return the strings of a msgstr, with letters, escapes and letters written as escapes."""
    letters = st.sampled_from(CHARSETS[charset] + "ab z'#~|")
    parts = []
    for _ in range(draw(st.integers(1, 12))):
        match draw(st.sampled_from(["letter", "escape", "octal", "hex", "split"])):
            case "letter":
                parts.append(draw(letters))
            case "escape":
                parts.append(draw(ESCAPES))
            case "split":
                parts.append('"\n"')
            case style:
                parts.append(_write_bytes(draw(letters).encode(charset), style) + '" "')
    return f'"{"".join(parts)}"'


@pytest.mark.parametrize("charset", CHARSETS)
def test_every_string_is_read_as_msgfmt_reads_it(charset: str) -> None:
    """Random strings, all in one file: the parser and the .mo have the same words."""

    @settings(max_examples=40, derandomize=True, database=None)
    @given(st.lists(po_strings(charset), min_size=20, max_size=60))
    def compare(strings: list[str]) -> None:
        entries = (f'msgid "m{number}"\nmsgstr "|" {each} "|"\n' for number, each in enumerate(strings))
        po = (HEADER.format(charset) + "\n".join(entries)).encode(charset)
        compiled = {entry.msgid: entry.msgstr for entry in _compile(po) if entry.msgid}
        assert {entry.msgid: entry.msgstr for entry in parse_po_bytes(po).entries} == compiled

    compare()
