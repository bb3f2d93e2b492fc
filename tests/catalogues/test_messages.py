"""The entries of a catalogue as they are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.catalogues.gettext_programs import check_all_catalogues
from build_tools.catalogues.po_reader import CatalogueContents, read_contents

PO = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=n>1;\\n"

# a note of hers
#. of the source
#: index.rst:1
#, fuzzy
#| msgid "older"
msgid "one"
msgstr "un"

msgctxt "c"
msgid "two"
msgstr "deux"

msgid "sheet"
msgid_plural "sheets"
msgstr[0] "feuille"
msgstr[1] "feuilles"

# kept
#~| msgid "older"
#~ msgid "gone"
#~ msgstr "parti"
"""


@pytest.fixture
def holds(tmp_path: Path) -> CatalogueContents:
    """Return the messages of a catalogue with one entry of each kind."""
    file = tmp_path / "a.po"
    file.write_text(PO, encoding="utf-8")
    (catalogue,) = check_all_catalogues([(file, "a.po")])
    return read_contents(catalogue, "a.po")


def test_the_translators_own_comments_are_told_from_the_others(holds: CatalogueContents) -> None:
    """Extracted comments and previous msgids are not comments of the translator."""
    (one,) = holds.messages
    assert (one.msgid, one.msgstr, one.line, one.state) == ("one", "un", 11, "fuzzy")
    assert one.comments == ("a note of hers",)


def test_what_sphinx_never_uses_is_read_with_its_words(holds: CatalogueContents) -> None:
    """Messages with context or plural forms are read; the first form represents all."""
    unused = [(one.msgid, one.msgstr, one.line) for one in holds.unused]
    assert unused == [("two", "deux", 15), ("sheet", "feuille", 18)]


def test_an_obsolete_entry_is_read_in_spite_of_its_former_msgid(holds: CatalogueContents) -> None:
    """Babel cannot read `#~|`; the lines of all entries stay correct."""
    (gone,) = holds.obsolete
    assert (gone.msgid, gone.msgstr, gone.line, gone.comments) == ("gone", "parti", 25, ("kept",))
