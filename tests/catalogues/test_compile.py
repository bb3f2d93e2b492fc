"""Catalogues compiled for Sphinx."""

from __future__ import annotations

import gettext
import os
import resource
from pathlib import Path

import pytest

from build_tools.catalogues import (
    EditionCatalogues,
    compile_edition,
    compile_usable_catalogues,
    size_limits,
)
from build_tools.errors import UserError
from build_tools.model import Place
from build_tools.paths import Root
from build_tools.process import pool
from build_tools.sanitizer.inert_parser import parse_message, parse_message_by_character
from tests.catalogues.conftest import MakeEdition, Write, header
from tests.helpers.processor_time import LINEAR, measure_growth

BODY = """#: index.rst:1
msgid "The city"
msgstr "La ville"

#: index.rst:2
#, fuzzy
msgid "A fuzzy one"
msgstr "Un flou"

msgid ""
"Two lines "
"of source"
msgstr ""

msgid "The mayor speaks."
msgstr "M. Rivera parle."

msgid "Nothing to include"
msgstr ".. include:: /etc/passwd"

#~ msgid "Gone"
#~ msgstr "Parti"
"""


@pytest.fixture
def into(tmp_path: Path) -> Path:
    """Return the folder for the .mo files."""
    return tmp_path / "into"


def read_mo(into: Path, page: str, language: str = "fr") -> gettext.NullTranslations:
    """Return a page's messages as Sphinx reads them."""
    return gettext.translation(page, localedir=into, languages=[language])


def test_sphinx_finds_each_page_by_its_name(
    root: Root, write: Write, edition: MakeEdition, into: Path
) -> None:
    """The .mo of a page is at the path that Sphinx reads, in nested folders too."""
    write("p/index.po", BODY)
    write("p/part/one.po", 'msgid "One"\nmsgstr "Un"\n')
    compiled = compile_edition(edition(), root, into)
    assert compiled.folder == into
    assert read_mo(into, "p/index").gettext("The city") == "La ville"
    assert read_mo(into, "p/part/one").gettext("One") == "Un"
    assert list(compiled.pages) == ["p/index", "p/part/one"]


def test_a_language_with_a_script_has_the_folder_that_gettext_knows(
    root: Root, write: Write, edition: MakeEdition, into: Path
) -> None:
    """`zh-Hans` is read from and written to `zh_Hans`."""
    write("p/index.po", 'msgid "One"\nmsgstr "一"\n', language="zh_Hans")
    compile_edition(edition("zh-Hans"), root, into)
    assert read_mo(into, "p/index", "zh_Hans").gettext("One") == "一"


def test_each_message_has_its_state_and_the_line_of_its_msgid(
    root: Root, write: Write, edition: MakeEdition, into: Path
) -> None:
    """Fuzzy, missing and rejected messages are distinguished; obsolete ones are ignored."""
    write("p/index.po", BODY)
    page = compile_edition(edition(), root, into).pages["p/index"]
    states = {message.msgid: (message.line, message.state) for message in page.messages.values()}
    assert states == {
        "The city": (8, "translated"),
        "A fuzzy one": (13, "fuzzy"),
        "Two lines of source": (16, "missing"),
        "The mayor speaks.": (21, "translated"),
        "Nothing to include": (24, "refused"),
    }


def test_what_is_not_translated_stays_out_of_the_mo(
    root: Root, write: Write, edition: MakeEdition, into: Path
) -> None:
    """Fuzzy and rejected messages show their source; a repaired one shows its translation."""
    write("p/index.po", BODY)
    compile_edition(edition(), root, into)
    page = read_mo(into, "p/index")
    assert page.gettext("A fuzzy one") == "A fuzzy one"
    assert page.gettext("Nothing to include") == "Nothing to include"
    assert page.gettext("Gone") == "Gone"
    assert page.gettext("The mayor speaks.") == r"\M. Rivera parle."


