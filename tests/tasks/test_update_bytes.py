"""`editions catalogue update` of files in other charsets and with escapes: no word becomes another."""

from __future__ import annotations

import pytest

from tests.helpers.translators import RIGHT, Translator

HEADER = 'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset={}\\n"\n\n'
KEPT = f'msgid "{RIGHT}"\nmsgstr "Le café, à Paris."\n'


def _update(translator: Translator, po: bytes) -> str:
    """Update a catalogue to which the source adds a message; return its text."""
    path = translator.po("a/right")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(po)
    translator.page("a/right", RIGHT, "New here.", title="The right")
    updated = translator.updates("fr")
    assert updated.exit_code == 0, updated.findings
    return translator.text("a/right")


@pytest.mark.parametrize(
    "before",
    [
        "# Written with charset=ISO-8859-1 in mind.\n",
        'msgid "charset=ISO-8859-1"\nmsgstr "charset=KOI8-R"\n\n',
        '# charset=UTF-16\nmsgctxt "x"\nmsgid ""\nmsgstr "charset=ISO-8859-1"\n\n',
    ],
)
def test_a_comment_names_no_charset(translator: Translator, before: str) -> None:
    """Nor does another message before the header."""
    text = _update(translator, (before + HEADER.format("UTF-8") + KEPT).encode())
    assert "Le café, à Paris." in text
    assert "The right" in text


def test_an_old_charset_becomes_utf8_in_words_and_name(translator: Translator) -> None:
    """A file in ISO-8859-1 is written in UTF-8, its header says so, and its words are the same."""
    comment = "# Relu par Zoé.\n"
    text = _update(translator, (HEADER.format("ISO-8859-1") + comment + KEPT).encode("latin-1"))
    assert "charset=UTF-8" in text
    assert "ISO-8859-1" not in text
    assert "Le café, à Paris." in text
    assert comment in text


@pytest.mark.parametrize(
    ("charset", "escaped"),
    [("UTF-8", rb"caf\303\251"), ("UTF-8", rb'caf\xc3" "\xA9'), ("ISO-8859-1", rb"caf\351")],
)
def test_an_escape_is_the_letter_that_gettext_reads(
    translator: Translator, charset: str, escaped: bytes
) -> None:
    """Live, fuzzy and obsolete texts alike."""
    entry = b'msgid "%s"\nmsgstr "Le %s."\n\n'
    live = entry % (RIGHT.encode(), escaped)
    fuzzy = b'#, fuzzy\n#| msgid "%s"\n' % escaped + entry % (b"The right", b"droit au " + escaped)
    obsolete = b'#~ msgid "Gone"\n#~ msgstr "Le vieux %s."\n' % escaped
    text = _update(translator, HEADER.format(charset).encode() + live + fuzzy + obsolete)
    assert f'msgid "{RIGHT}"\nmsgstr "Le café."' in text
    assert '#| msgid "café"\nmsgid "The right"\nmsgstr "Le droit au café."' in text
    assert "vieux café" in text


@pytest.mark.parametrize(
    ("head", "body", "line", "code"),
    [
        # A letter that Python and iconv do not read alike.
        ("BIG5", b'msgid "o"\nmsgstr "\xa1\x45"\n', 6, "update-misread"),
        ("UTF-8", b'msgctxt ""\nmsgid "o"\nmsgstr "p"\n', 7, "update-misread"),
        ("UTF-8", b'msgid "o"\nmsgstr "caf\\303"\n', 6, "syntax"),
        ("UTF-8", b'msgid "o"\nmsgstr "ca\\000f"\n', 7, "syntax"),
        ("UTF-8\\\\nX: charset=KOI8-R", b'msgid "o"\nmsgstr "p"\n', 1, "syntax"),
    ],
)
def test_what_is_not_read_as_gettext_does_stays_as_it_is(
    translator: Translator, head: str, body: bytes, line: int, code: str
) -> None:
    """One finding at its line, exit 1, and the file untouched; the other pages are updated."""
    path = translator.po("a/right")
    path.parent.mkdir(parents=True)
    before = HEADER.replace("{}", head.replace("\\\\n", '\\n"\n"')).encode() + body
    path.write_bytes(before)
    updated = translator.updates("fr")
    (finding,) = updated.findings
    assert (finding.code, finding.place.line) == (f"catalogue/{code}", line)
    assert updated.exit_code == 1
    assert path.read_bytes() == before
    assert translator.po("b/index").is_file()
