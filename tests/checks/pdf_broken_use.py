"""What may be broken for those who use a book, and what is said of it."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, String

from tests.checks.pdf_breaking import (
    Edit,
    apart,
    edit,
    first,
    glyphs,
    lift,
    link,
    move,
    redraw,
    rename,
    root,
    unmap,
    unname,
)

Case = tuple[str, Edit, list[str]]

# “Water” in two pieces of one element, apart on the page, with no space drawn between them.
TWO = f"{glyphs('Wa')}>] TJ ET BT 1 0 0 1 66 456 Tm [<{glyphs('ter')}>] TJ"

CASES: list[Case] = [
    ("pdf/language", root(Lang=None), ["does not say its language"]),
    ("pdf/language", root(Lang=String("fr")), ["says that it is in fr, and is in en"]),
    ("pdf/language", edit("H2", Lang=String("?")), ["page 2: ? is no language"]),
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
        "pdf/outline",
        unname,
        ["has no title", "its window shows the name of the file, not the title"],
    ),
    ("pdf/outline", root(Outlines=None), ["has no bookmarks"]),
    (
        "pdf/outline",
        root(ViewerPreferences=Dictionary(DisplayDocTitle=True, Direction=Name.R2L)),
        ["its pages turn as if read from the right"],
    ),
    (
        "pdf/outline",
        lambda pdf: pdf.Root.Outlines.Last.update({"/Title": String("Another part")}),
        ["page 2: “The second part” has no bookmark that opens it"],
    ),
    (
        "pdf/outline",
        lambda pdf: pdf.Root.Outlines.First.update({"/Dest": String("away"), "/Title": String("")}),
        [
            "a bookmark of page 0 has no words",
            "the bookmark “” opens no page",
            "page 1: “A small book” has no bookmark that opens it",
        ],
    ),
    (
        "pdf/outline",
        lambda pdf: pdf.Root.Outlines.Last.update({"/Dest": String("note-1")}),
        ["page 2: “The second part” has no bookmark that opens it"],
    ),
    ("pdf/page-labels", root(PageLabels=None), ["does not say what its pages are called"]),
    (
        "pdf/page-labels",
        root(PageLabels=Dictionary(Nums=Array([0, Dictionary(S=Name.D, St=5)]))),
        [
            "page 1 is called 5, and 1 is printed on it",
            "page 2 is called 6, and 2 is printed on it",
        ],
    ),
    (
        "pdf/page-labels",
        root(PageLabels=Dictionary(Nums=Array([0, Dictionary(P=String("1"))]))),
        ["page 2 is called 1 as page 1 is", "page 2 is called 1, and 2 is printed on it"],
    ),
    (
        "pdf/page-labels",
        root(PageLabels=Dictionary(Nums=Array([0, Dictionary()]))),
        [
            "page 1 is called nothing",
            "page 2 is called nothing",
            "page 1 is called nothing, and 1 is printed on it",
            "page 2 is called nothing, and 2 is printed on it",
        ],
    ),
    (
        "pdf/fonts",
        lambda pdf: (
            pdf.pages[0]
            .Resources.Font.F.DescendantFonts[0]
            .FontDescriptor.__delitem__("/FontFile2")
        ),
        ["the font ABCDEF+Amiri is not in the file"],
    ),
    (
        "pdf/fonts",
        lambda pdf: pdf.pages[0].Resources.Font.F.__delitem__("/ToUnicode"),
        [
            "the font ABCDEF+Amiri does not say which letters its glyphs are",
            *["…"] * 24,
        ],
    ),
    (
        "pdf/fonts",
        lambda pdf: redraw(pdf, 1, glyphs("other"), glyphs("oth") + "0000" + glyphs("r")),
        ["page 1: a box is drawn for a letter that the font lacks in “oth\ufffdr in it.”"],
    ),
    (
        "pdf/fonts",
        lambda pdf: redraw(pdf, 1, glyphs("2"), "fff0"),
        [
            "the font ABCDEF+Amiri has no glyph for 1 that are drawn: \ufffd",
            "page 1: a glyph stands for no letter in “\ufffd”",
        ],
    ),
    (
        "pdf/fonts",
        lambda pdf: unmap(pdf, "W", ""),
        ["page 2: a glyph stands for no letter in “ater”"],
    ),
    (
        "pdf/fonts",
        lambda pdf: unmap(pdf, "W", "e000"),
        ["page 2: a glyph stands for what is no letter in “\ue000ater”"],
    ),
    (
        "pdf/links",
        lambda pdf: link(pdf, "The second part").update({"/Dest": String("third")}),
        ["page 1: “The second part” leads to third, which the book does not have"],
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
        "pdf/links",
        lambda pdf: link(pdf, "city.example").__delitem__("/Contents"),
        ["page 2: a link to https://city.example/ has no name"],
    ),
    (
        "pdf/links",
        lambda pdf: rename(pdf, "Link", "Span", at=3),
        ["page 2: “city.example” is no link in the structure"],
    ),
    (
        "pdf/links",
        lambda pdf: redraw(pdf, 1, glyphs("2"), glyphs("7")),
        ["page 1: “The second part7” names page 7 and opens 2"],
    ),
    (
        "pdf/notes",
        lambda pdf: first(pdf, "Note").__delitem__("/ID"),
        ["page 1: the note “1 Nobody has counted them.” has no id"],
    ),
    (
        "pdf/notes",
        lambda pdf: first(pdf, "P").K.append(first(pdf, "Note")),
        ["page 1: the note “1 Nobody has counted them.” has the id of another"] * 2,
    ),
    (
        "pdf/notes",
        lambda pdf: link(pdf, "1").update({"/Dest": String("second")}),
        ["page 1: the note “1 Nobody has counted them.” is led to by no call"],
    ),
    (
        "pdf/notes",
        lambda pdf: link(pdf, "1", 1).update({"/Dest": String("second")}),
        ["page 1: the note “1 Nobody has counted them.” does not lead back to its call"],
    ),
    (
        "pdf/notes",
        lambda pdf: rename(pdf, ("Reference", "Link"), "Span"),
        [
            "page 1: the note “1 Nobody has counted them.” is led to by no call",
            "page 1: the call 1 after “other in it.” is no link",
        ],
    ),
    (
        "pdf/notes",
        lambda pdf: move(pdf, "1", 2),
        [
            "page 1: the note “1 Nobody has counted them.” is called on page 2",
            "page 1: the note “1 Nobody has counted them.” does not lead back to its call",
        ],
    ),
    (
        "pdf/extraction",
        lambda pdf: redraw(pdf, 2, f"{glyphs('Water')}>] TJ", TWO),
        ["page 2: “Wa” and “ter” without a space between them"],
    ),
    (
        "pdf/copying",
        lambda pdf: apart(pdf, "Wa", -900, "ter"),
        [
            (
                "1 words are cut when copied, 0 of them among the 1 with vowel marks;"
                " the first is “Water” on page 2"
            )
        ],
    ),
    (
        "pdf/extraction",
        lambda pdf: redraw(pdf, 2, "1 0 0 1 40 456 Tm", "1 0 0 1 -900 456 Tm"),
        ["page 2: “Water” is lost when copied"],
    ),
    (
        "pdf/extraction",
        lambda pdf: redraw(pdf, 2, "<</MCID 3>>", "<</MCID 3 /ActualText (Night)>>"),
        [
            "page 2: “Water” is lost when copied",
            "page 2: “Night” is copied, but not in the text",
        ],
    ),
    (
        "pdf/copying",
        lambda pdf: lift(pdf, "words", 30),
        ["2 pairs of words do not stay together when copied; the first is “Its words” on page 2"],
    ),
    (
        "pdf/copying",
        lambda pdf: apart(pdf, "ل", -300, "\N{ARABIC FATHA}"),
        [
            (
                "1 words are cut when copied, 1 of them among the 1 with vowel marks;"
                " the first is “يعامل” on page 2"
            )
        ],
    ),
    (
        "pdf/ua",
        root(ViewerPreferences=Dictionary()),
        ["…"],
    ),
    ("pdf/archive", root(OutputIntents=None), ["…"]),
    ("pdf/verapdf", root(OutputIntents=None), ["…"]),
]