def test_findings_lead_to_the_line_in_the_po(
    root: Root, write: Write, edition: MakeEdition, into: Path
) -> None:
    """A rejection is an error, a repair a warning, both at the line of the msgid and with a remedy."""
    write("p/index.po", BODY)
    compiled = compile_edition(edition(), root, into)
    fuzzy, missing, repaired, refused = compiled.findings
    file = "locale/fr/LC_MESSAGES/p/index.po"
    assert (fuzzy.code, fuzzy.severity, fuzzy.place.line) == ("catalogue/fuzzy", "note", 13)
    assert (missing.code, missing.severity, missing.place.line) == ("catalogue/missing", "note", 16)
    assert (repaired.code, repaired.severity) == ("catalogue/block-structure", "warning")
    assert repaired.place == Place(file=file, line=21, message_id="The mayor speaks.")
    assert (refused.code, refused.severity) == ("catalogue/refused-directive", "error")
    assert refused.place == Place(file=file, line=24, message_id="Nothing to include")
    assert (refused.publication, refused.language) == ("p", "fr")
    assert "the source stands in its place" in refused.message
    assert compiled.locate_message("p/index", "The city") == Place(file=file, line=8, message_id="The city")
    assert compiled.locate_message("p/none", "x") == Place(message_id="x")


def test_nothing_is_written_beside_the_po(root: Root, write: Write, edition: MakeEdition, into: Path) -> None:
    """Compiling does not change the translators' folder."""
    write("p/index.po", BODY)
    before = sorted(root.locale.rglob("*"))
    compile_edition(edition(), root, into)
    assert sorted(root.locale.rglob("*")) == before


def test_the_mo_of_a_page_that_is_gone_goes_too(
    root: Root, write: Write, edition: MakeEdition, into: Path
) -> None:
    """A second compile deletes the .mo of a .po that no longer exists."""
    gone = write("p/gone.po", 'msgid "One"\nmsgstr "Un"\n')
    write("p/index.po", BODY)
    compile_edition(edition(), root, into)
    gone.unlink()
    compile_edition(edition(), root, into)
    assert [path.name for path in into.rglob("*.mo")] == ["index.mo"]


def test_the_same_catalogue_gives_the_same_bytes(
    root: Root, write: Write, edition: MakeEdition, into: Path, tmp_path: Path
) -> None:
    """A .mo depends on no time and no folder."""
    write("p/index.po", BODY)
    compile_edition(edition(), root, into)
    compile_edition(edition(), root, tmp_path / "elsewhere")
    made = (into, tmp_path / "elsewhere")
    one, two = (next(folder.rglob("*.mo")).read_bytes() for folder in made)
    assert one == two
    assert b"2026" not in one


def test_the_source_language_needs_no_catalogue(
    root: Root, write: Write, edition: MakeEdition, into: Path
) -> None:
    """An edition in its source language has no message folder and no translator."""
    write("p/index.po", "", language="en")
    compiled = compile_edition(edition("en"), root, into)
    assert compiled.folder is None
    assert compiled.review_status.translation_origin is None
    assert compiled.review_status.text_origin == "machine"
    assert not into.exists()


def test_a_publication_without_translation_is_built_and_told(
    root: Root, edition: MakeEdition, into: Path
) -> None:
    """A publication without any catalogue has one note, which describes the edition."""
    compiled = compile_edition(edition(), root, into)
    assert compiled == EditionCatalogues(
        folder=None, review_status=compiled.review_status, findings=compiled.findings
    )
    (note,) = compiled.findings
    assert (note.code, note.severity) == ("catalogue/none", "note")
    assert "built in English, marked so" in note.message
    assert note.place.file == "locale/fr/LC_MESSAGES/p"


def test_a_catalogue_for_all_pages_is_named_in_the_note(
    root: Root, write: Write, edition: MakeEdition, into: Path
) -> None:
    """If `p.po` has all pages, as Sphinx's default writes it, the note explains why it is not used."""
    write("p.po", BODY)
    (note,) = compile_edition(edition(), root, into).findings
    assert "p.po holds all pages" in note.message
    assert note.place.file == "locale/fr/LC_MESSAGES/p.po"


