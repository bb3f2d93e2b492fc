"""What `editions catalogue` counts and finds, with Sphinx itself."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from build_tools.cli import dispatch
from build_tools.errors import UserError
from build_tools.model import Coverage
from build_tools.paths import Root
from build_tools.tasks.catalogue import check, status
from build_tools.tasks.options import Options, Selection

MakeOrder = Callable[..., Options]

HEADER = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"X-Review-State: reviewed\\n"
"""
TWICE = """\
msgid "x"
msgstr "y"
msgid "x"
msgstr "z"
"""
INDEX = """\
.. _top:

Two words
=========

Three more words.

.. toctree::

   next
"""
NEXT = """\
.. _first:

One
===

Said twice.

.. _second:

Another part
------------

Said twice.
"""


@pytest.fixture
def root(make_root: Any) -> Root:
    """Return a root of two pages in English, French and Spanish; French is partly translated."""
    made: Root = make_root({"a": ["en", "fr", "es"]})
    (made.source / "a" / "index.rst").write_text(INDEX)
    (made.source / "a" / "next.rst").write_text(NEXT)
    entry = 'msgid "Two words"\nmsgstr "Deux mots"\n\n'
    fuzzy = '#, fuzzy\nmsgid "Three more words."\nmsgstr "Trois mots."\n\n'
    catalogue(made, "fr", "index", entry + fuzzy)
    catalogue(made, "fr", "next", 'msgid "Said twice."\nmsgstr "Dit deux fois."\n')
    return made


def catalogue(root: Root, tag: str, page: str, text: str) -> Path:
    """Write a catalogue of publication `a`."""
    file = root.path / "locale" / tag / "LC_MESSAGES" / "a" / f"{page}.po"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"{HEADER}\n{text}")
    return file


def count(words: int, translated: int = 0, fuzzy: int = 0) -> Coverage:
    """Return a coverage; words neither translated nor fuzzy are missing."""
    missing = words - translated - fuzzy
    return Coverage(words=words, translated=translated, fuzzy=fuzzy, missing=missing)


def test_words_are_counted_down_to_the_article(root: Root) -> None:
    """Words are counted by language, publication, page and article; a message counts once on a page."""
    found = status.measure_translation_status(root).languages
    assert list(found) == ["fr", "es"]
    french = found["fr"].publications["a"]
    assert (french.age.review, french.coverage) == ("reviewed", count(10, 4, 3))
    assert {name: page.coverage for name, page in french.pages.items()} == {
        "a/index": count(5, 2, 3),
        "a/next": count(5, 2),
    }
    assert french.pages["a/next"].articles == {"first": count(3, 2), "second": count(4, 2)}
    assert found["es"].coverage == count(10)


def test_json_has_the_shape_of_the_contract(root: Root) -> None:
    """Every level has the four numbers; a publication its review, a page its articles."""
    found = json.loads(status.format_status_json(status.measure_translation_status(root)))
    numbers = {"words", "translated", "fuzzy", "missing"}
    french = found["fr"]
    text = french["publications"]["a"]
    page = text["pages"]["a/index"]
    assert set(french) == numbers | {"publications"}
    assert set(text) == numbers | {"review", "pages"}
    assert set(page) == numbers | {"articles"}
    assert page["articles"] == {"top": {"words": 5, "translated": 2, "fuzzy": 3, "missing": 0}}


def test_a_catalogue_that_cannot_be_read_is_a_finding(root: Root) -> None:
    """Its words are missing, its line is reported, and the other languages are counted."""
    catalogue(root, "es", "index", TWICE)
    found = status.measure_translation_status(root)
    (finding,) = found.findings
    assert (finding.code, finding.language) == ("catalogue/syntax", "es")
    assert finding.place.file == "locale/es/LC_MESSAGES/a/index.po"
    assert finding.place.line == 8
    assert found.languages["es"].coverage == count(10)
    assert found.languages["fr"].coverage == count(10, 4, 3)


def test_what_can_be_read_beside_it_is_counted_and_checked(root: Root, order: MakeOrder) -> None:
    """One broken catalogue hides neither the words nor the findings of the other pages."""
    catalogue(root, "fr", "index", TWICE)
    catalogue(root, "fr", "next", 'msgid "Said twice."\nmsgstr ".. include:: /etc/passwd"\n')
    catalogue(root, "es", "index", TWICE)
    catalogue(root, "es", "next", 'msgid "Said twice."\nmsgstr "Dicho dos veces."\n')
    found = status.measure_translation_status(root)
    assert [one.code for one in found.findings] == ["catalogue/syntax"] * 2
    pages = found.languages["es"].publications["a"].pages
    assert {name: page.coverage.translated for name, page in pages.items()} == {
        "a/index": 0,
        "a/next": 2,
    }
    findings = {(one.code, one.place.file[7:]) for one in check_catalogues(order(root)).findings}
    assert ("catalogue/syntax", "fr/LC_MESSAGES/a/index.po") in findings
    assert ("catalogue/refused-directive", "fr/LC_MESSAGES/a/next.po") in findings
    assert not {code for code, _ in findings} & {"catalogue/none"}


def test_a_source_that_cannot_be_read_stops_the_count(root: Root) -> None:
    """Settings that name something missing are reported as by a reading."""
    (root.source / "conf.py").write_text('extensions = ["no_such_extension"]')
    with pytest.raises(UserError) as caught:
        status.measure_translation_status(root)
    assert caught.value.place.file == "source/conf.py"


def test_a_publication_in_one_language_has_nothing_to_translate(make_root: Any) -> None:
    """A publication only in its source language is not listed."""
    assert status.measure_translation_status(make_root({"a": ["en"]})).languages == {}


