"""Every check finds what its docstring promises, and nothing in a correct file."""

from __future__ import annotations

import sys
import tomllib
import zipfile
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pikepdf import ObjectStreamMode, Pdf

from build_tools import checks, validators
from build_tools.checks import CHECKS, BuiltEdition, Check, Violation
from build_tools.model import Language
from tests.checks.pdf_sample import sample
from tests.helpers.checks import built, findings, messages

FR = Language(tag="fr", name="français")
DATA = Path(__file__).parents[1] / "data" / "checks"
LINKS = tomllib.loads((DATA / "links.toml").read_text("utf-8"))["case"]
BOOKS = tomllib.loads((DATA / "epub.toml").read_text("utf-8"))
IDS = tomllib.loads((DATA / "ids.toml").read_text("utf-8"))["case"]
INSIDE = tomllib.loads((DATA / "inside.toml").read_text("utf-8"))["case"]
TORN = tomllib.loads((DATA / "torn.toml").read_text("utf-8"))["case"]
METHODS = {"stored": zipfile.ZIP_STORED, "deflated": zipfile.ZIP_DEFLATED}


def write(folder: Path, texts: dict[str, str]) -> None:
    """Write files below a folder."""
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def list_placed_messages(code: str, edition: BuiltEdition) -> list[str]:
    """Return the messages of one check about an edition's pages, each with its page and line."""
    home = "build/editions/en/a/html/"
    found = zip(findings(code, edition), messages(code, edition), strict=True)
    return [f"{f.place.file.removeprefix(home)}:{f.place.line} {said}" for f, said in found]


@pytest.mark.parametrize("case", LINKS, ids=[case["name"] for case in LINKS])
def test_dead_links_are_found_where_they_stand(tmp_path: Path, case: Any) -> None:
    """Each dead link is reported with its page, its line and the missing target."""
    edition = built(tmp_path, "html")
    write(edition.path, case["pages"])
    write(edition.editions_folder, case.get("also", {}))
    assert list_placed_messages("html/dead-link", edition) == case["says"]


@pytest.mark.parametrize("case", BOOKS["case"], ids=[case["name"] for case in BOOKS["case"]])
def test_a_book_that_will_not_open_is_found(tmp_path: Path, case: Any) -> None:
    """Each part of an EPUB that is missing or misplaced is reported."""
    edition = built(tmp_path, "epub")
    edition.path.parent.mkdir(parents=True)
    with zipfile.ZipFile(edition.path, "w") as book:
        for name, how, text in case["members"]:
            book.writestr(name, BOOKS["text"].get(text, text), METHODS[how])
    assert messages("epub/structure", edition) == case["says"]
    places = {finding.place.file for finding in findings("epub/structure", edition)}
    assert places <= {"build/editions/en/a/a-en.epub"}


@pytest.mark.parametrize("case", IDS, ids=[case["name"] for case in IDS])
def test_an_id_that_stands_twice_is_found(tmp_path: Path, case: Any) -> None:
    """Each duplicate id on a page is reported with its line and the line of the first."""
    edition = built(tmp_path, "html")
    write(edition.path, case["pages"])
    assert list_placed_messages("html/duplicate-id", edition) == case["says"]


@pytest.mark.parametrize("case", INSIDE, ids=[case["name"] for case in INSIDE])
def test_dead_links_within_a_book_are_found(tmp_path: Path, case: Any) -> None:
    """Each dead link of a PDF is reported with its page and the missing target."""
    edition = built(tmp_path, "epub")
    edition.path.parent.mkdir(parents=True)
    with zipfile.ZipFile(edition.path, "w") as book:
        for name, text in case["pages"].items():
            book.writestr(name, text)
    assert messages("epub/dead-link", edition) == case["says"]


@pytest.mark.parametrize("case", TORN, ids=[case["name"] for case in TORN])
def test_a_torn_book_on_paper_is_found(tmp_path: Path, case: Any) -> None:
    """A truncated PDF is reported, whatever part of it is missing."""
    edition = built(tmp_path, "pdf")
    edition.path.parent.mkdir(parents=True)
    edition.path.write_bytes(case["text"].encode())
    assert messages("pdf/structure", edition) == case["says"]


@pytest.mark.parametrize("tables", [ObjectStreamMode.disable, ObjectStreamMode.generate])
def test_a_whole_book_on_paper_passes(tmp_path: Path, tables: ObjectStreamMode) -> None:
    """A complete PDF passes, with a cross-reference table or stream."""
    edition = built(tmp_path, "pdf")
    sample(edition.path)
    with Pdf.open(edition.path, allow_overwriting_input=True) as book:
        book.save(edition.path, object_stream_mode=tables)
    assert messages("pdf/structure", edition) == []


@pytest.mark.parametrize("data", [b"", b"not a book", b"PK\x05\x06"])
def test_a_book_that_is_no_archive_is_a_finding(tmp_path: Path, data: bytes) -> None:
    """A broken EPUB gives a finding, never an exception."""
    edition = built(tmp_path, "epub")
    edition.path.parent.mkdir(parents=True)
    edition.path.write_bytes(data)
    (message,) = messages("epub/structure", edition)
    assert message.startswith("cannot be read: ")


