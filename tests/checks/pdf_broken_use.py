"""Ways to break a PDF for its users, with the expected findings."""

from __future__ import annotations

from pikepdf import Dictionary, String

from tests.checks.pdf_breaking import (
    Edit,
    apart,
    edit,
    glyphs,
    lift,
    link,
    redraw,
    rename,
    root,
    spell,
)

Case = tuple[str, Edit, list[str]]

# “Water” in two parts of one element, separated on the page without a space character.
TWO = f"{glyphs('Wa')}>] TJ ET BT 1 0 0 1 66 456 Tm [<{glyphs('ter')}>] TJ"

CASES: list[Case] = [
    ("pdf/language", root(Lang=None), ["does not declare its language"]),
    ("pdf/language", root(Lang=String("fr")), ["declares fr, but is in en"]),
    ("pdf/language", edit("H2", Lang=String("?")), ["page 2: ? is no language tag"]),
    (
        "pdf/language",
        edit("Figure", Alt=String("도시")),
        ["page 2: Hangul letters are marked as en: “도시”"],
    ),
    (
        "pdf/language",
        lambda pdf: rename(pdf, "P", "P", Lang=String("en"), at=2),
        ["page 2: Arabic letters are marked as en: “يُعامَل حق”"],
    ),
    ("pdf/language", lambda pdf: rename(pdf, "P", "P", Lang=String("az-Arab"), at=2), []),
    (
        "pdf/links",
        lambda pdf: link(pdf, "The second part").update({"/Dest": String("third")}),
        ["page 1: “The second part” leads to third, which the PDF does not have"],
    ),
    (
        "pdf/links",
        lambda pdf: link(pdf, "The second part").__delitem__("/Dest"),
        ["page 1: “The second part” leads nowhere"],
    ),
    (
        "pdf/links",
        lambda pdf: link(pdf, "city.example").A.update({"/URI": String("file:///etc/hosts")}),
        ["page 2: “city.example” leads to file:///etc/hosts, which is no address"],
    ),
    (
        "pdf/links",
        lambda pdf: link(pdf, "city.example").A.update({"/URI": String("index.html")}),
        ["page 2: “city.example” leads to index.html, which is no address"],
    ),
    (
        "pdf/extraction",
        lambda pdf: redraw(pdf, 2, f"{glyphs('Water')}>] TJ", TWO),
        ["page 2: “Wa” and “ter” without a space between them"],
    ),
    (
        "pdf/extraction",
        lambda pdf: redraw(pdf, 2, "1 0 0 1 40 456 Tm", "1 0 0 1 -900 456 Tm"),
        ["page 2: “Water” is missing when copied"],
    ),
    (
        "pdf/extraction",
        lambda pdf: redraw(pdf, 2, "<</MCID 3>>", "<</MCID 3 /ActualText (Night)>>"),
        [
            "page 2: “Water” is missing when copied",
            "page 2: “Night” is copied, but not in the text",
        ],
    ),
    # Words that are whole in the file are not reported, although poppler splits them.
    ("pdf/extraction", lambda pdf: apart(pdf, "Wa", -900, "ter"), []),
    ("pdf/extraction", lambda pdf: lift(pdf, "words", 30), []),
    ("pdf/extraction", lambda pdf: apart(pdf, "ل", -300, "\N{ARABIC FATHA}"), []),
    (
        "pdf/search",
        lambda pdf: spell(pdf, "W", "W\u034f"),
        ["page 2: “Water” is not found"],
    ),
    (
        "pdf/search",
        lambda pdf: spell(pdf, "-", "\N{HYPHEN}"),
        ["page 1: “another” is not found"],
    ),
    (
        "pdf/drawing",
        lambda pdf: redraw(pdf, 1, "BT", "3 Tr BT"),
        ["page 1 has text and shows nothing"],
    ),
    (
        "pdf/ua",
        root(ViewerPreferences=Dictionary()),
        ["…"],
    ),
    ("pdf/archive", root(OutputIntents=None), ["…"]),
    ("pdf/verapdf", root(OutputIntents=None), ["…"]),
]