def test_messages_that_sphinx_never_uses_are_told(
    root: Root, write: Write, edition: MakeEdition, into: Path
) -> None:
    """A translation with a context or plural forms is lost: an error; other messages are used."""
    forms = "".join(f'msgstr[{n}] "x"\n' for n in range(6))
    head = header(**{"Plural-Forms": "nplurals=6; plural=n%6;"})
    body = f'msgctxt "c"\nmsgid "A"\nmsgstr ""\n\nmsgid "d"\nmsgid_plural "ds"\n{forms}\n'
    write("p/index.po", body + 'msgid "One"\nmsgstr "Un"\n', head=head)
    compiled = compile_edition(edition(), root, into)
    assert [(f.code, f.severity, f.place.line) for f in compiled.findings] == [
        ("catalogue/unused", "note", 8),
        ("catalogue/lost-text", "error", 11),
    ]
    assert list(compiled.pages["p/index"].messages) == ["One"]


def test_gettext_decides_what_a_message_reads(
    root: Root, write: Write, edition: MakeEdition, into: Path
) -> None:
    """A file layout that only GNU gettext understands loses no message."""
    write("p/index.po", 'msgid "One" msgstr "U" "n"\n\nmsgid "Two"\nmsgstr "De\\165x"\n')
    compiled = compile_edition(edition(), root, into)
    assert read_mo(into, "p/index").gettext("One") == "Un"
    assert read_mo(into, "p/index").gettext("Two") == "Deux"
    assert compiled.pages["p/index"].messages["One"].line == 7


def test_a_catalogue_may_be_in_another_charset(
    root: Root, write: Write, edition: MakeEdition, into: Path
) -> None:
    """The declared charset is used, and Sphinx gets UTF-8."""
    head = header().replace("UTF-8", "ISO-8859-1")
    write("p/index.po", 'msgid "Summer"\nmsgstr "Été"\n'.encode("latin-1"), head=head)
    compile_edition(edition(), root, into)
    assert read_mo(into, "p/index").gettext("Summer") == "Été"


def test_blank_translations_are_missing(root: Root, write: Write, edition: MakeEdition, into: Path) -> None:
    """A msgstr with only spaces is no translation."""
    write("p/index.po", 'msgid "One"\nmsgstr " "\n')
    compiled = compile_edition(edition(), root, into)
    assert compiled.pages["p/index"].messages["One"].state == "missing"
    assert read_mo(into, "p/index").gettext("One") == "One"


def test_a_catalogue_that_leads_out_of_the_root_is_refused(
    root: Root, write: Write, edition: MakeEdition, into: Path, tmp_path: Path
) -> None:
    """A link to a file outside the root is named, not read."""
    (tmp_path / "secret.po").write_text(header())
    link = write("p/index.po", "").with_name("link.po")
    link.symlink_to(tmp_path / "secret.po")
    with pytest.raises(UserError) as caught:
        compile_edition(edition(), root, into)
    assert (caught.value.code, caught.value.exit_code) == ("catalogue/link", 1)
    assert caught.value.place.file == "locale/fr/LC_MESSAGES/p/link.po"


def test_a_linked_folder_is_refused(
    root: Root, write: Write, edition: MakeEdition, into: Path, tmp_path: Path
) -> None:
    """A catalogue folder that is a link is not followed, so loops do no harm."""
    folder = write("p/index.po", "").parent
    (folder / "more").symlink_to(folder)
    with pytest.raises(UserError, match="a folder of catalogues is a link"):
        compile_edition(edition(), root, into)


def test_a_link_within_the_root_is_a_catalogue(
    root: Root, write: Write, edition: MakeEdition, into: Path
) -> None:
    """Two pages may share a file within the root."""
    file = write("p/index.po", BODY)
    file.with_name("other.po").symlink_to(file)
    assert len(compile_edition(edition(), root, into).pages) == 2


