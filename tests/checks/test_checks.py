"""Every check finds what its docstring says, and nothing where nothing is."""

from __future__ import annotations

import sys
import tomllib
import zipfile
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from build_tools import checks
from build_tools.checks import CHECKS, Built, Check, Fault
from build_tools.model import Format, Target

DATA = Path(__file__).parents[1] / "data" / "checks"
LINKS = tomllib.loads((DATA / "links.toml").read_text("utf-8"))["case"]
BOOKS = tomllib.loads((DATA / "epub.toml").read_text("utf-8"))
IDS = tomllib.loads((DATA / "ids.toml").read_text("utf-8"))["case"]
INSIDE = tomllib.loads((DATA / "inside.toml").read_text("utf-8"))["case"]
TORN = tomllib.loads((DATA / "torn.toml").read_text("utf-8"))["case"]
METHODS = {"stored": zipfile.ZIP_STORED, "deflated": zipfile.ZIP_DEFLATED}


def built(home: Path, format: Format) -> Built:
    """Return publication `a` in English as it stands below a folder."""
    folder = home / "build" / "editions" / "en" / "a"
    return Built(
        target=Target("a", "en", format),
        whole=folder / ("html" if format == "html" else f"a-en.{format}"),
        editions=home / "build" / "editions",
        home=home,
    )


def write(folder: Path, texts: dict[str, str]) -> None:
    """Write files below a folder."""
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize("case", LINKS, ids=[case["name"] for case in LINKS])
def test_dead_links_are_found_where_they_stand(tmp_path: Path, case: Any) -> None:
    """Each dead link is told with its page, its line and what is missing."""
    edition = built(tmp_path, "html")
    write(edition.whole, case["pages"])
    write(edition.editions, case.get("also", {}))
    findings = checks.inspect(edition)
    home = "build/editions/en/a/html"
    assert [f"{f.place.file}:{f.place.line} {f.message}" for f in findings] == [
        f"{home}/{line}" for line in case["says"]
    ]
    assert {f.code for f in findings} == ({"html/dead-link"} if findings else set())


@pytest.mark.parametrize("case", BOOKS["case"], ids=[case["name"] for case in BOOKS["case"]])
def test_a_book_that_will_not_open_is_found(tmp_path: Path, case: Any) -> None:
    """Each part of a book that is missing or misplaced is told."""
    edition = built(tmp_path, "epub")
    edition.whole.parent.mkdir(parents=True)
    with zipfile.ZipFile(edition.whole, "w") as book:
        for name, how, text in case["members"]:
            book.writestr(name, BOOKS["text"].get(text, text), METHODS[how])
    findings = checks.inspect(edition)
    assert [finding.message for finding in findings] == case["says"]
    assert {f.place.file for f in findings} <= {"build/editions/en/a/a-en.epub"}


@pytest.mark.parametrize("case", IDS, ids=[case["name"] for case in IDS])
def test_an_id_that_stands_twice_is_found(tmp_path: Path, case: Any) -> None:
    """Each second place of an id on a page is told with its line, and where the first is."""
    edition = built(tmp_path, "html")
    write(edition.whole, case["pages"])
    findings = [f for f in checks.inspect(edition) if f.code == "html/duplicate-id"]
    home = "build/editions/en/a/html"
    assert [f"{f.place.file}:{f.place.line} {f.message}" for f in findings] == [
        f"{home}/{line}" for line in case["says"]
    ]


@pytest.mark.parametrize("case", INSIDE, ids=[case["name"] for case in INSIDE])
def test_dead_links_within_a_book_are_found(tmp_path: Path, case: Any) -> None:
    """Each link of a book that leads nowhere is told with its page and what is missing."""
    edition = built(tmp_path, "epub")
    edition.whole.parent.mkdir(parents=True)
    with zipfile.ZipFile(edition.whole, "w") as book:
        for name, text in case["pages"].items():
            book.writestr(name, text)
    findings = [f for f in checks.inspect(edition) if f.code == "epub/dead-link"]
    assert [finding.message for finding in findings] == case["says"]


@pytest.mark.parametrize("case", TORN, ids=[case["name"] for case in TORN])
def test_a_torn_book_on_paper_is_found(tmp_path: Path, case: Any) -> None:
    """A PDF that is not whole is told, whatever part of it is missing."""
    edition = built(tmp_path, "pdf")
    edition.whole.parent.mkdir(parents=True)
    edition.whole.write_bytes(case["text"].encode())
    assert [finding.message for finding in checks.inspect(edition)] == case["says"]


@pytest.mark.parametrize("data", [b"", b"not a book", b"PK\x05\x06"])
def test_a_book_that_is_no_archive_is_a_finding(tmp_path: Path, data: bytes) -> None:
    """A torn book is told as a finding, never as an exception."""
    edition = built(tmp_path, "epub")
    edition.whole.parent.mkdir(parents=True)
    edition.whole.write_bytes(data)
    (finding,) = checks.inspect(edition)
    assert finding.message.startswith("cannot be read: ")


def test_a_book_that_is_torn_within_is_a_finding(tmp_path: Path) -> None:
    """A byte that was lost among what is packed is told as a finding, never as an exception."""
    edition = built(tmp_path, "epub")
    edition.whole.parent.mkdir(parents=True)
    name = "META-INF/container.xml"
    with zipfile.ZipFile(edition.whole, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr(name, BOOKS["text"]["container"])
    data = bytearray(edition.whole.read_bytes())
    data[data.index(name.encode()) + len(name)] ^= 0xFF
    edition.whole.write_bytes(data)
    assert checks.inspect(edition)[-1].message.startswith("cannot be read: ")


def test_a_finding_names_its_edition_and_severity(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The row of a check gives code and severity; the check itself only what it saw."""
    edition = built(tmp_path, "pdf")

    class Module:
        @staticmethod
        def look(seen: Built) -> list[Fault]:
            return [Fault(seen.whole, "seen", 3)]

    monkeypatch.setitem(sys.modules, "stand_in_check", Module)
    row = Check(code="pdf/seen", severity="note", format="pdf", module="stand_in_check")
    (finding,) = checks.inspect(edition, [row])
    assert (finding.code, finding.severity, finding.message) == ("pdf/seen", "note", "seen")
    assert (finding.publication, finding.language, finding.format) == ("a", "en", "pdf")
    assert checks.inspect(built(tmp_path, "epub"), [row]) == ()


@pytest.mark.parametrize("check", CHECKS, ids=[check.code for check in CHECKS])
def test_each_row_of_the_table_explains_itself(check: Check) -> None:
    """A check's file says what it sees, why that is bad, an example, and what to do instead."""
    words = import_module(check.module).__doc__ or ""
    for part in ("What:", "Why:", "Example:", "Instead:"):
        assert f"\n{part} " in words
    assert check.module.endswith(check.code.replace("/", "_").replace("-", "_"))


def test_the_table_is_sorted_by_code() -> None:
    """A code stands once, where one looks for it."""
    codes = [check.code for check in CHECKS]
    assert codes == sorted(set(codes))
