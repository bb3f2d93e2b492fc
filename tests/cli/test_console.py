"""What is printed of many findings: enough to begin with, and where the rest is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from build_tools.cli import console, dispatch
from build_tools.model import Finding, Output, OutputFile, Place, ReportRow, Target


def _make_findings(code: str, count: int) -> list[Finding]:
    places = (Place(file="locale/fr/LC_MESSAGES/a/index.po", line=line) for line in range(1, count + 1))
    return [Finding(code=code, severity="error", message="is lost", place=place) for place in places]


def test_a_terminal_shows_two_hundred_lines_of_a_kind(capsys: Any) -> None:
    """The rest of a code is counted, and the report named that holds all; other codes are shown whole."""
    many, few = _make_findings("catalogue/lost-text", 1434), _make_findings("catalogue/brackets", 200)
    console.echo_findings([*many, *few], quiet=False, report=Path("out/report.json"))
    lines = capsys.readouterr().err.splitlines()
    assert lines[199] == "locale/fr/LC_MESSAGES/a/index.po:200: catalogue/lost-text is lost"
    assert lines[399] == "locale/fr/LC_MESSAGES/a/index.po:200: catalogue/brackets is lost"
    assert lines[400:] == ["… 1,234 more of catalogue/lost-text — they are all in out/report.json"]


def test_without_a_report_the_line_says_how_to_get_one(capsys: Any) -> None:
    """A command that writes no report names its option."""
    console.echo_findings(_make_findings("catalogue/lost-text", 201), quiet=True)
    last = capsys.readouterr().err.splitlines()[-1]
    assert last == "… 1 more of catalogue/lost-text — write all of them into a file with --report FILE"


def test_notes_are_lines_and_a_page_has_its_counts(capsys: Any) -> None:
    """Before the notes of a page stands how many of its messages are fuzzy and missing."""
    codes = ("catalogue/missing", "catalogue/fuzzy", "catalogue/missing", "catalogue/allowed")
    file = "locale/fr/LC_MESSAGES/a/index.po"
    notes = [
        Finding(code=code, severity="note", message="m", place=Place(file=file, line=line))
        for line, code in enumerate(codes, start=7)
    ]
    console.echo_notes([*_make_findings("catalogue/brackets", 1), *notes, *notes])
    assert capsys.readouterr().err.splitlines() == [
        f"{file}:7: catalogue/missing 1 fuzzy, 2 missing",
        *(f"{file}:{line}: {code} m" for line, code in enumerate(codes, start=7)),
    ]
    console.echo_untranslated_pages(notes)
    line = f"{file}:7: catalogue/missing 1 fuzzy, 2 missing — list them with --notes\n"
    assert capsys.readouterr().err == line


@pytest.mark.parametrize("command", [("build", "-l", "fr", "-f", "html"), ("catalogue", "check")])
def test_what_is_not_translated_is_counted_a_page(
    command: tuple[str, ...], make_root: Any, capfd: Any
) -> None:
    """A line leads to the first message of a page; --notes shows each, -q nothing."""
    root = make_root()
    file = root.path / "locale/fr/LC_MESSAGES/a/index.po"
    file.parent.mkdir(parents=True)
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    file.write_text(head + '#, fuzzy\nmsgid "Title"\nmsgstr "Titre"\n')
    for words, shown in SHOWN.items():
        assert dispatch.run_command(["--root", str(root.path), *command, *words, *FORCE[command[0]]]) == 0
        out = capfd.readouterr()
        lines = [line.split(" — ")[0].rpartition("/a/")[-1] for line in out.err.splitlines()]
        assert [line for line in lines if line.startswith("index.po")] == shown
        assert (" note" in out.out) == bool(shown)


SHOWN = {
    (): ["index.po:5: catalogue/fuzzy 1 fuzzy"],
    ("--notes",): [
        "index.po:5: catalogue/fuzzy 1 fuzzy",
        "index.po:5: catalogue/fuzzy a fuzzy translation is not used",
    ],
    ("-q",): [],
}
FORCE = {"build": ("--force",), "catalogue": ()}


def test_the_size_of_a_web_edition_is_that_of_all_its_files() -> None:
    """Not that of its start page alone."""
    files = tuple(
        OutputFile(path=name, sha256="", size=size) for name, size in (("a", 1000), ("b", 2_500_000))
    )
    output = Output(path="a", sha256="", size=1000, files=files)
    row = ReportRow(target=Target("a", "en", "html"), status="built", output=output)
    assert console.format_row(row, (1, 2, 4)).endswith(" 2.5 MB")
