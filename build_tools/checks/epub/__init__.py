"""Checks of e-books (https://www.w3.org/TR/epub-33/): a row each."""

from __future__ import annotations

from build_tools.checks.row import Check

AGAIN = "build the edition again; what is built is never mended by hand"

CHECKS: tuple[Check, ...] = (
    Check(
        code="epub/dead-link",
        severity="error",
        formats=("epub",),
        what="links to a file or a place that the book lacks",
        why="strict apps refuse the book, others turn to its first page",
        mend="link by a label (`:ref:`), which the press turns into an address that is there",
        clauses=("EPUB 3.3, 3.3",),
    ),
    Check(
        code="epub/structure",
        severity="error",
        formats=("epub",),
        what="the archive, its package and whether each document is well-formed",
        why="some apps show an empty page instead, others refuse the book without a word",
        mend=AGAIN,
        clauses=("EPUB 3.3, 4.2", "EPUB 3.3, 5"),
    ),
)
