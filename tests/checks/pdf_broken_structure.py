"""Ways to break the structure of a PDF, with the expected findings."""

from __future__ import annotations

from pikepdf import String

from tests.checks.pdf_breaking import (
    Edit,
    edit,
    rename,
)

Case = tuple[str, Edit, list[str]]

CASES: list[Case] = [
    (
        "pdf/tables",
        lambda pdf: rename(pdf, ("TH", "TH"), "TD"),
        ["page 2: Table “Right City Water All” has no header cells"],
    ),
    (
        "pdf/figures",
        edit("Figure", Alt=String(" ")),
        ["page 2: a Figure has no alternate text"],
    ),
    (
        "pdf/figures",
        edit("Figure", Alt=String("square.svg")),
        ["page 2: a Figure has a file name as alternate text, square.svg"],
    ),
    (
        "pdf/figures",
        lambda pdf: rename(pdf, "H2", "Formula"),
        ["page 2: a Formula has no alternate text"],
    ),
]
