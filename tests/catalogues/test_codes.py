"""Every code of `catalogue check` has its row: what it is about, why it matters, how to fix it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from build_tools.catalogues.lint.codes import Code, list_codes
from build_tools.cli import dispatch
from build_tools.paths import PROJECT_DIR

# Codes of other commands.
ELSEWHERE = {
    *(f"catalogue/{code}" for code in ("recovered", "origin", "unwritten", "changed-meanwhile")),
    *(f"catalogue/{code}" for code in ("respelled", "review-moved")),
    *(f"catalogue/update-{code}" for code in ("lost", "failed", "misread")),
}
# Functions whose first argument is a part of a code.
PREFIXES = {
    "make_rejection": "catalogue/refused-",
    "_make_omission": "catalogue/lost-",
    "_report": "catalogue/lost-",
    "make_catalogue_error": "catalogue/",
}
CODE = re.compile(r"catalogue/[a-z][a-z.-]*[a-z]")


def _iter_codes() -> Iterator[str]:
    """Yield every code that the sanitizer and the catalogues can report."""
    for folder in ("sanitizer", "catalogues"):
        files = (PROJECT_DIR / "build_tools" / folder).rglob("*.py")
        for file in (file for file in files if file.name != "codes.py"):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                match node:
                    case ast.Constant(value=str(text)) if CODE.fullmatch(text):
                        yield text
                    case ast.Call(func=ast.Name(id=name), args=[ast.Constant(value=str(code)), *_]):
                        if name in PREFIXES:
                            yield PREFIXES[name] + code
                    case ast.Tuple(elts=[ast.Name(), ast.Constant(value=str(code)), _, _]):
                        if file.name == "repair.py":  # a step, and the code of its repair
                            yield f"catalogue/{code}"


def test_every_code_that_is_told_has_a_row() -> None:
    """Every code that can be reported has exactly one row."""
    rows = [one.code for one in list_codes()]
    assert len(rows) == len(set(rows))
    codes = set(_iter_codes())
    made = ("refused-image", "lost-note", "block-structure", "not-a-file", "syntax", "quotes")
    assert codes >= {f"catalogue/{code}" for code in made}
    assert codes - ELSEWHERE - set(rows) == set()


@pytest.mark.parametrize("row", list_codes(), ids=lambda row: row.code)
def test_a_row_says_what_why_and_how(row: Code) -> None:
    """A row has plain sentences, without a capital and a full stop."""
    for words in (row.what, row.why, row.fix):
        assert words == words.strip(" .")
        assert len(words.split()) > 1


def test_the_command_says_all_of_them(capsys: pytest.CaptureFixture[str]) -> None:
    """`--codes` prints every code, checks nothing and exits with 0."""
    assert dispatch.run_command(["catalogue", "check", "--codes"]) == 0
    output = capsys.readouterr().out
    assert all(f"{one.code} ({one.severity})\n    {one.what}" in output for one in list_codes())