def check_catalogues(order: Options) -> Any:
    """Check the catalogues of an order."""
    return check.check_catalogues(order, clock=time.monotonic)


def _outside_the_build(root: Root) -> list[Path]:
    """Return every file of a root, except those of its build folder."""
    return [path for path in sorted(root.path.rglob("*")) if "build" not in path.parts]


def test_catalogues_that_are_well_end_with_0(root: Root, order: MakeOrder) -> None:
    """A language without any translation is a note, not an error."""
    result = check_catalogues(order(root))
    assert (result.exit_code, result.rows) == (0, ())
    assert {(f.code, f.severity, f.language) for f in result.findings} == {
        ("catalogue/none", "note", "es"),
        ("catalogue/fuzzy", "note", "fr"),
        ("catalogue/missing", "note", "fr"),
    }


def test_a_broken_catalogue_ends_with_1(root: Root, order: MakeOrder, tmp_path: Path) -> None:
    """The line of the error is printed, also in the report, and nothing is built or written."""
    catalogue(root, "fr", "next", TWICE)
    before = _outside_the_build(root)
    result = check_catalogues(order(root, report=tmp_path / "r.json"))
    assert result.exit_code == 1
    report = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert (report["command"], report["exit"], report["editions"]) == ("catalogue check", 1, [])
    broken = next(f for f in report["findings"] if f["severity"] == "error")
    assert (broken["code"], broken["place"]["line"]) == ("catalogue/syntax", 8)
    assert _outside_the_build(root) == before


def test_a_link_out_of_the_root_is_told_once(root: Root, order: MakeOrder, tmp_path: Path) -> None:
    """A link that both the edition and the check of its language reject is one error."""
    file = catalogue(root, "fr", "next", "")
    away = file.rename(tmp_path / "next.po")
    file.symlink_to(away)
    errors = [f for f in check_catalogues(order(root)).findings if f.severity == "error"]
    assert [(f.code, f.publication) for f in errors] == [("catalogue/link", "a")]


def test_only_the_languages_that_are_named_are_checked(root: Root, order: MakeOrder) -> None:
    """An error in another language is not reported."""
    catalogue(root, "fr", "next", "msgid\n")
    assert check_catalogues(order(root, selection=Selection(languages=("es",)))).exit_code == 0


def test_words_of_the_design_are_checked_once(root: Root, order: MakeOrder) -> None:
    """A press.po that gettext rejects is one error, however many publications use it."""
    (root.path / "locale" / "fr" / "LC_MESSAGES" / "press.po").write_text("msgid\n")
    errors = [f for f in check_catalogues(order(root)).findings if f.severity == "error"]
    assert [f.place.file for f in errors] == ["locale/fr/LC_MESSAGES/press.po"]


def test_a_letter_that_no_face_has_is_found_at_its_line(root: Root, order: MakeOrder) -> None:
    """A character without a glyph is reported once, at its line of the catalogue."""
    file = catalogue(root, "fr", "next", 'msgid "Said twice."\nmsgstr "Dit \U00013000 fois."\n')
    of_french = order(root, selection=Selection(languages=("fr",)))
    for _ in range(2):  # read, then as kept
        (found,) = [one for one in check_catalogues(of_french).findings if one.code == "fonts/letter"]
        assert "no font of fr has the letter \U00013000 (U+13000)" in found.message
        assert (found.place.file, found.place.line) == (root.relativize(file), 6)
        assert found.severity == "warning"
    catalogue(root, "fr", "next", 'msgid "Said twice."\nmsgstr "Dit deux fois."\n')
    assert not [one for one in check_catalogues(of_french).findings if one.code == "fonts/letter"]


def test_the_words_of_the_design_are_counted_apart(root: Root, tmp_path: Path, capsys: Any) -> None:
    """With a press.po a language has a row of it, in no total; what this project and Sphinx have is there."""
    before = status.measure_translation_status(root).languages["es"].coverage
    folder = root.path / "locale" / "es" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "press.po").write_text(f'{HEADER}\n#, fuzzy\nmsgid "Nobody vouches."\nmsgstr "Nadie."\n')
    (root.path / "locale" / "press.pot").write_text(
        f'{HEADER}\nmsgid "Contents"\nmsgstr ""\n\nmsgid "Nobody vouches."\nmsgstr ""\n\n'
        'msgid "Not a word of ours"\nmsgstr ""\n'
    )
    found = status.measure_translation_status(root)
    assert found.languages["es"].press == count(8, 1, 2)
    assert found.languages["es"].coverage == before
    numbers = {"words": 8, "translated": 1, "fuzzy": 2, "missing": 5}
    rows = json.loads(status.format_status_json(found))
    assert (rows["es"]["press"], "press" in rows["fr"]) == (numbers, False)
    page = tmp_path / "status.html"
    arguments = ["--root", str(root.path), "catalogue", "status", "-l", "es"]
    assert dispatch.run_command([*arguments, "--page", str(page)]) == 0
    assert ["es", "press", "8", "1", "2", "5"] in [
        line.split() for line in capsys.readouterr().out.splitlines()
    ]
    assert page.read_text().count("words of the design (press.po)") == 1
    assert dispatch.run_command([*arguments, "a"]) == 0
    assert "press" not in capsys.readouterr().out


def test_a_press_po_that_cannot_be_read_is_told(root: Root) -> None:
    """It is an error at its line, and the pages are counted."""
    folder = root.path / "locale" / "fr" / "LC_MESSAGES"
    (folder / "press.po").write_text("msgid\n")
    found = status.measure_translation_status(root)
    assert [(one.code, one.place.file) for one in found.findings] == [
        ("catalogue/syntax", "locale/fr/LC_MESSAGES/press.po")
    ]
    assert found.languages["fr"].press is None
    assert found.languages["fr"].coverage == count(10, 4, 3)
