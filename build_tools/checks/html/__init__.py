"""Checks of pages (https://html.spec.whatwg.org/): a row each."""

from __future__ import annotations

from build_tools.checks.row import Check

CHECKS: tuple[Check, ...] = (
    Check(
        code="html/dead-link",
        severity="error",
        formats=("html", "proof"),
        sees="editions",
        what="links to a file or a place that is not there",
        why="a reader of a page on disk has no search to fall back on",
        mend="link by a label (`:ref:`), which the press turns into an address that is there",
    ),
    Check(
        code="html/duplicate-id",
        severity="error",
        formats=("html", "proof"),
        what="ids that stand on a page twice",
        why="an address leads to the first of them alone",
        mend="give what is marked by hand an id of its own; those of the press never meet",
        clauses=("HTML, 3.2.6",),
    ),
)
