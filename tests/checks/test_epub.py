"""Each check of EPUBs passes a small correct book, and finds what is broken in it."""

from __future__ import annotations

import tomllib
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from build_tools import checks, validators
from build_tools.checks import CHECKS, BuiltEdition
from build_tools.model import Assessment, Finding, Language, Publication, Target
from tests.helpers.checks import built, findings, messages

DATA = Path(__file__).parents[1] / "data" / "checks" / "epub"
CASES = tomllib.loads((DATA / "cases.toml").read_text("utf-8"))["case"]
FR = Language(tag="fr", name="français")
ROWS = tuple(check for check in CHECKS if check.formats == ("epub",))
OWN = tuple(check.code for check in ROWS if not set(check.requires) - {"lxml"})
LOOKED = Assessment(
    language="fr",
    format="epub",
    by="A. Reader",
    date=date(2026, 5, 20),
    standard="WCAG 2.2 AA",
    credential="Reads by ear",
)
SOUND = Publication(id="a", languages=("fr",))
ASSESSED = replace(SOUND, assessments=(LOOKED,))


def book(home: Path, swaps: Sequence[Sequence[str]] = (), publication: Publication = SOUND) -> BuiltEdition:
    """Return the small book with replaced parts of its members: (member, old, new)."""
    edition = replace(built(home, "epub", FR), publication=publication)
    texts = {
        path.relative_to(DATA / "book").as_posix(): path.read_text("utf-8")
        for path in sorted((DATA / "book").rglob("*.*"))
    }
    for member, old, new in swaps:
        assert old in texts[member], f"{member} has no {old}"
        texts[member] = texts[member].replace(old, new)
    edition.path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(edition.path, "w") as package:
        package.writestr("mimetype", "application/epub+zip")
        for name, text in texts.items():
            package.writestr(name, text)
    return edition


@pytest.mark.parametrize("code", OWN)
def test_a_sound_book_passes(tmp_path: Path, code: str) -> None:
    """A correct book has no finding."""
    assert messages(code, book(tmp_path)) == []


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_is_broken_is_found(tmp_path: Path, case: Any) -> None:
    """Each error is reported by its own check, with its member and line."""
    publication = ASSESSED if case.get("assessed") else SOUND
    edition = book(tmp_path, case["swaps"], publication)
    assert messages(case["check"], edition) == case["says"]
    for finding in findings(case["check"], edition):
        assert (finding.code, finding.place.file) == (
            case["check"],
            "build/editions/fr/a/a-fr.epub",
        )


def test_every_own_check_can_fail() -> None:
    """Each check has a sample that it finds."""
    elsewhere = {"epub/dead-link", "epub/structure", "epub/page-list"}  # test_checks.py, test_folios.py
    assert {case["check"] for case in CASES if case["says"]} == set(OWN) - elsewhere


@pytest.mark.parametrize("code", OWN)
@pytest.mark.parametrize("data", [b"", b"PK\x05\x06", b"not a book"])
def test_a_torn_book_stops_no_check(tmp_path: Path, code: str, data: bytes) -> None:
    """A file that cannot be opened is reported once, by the check of the archive."""
    edition = book(tmp_path)
    edition.path.write_bytes(data)
    assert bool(findings(code, edition)) == (code == "epub/structure")


def test_a_page_that_is_no_xml_stops_no_check(tmp_path: Path) -> None:
    """If one page is not XML, the other pages are still checked."""
    swaps = [("EPUB/notes.xhtml", "</h1>", ""), ("EPUB/text.xhtml", 'lang="fr" xml', "xml")]
    edition = book(tmp_path, swaps)
    assert messages("epub/language", edition) == ["EPUB/text.xhtml: says lang nothing, not fr"]
    (message,) = messages("epub/structure", edition)
    assert message.startswith("EPUB/notes.xhtml is not well-formed")


def validate_both(
    code: str, home: Path, swap: tuple[str, str, str]
) -> tuple[Mapping[Target, tuple[Finding, ...]], BuiltEdition, BuiltEdition]:
    """Return a validator's messages on the small book and on a broken one, and both books."""
    row = next(check for check in ROWS if check.code == code)
    sound, broken = book(home / "1"), book(home / "2", [swap])
    broken = replace(broken, target=replace(broken.target, publication="b"))
    return checks.run_check(row, [sound, broken]), sound, broken


@pytest.mark.skipif(
    bool(validators.find_missing_validators(["epubcheck"])), reason="EPUBCheck is not installed"
)
def test_epubcheck_judges_many_books_at_once(tmp_path: Path) -> None:
    """The correct book has no message; the errors of the other have their location."""
    swap = ("EPUB/text.xhtml", "<h1>Les quais</h1>", "<h1>Les quais</h1><p><ol/></p>")
    found, sound, broken = validate_both("epub/epubcheck", tmp_path, swap)
    assert found[sound.target] == ()
    rules = {tuple(one.message.split(": ")[:2]) for one in found[broken.target]}
    assert ("EPUB/text.xhtml:5", "RSC-005") in rules


@pytest.mark.skipif(bool(validators.find_missing_validators(["ace"])), reason="Ace is not installed")
def test_ace_judges_many_books_at_once(tmp_path: Path) -> None:
    """The correct book has no message; a picture without a text alternative is reported in the other."""
    swap = ("EPUB/text.xhtml", ' alt="Une barque à quai"', "")
    found, sound, broken = validate_both("epub/ace", tmp_path, swap)
    assert found[sound.target] == ()
    (finding,) = found[broken.target]
    assert finding.message.startswith("text.xhtml img: image-alt: ")