def test_what_is_no_file_is_refused(root: Root, write: Write, edition: MakeEdition, into: Path) -> None:
    """A pipe or a folder with the name of a catalogue fails the edition and does not block."""
    folder = write("p/index.po", "").parent
    os.mkfifo(folder / "pipe.po")
    with pytest.raises(UserError) as caught:
        compile_edition(edition(), root, into)
    assert caught.value.code == "catalogue/not-a-file"


def test_without_gettext_the_remedy_is_named(
    root: Root, write: Write, edition: MakeEdition, into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without msgfmt the error names the package to install."""
    write("p/index.po", BODY)
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(UserError, match="apt-get install gettext") as caught:
        compile_edition(edition(), root, into)
    assert caught.value.code == "catalogue/no-gettext"


def test_a_catalogue_that_is_too_large_is_refused(
    root: Root, write: Write, edition: MakeEdition, into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A catalogue above the size limit is not read."""
    write("p/index.po", BODY)
    monkeypatch.setattr(size_limits, "MAX_FILE_BYTES", 100)
    with pytest.raises(UserError, match="is larger than"):
        compile_edition(edition(), root, into)


def test_a_text_of_four_times_the_pages_takes_four_times_as_long(
    root: Root, write: Write, edition: MakeEdition, into: Path
) -> None:
    """Pages are compiled one after the other; none is looked at again for another."""

    def compile_pages(count: int) -> None:
        """Compile that many pages of forty messages with markup as if for the first time."""
        for page in range(count):
            text = f'msgid "The **city** {page}-%d"\nmsgstr "La **ville** {page}-%d"\n'
            written.append(
                write(f"p/page-{page}.po", "\n".join(text % (number, number) for number in range(40)))
            )
        parse_message.cache_clear()
        parse_message_by_character.cache_clear()
        assert len(compile_edition(edition(), root, into).pages) == count
        for path in written:
            path.unlink()
        written.clear()

    written: list[Path] = []
    assert measure_growth(compile_pages, 5) < LINEAR


def test_the_trees_of_messages_need_no_more_memory_where_they_are_more(
    root: Root, write: Write, edition: MakeEdition, into: Path, tmp_path: Path
) -> None:
    """A worker has no garbage collector: the tree of each message, 34 kB or more, is freed all the same."""

    def measure_compilation(_: Path) -> int:
        """Return the most memory, in bytes, that this process had."""
        compile_edition(edition(), root, into)
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024

    peaks = []
    for count in (1_000, 5_000):
        entries = (f'msgid "The *city* {n}"\nmsgstr "La *ville* {n}"\n' for n in range(count))
        write("p/index.po", "\n".join(entries))
        scratch = tmp_path / str(count)
        scratch.mkdir()
        peaks += pool.run_all([measure_compilation], workers=1, scratch=scratch)
    assert peaks[1] - peaks[0] < 4_000 * 17_000


def test_a_link_hides_nothing_of_the_other_catalogues(
    root: Root, write: Write, edition: MakeEdition, into: Path
) -> None:
    """Each catalogue that is a link or a pipe is one error; all others are read."""
    write("p/index.po", BODY)
    folder = root.get_messages_folder("fr") / "p"
    (folder / "a.po").symlink_to("/dev/zero")
    (folder / "b.po").symlink_to("/etc/hostname")
    os.mkfifo(folder / "c.po")
    compiled, errors = compile_usable_catalogues(edition(), root, into)
    names = [(error.place.file.rpartition("/")[2], error.code) for error in errors]
    assert names == [("a.po", "catalogue/link"), ("b.po", "catalogue/link"), ("c.po", "catalogue/not-a-file")]
    assert "catalogue/refused-directive" in {finding.code for finding in compiled.findings}
    assert list(compiled.pages) == ["p/index"]