def test_a_book_that_is_torn_within_is_a_finding(tmp_path: Path) -> None:
    """A lost byte in compressed data gives a finding, never an exception."""
    edition = built(tmp_path, "epub")
    edition.path.parent.mkdir(parents=True)
    name = "META-INF/container.xml"
    with zipfile.ZipFile(edition.path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr(name, BOOKS["text"]["container"])
    data = bytearray(edition.path.read_bytes())
    data[data.index(name.encode()) + len(name)] ^= 0xFF
    edition.path.write_bytes(data)
    assert messages("epub/structure", edition)[-1].startswith("cannot be read: ")


def row(code: str, **more: Any) -> Check:
    """Return a row with a check that reports each edition."""
    return Check(code=code, severity="note", formats=("pdf",), what="", why="", fix="mend", **more)


def test_a_finding_names_its_edition_and_severity(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The row of a check gives code, severity and remedy; the check itself gives only the violation."""
    edition = built(tmp_path, "pdf")
    module = ModuleType("seen")
    module.check = lambda seen: [Violation(seen.path, "seen", 3)]  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "build_tools.checks.pdf.seen", module)
    (finding,) = checks.run_check(row("pdf/seen"), [edition])[edition.target]
    assert (finding.code, finding.severity, finding.message) == ("pdf/seen", "note", "seen — mend")
    assert (finding.publication, finding.language, finding.format) == ("a", "en", "pdf")
    assert checks.run_check(row("pdf/seen"), [built(tmp_path, "epub")]) == {}


def test_a_check_of_many_is_asked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A check that starts a validator once gets every edition, and each edition gets its own findings."""
    first, second = built(tmp_path / "1", "pdf"), built(tmp_path / "2", "pdf", language=FR)
    module = ModuleType("seen")
    module.check_batch = lambda all: [  # type: ignore[attr-defined]
        (one, Violation(one.path, f"one of {len(all)}")) for one in all if one is second
    ]
    monkeypatch.setitem(sys.modules, "build_tools.checks.pdf.seen", module)
    found = checks.run_check(row("pdf/seen"), [first, built(tmp_path, "epub"), second])
    assert [len(found[one.target]) for one in (first, second)] == [0, 1]
    assert found[second.target][0].message == "one of 2 — mend"


@pytest.mark.parametrize("check", CHECKS, ids=[check.code for check in CHECKS])
def test_each_row_of_the_table_explains_itself(check: Check) -> None:
    """A row explains what, why and how to fix it; its file has an example and one function to check."""
    assert "\nExample: " in (check.module.__doc__ or "")
    assert all((check.what, check.why, check.fix))
    assert hasattr(check.module, "check") != check.is_batch


def test_the_table_is_sorted_by_code() -> None:
    """Each code is in the table once, in alphabetical order."""
    codes = [check.code for check in CHECKS]
    assert codes == sorted(set(codes))


def test_every_file_of_a_family_has_a_row() -> None:
    """Each file of checks has a row; otherwise its check would never run."""
    home = Path(checks.__file__).parent
    files = {f"{file.parent.name}/{file.stem}" for file in home.glob("*/*.py")}
    named = {check.code.replace("-", "_") for check in CHECKS}
    assert {name for name in files if not name.endswith("__init__")} == named


def small(home: Path, format: str) -> BuiltEdition:
    """Write an edition of some words, with the expected text that a build would write."""
    edition = built(home, format)
    write(edition.expected_text.parent, {edition.expected_text.name: '{"pages": ["a"]}'})
    if format == "pdf":
        sample(edition.path)
    elif format == "html":
        write(edition.path, {"a.html": "<main><h1>A city</h1></main>", "style.css": ""})
    else:
        book = DATA / "epub" / "book"
        edition.path.parent.mkdir(parents=True)
        with zipfile.ZipFile(edition.path, "w") as package:
            for path in sorted(book.rglob("*.*")):
                package.write(path, path.relative_to(book).as_posix())
    return edition


FORMATS: tuple[str, ...] = ("html", "pdf", "epub")
ALONE = [row for row in CHECKS if not row.is_batch]  # the others ask judges, who read themselves
READ = [(row, format) for row in ALONE for format in FORMATS if format in row.formats]


@pytest.mark.parametrize(("row", "format"), READ, ids=lambda each: getattr(each, "code", each))
def test_a_check_names_what_reads_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, row: Check, format: str
) -> None:
    """A check needs no library that its row does not name."""
    edition = small(tmp_path, format)
    for name in {"lxml", "pikepdf"} - set(validators.collect_requirements(row.requires)):
        monkeypatch.setitem(sys.modules, name, None)
    assert checks.run_check(row, [edition]).keys() == {edition.target}


@pytest.mark.parametrize("row", [row for row in ALONE if "epub" in row.formats], ids=lambda row: row.code)
@pytest.mark.parametrize("data", [b"not a book", b"PK\x05\x06" + bytes(18)])
def test_no_check_breaks_at_a_torn_book(tmp_path: Path, row: Check, data: bytes) -> None:
    """A broken or empty archive is reported by `epub/structure`; no check raises an error."""
    edition = built(tmp_path, "epub")
    edition.path.parent.mkdir(parents=True)
    edition.path.write_bytes(data)
    assert checks.run_check(row, [edition]).keys() == {edition.target}
