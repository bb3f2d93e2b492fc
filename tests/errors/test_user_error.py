"""UserError: one line, and complete after pickling."""

from __future__ import annotations

import pickle

from build_tools.errors import UserError, convert_to_finding
from build_tools.model import Finding, Place


def test_an_error_comes_whole_out_of_a_process() -> None:
    """Pickling keeps code, message, remedy, place, exit code and findings, and so the line."""
    finding = Finding(code="a/b", severity="note", message="c")
    error = UserError(
        "x/y",
        "is wrong",
        remedy="mend it",
        place=Place(file="f", line=3),
        exit_code=1,
        findings=(finding,),
    )
    copy = pickle.loads(pickle.dumps(error))
    assert str(copy) == str(error) == "f:3: x/y is wrong — mend it"
    assert (copy.code, copy.message, copy.exit_code, copy.findings) == (
        "x/y",
        "is wrong",
        1,
        (finding,),
    )
    assert convert_to_finding(copy).place == Place(file="f", line=3)


def test_an_error_is_one_line_that_moves_nothing() -> None:
    """Line breaks become spaces, and control characters are shown as codes."""
    assert str(UserError("x/y", "a\nb \x1b[2J", remedy="c\nd")) == "x/y a b \\x1b[2J — c d"
