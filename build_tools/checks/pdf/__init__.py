"""Checks of books on paper (ISO 32000-1, ISO 14289-1, ISO 19005-2): a row each."""

from __future__ import annotations

from build_tools.checks.row import Check

AGAIN = "build the edition again; what is built is never mended by hand"

CHECKS: tuple[Check, ...] = (
    Check(
        code="pdf/structure",
        severity="error",
        formats=("pdf",),
        what="whether the file is whole: its beginning, its end and its table of contents",
        why="a program that opens a torn file shows a part of it, or nothing",
        mend=AGAIN,
        clauses=("ISO 32000-1:2008, 7.5",),
    ),
)
