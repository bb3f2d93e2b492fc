"""What may be broken in the structure of a book, and what is said of it."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, String

from tests.checks.pdf_breaking import (
    Edit,
    add_row,
    drop,
    edit,
    first,
    redraw,
    rename,
    root,
    set_label,
)

Case = tuple[str, Edit, list[str]]

CASES: list[Case] = [
    ("pdf/tags", root(MarkInfo=Dictionary(Marked=False)), ["has no structure at all"]),
    (
        "pdf/tags",
        lambda pdf: redraw(pdf, 1, "/Artifact <</Type /Pagination>>", "/Span <<>>"),
        ["page 1: “A small book” is neither in the structure nor an artifact"],
    ),
    (
        "pdf/tags",
        lambda pdf: redraw(pdf, 2, "/Figure <</MCID 5>> BDC 40 300 40 40 re f EMC", "0 0 9 9 re f"),
        ["page 2: a shape is neither in the structure nor an artifact"],
    ),
    (
        "pdf/tags",
        lambda pdf: drop(pdf, "H1"),
        ["page 1: “A small book” is neither in the structure nor an artifact"],
    ),
    (
        "pdf/tags",
        lambda pdf: first(pdf, "P").K.append(Dictionary(Type=Name.MCR, MCID=0)),
        ["page 1: “A small book” stands in the structure 2 times"],
    ),
    (
        "pdf/tags",
        lambda pdf: first(pdf, "P").K.append(Dictionary(Type=Name.StructElem, S=Name.Span)),
        [
            (
                "page 1: an empty Span in"
                " “A city has inhabitants who meet one an- other in it.1 1 Nobo…”"
            )
        ],
    ),
    (
        "pdf/tags",
        lambda pdf: set_label(pdf, 1, "P"),
        ["page 1: its number is tagged, so it is read aloud as text"],
    ),
    ("pdf/headings", lambda pdf: rename(pdf, "H2", "P"), []),
    (
        "pdf/headings",
        lambda pdf: rename(pdf, "H1", "P"),
        ["page 2: H2 “The second part” comes after no H1"],
    ),
    (
        "pdf/headings",
        lambda pdf: rename(pdf, "H2", "H4"),
        ["page 2: H4 “The second part” comes after an H1"],
    ),
    (
        "pdf/headings",
        lambda pdf: rename(pdf, "H2", "H1"),
        ["page 2: H1 “The second part” is a second H1 after page 1: H1 “A small book”"],
    ),
    (
        "pdf/headings",
        lambda pdf: rename(pdf, "H2", "H"),
        ["page 2: H “The second part” has no level"],
    ),
    (
        "pdf/headings",
        lambda pdf: rename(pdf, ("H1", "H2"), "P"),
        ["has no heading"],
    ),
    (
        "pdf/headings",
        lambda pdf: redraw(pdf, 2, "<</MCID 0>>", "<</MCID 99>>"),
        ["page 2: an empty H2"],
    ),
    (
        "pdf/lists",
        lambda pdf: rename(pdf, "LBody", "P"),
        ["page 1: LI “– To live there” holds P"],
    ),
    (
        "pdf/lists",
        lambda pdf: rename(pdf, "LI", "Div"),
        [
            "page 1: L “– To live there – To stay” holds Div",
            "page 1: LBody “To live there” stands in Div",
        ],
    ),
    (
        "pdf/lists",
        lambda pdf: first(pdf, "LI").K.append(first(pdf, "LBody")),
        ["page 1: LI “– To live there To live there” has two bodies"],
    ),
    (
        "pdf/lists",
        lambda pdf: first(pdf, "L").K.append(7),
        ["page 1: L “– To live there – To stay” holds text without a tag"],
    ),
    ("pdf/lists", edit("L", K=Array()), ["page ?: L “” holds nothing"]),
    (
        "pdf/tables",
        lambda pdf: first(pdf, "TH").__delitem__("/A"),
        ["page 2: TH “Right” does not say what it is the head of"],
    ),
    (
        "pdf/tables",
        lambda pdf: rename(pdf, ("TH", "TH"), "TD"),
        ["page 2: Table “Right City Water All” has no heads"],
    ),
    (
        "pdf/tables",
        lambda pdf: rename(pdf, "TR", "Div"),
        [
            "page 2: Table “Right City Water All” holds Div",
            "page 2: Table “Right City Water All” has no heads",
            "page 2: TH “Right” stands in Div",
            "page 2: TH “City” stands in Div",
        ],
    ),
    (
        "pdf/tables",
        lambda pdf: drop(pdf, "TD"),
        ["page 2: Table “Right City All” has 2 columns in its first row and 1 in row 2"],
    ),
    ("pdf/tables", lambda pdf: add_row(pdf, ColSpan=2), []),
    (
        "pdf/tables",
        lambda pdf: add_row(pdf, ColSpan=3),
        ["page 2: Table “Right City Water All” has 2 columns in its first row and 3 in row 3"],
    ),
    (
        "pdf/figures",
        edit("Figure", Alt=String(" ")),
        ["page 2: a Figure has no words in its place"],
    ),
    (
        "pdf/figures",
        edit("Figure", Alt=String("square.svg")),
        ["page 2: a Figure is called by its file, square.svg"],
    ),
    (
        "pdf/figures",
        lambda pdf: rename(pdf, "H2", "Formula"),
        ["page 2: a Formula has no words in its place"],
    ),
]
