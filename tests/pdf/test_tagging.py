"""The structure tree of a PDF, which screen readers follow."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from tests.pdf.setting import kids, outline, set_book, tagged

SMALL = "@page { size: 60mm 60mm; margin: 8mm }"
NOTES = (
    SMALL
    + """
.foot { float: footnote }
.foot::footnote-call, .foot::footnote-marker { content: attr(data-call) }
"""
)
NOTE = (
    '<span class="foot" id="note" data-from="call" data-call="1" data-name="Note 1"'
    ' data-back="Back to 1"><span data-structure="P">Its words.</span></span>'
)

TREES = [
    ("<p>a <b>b</b></p>", ["P"]),
    ("<div>words</div>", ["Div", "Div P"]),
    ("words", ["P"]),
    ("<ol><li>a<ol><li>b</ol></ol>", ["L", "L LI", "L LI Lbl", "L LI LBody", "L LI LBody L"]),
    ("<dl><dt>a<dt>b<dd>c<dt>d</dl>", ["L", "L LI", "L LI Lbl", "L LI Lbl", "L LI LBody"]),
    ("<ul>stray<li>a</ul>", ["L", "L LI", "L LI LBody"]),
    (
        '<div role="list"><div role="listitem"><p><b class="item-mark">a) </b>words</p></div></div>',
        ["L", "L LI", "L LI Lbl", "L LI LBody", "L LI LBody P"],
    ),
    ('<p><a href="https://x.org">x</a></p>', ["P", "P Link"]),
    ('<p><a href="#nowhere">x</a></p>', ["P", "P Span"]),
    ('<p>a <i lang="fr">b</i></p>', ["P", "P Span"]),
    ('<p>a <abbr title="long">b</abbr></p>', ["P", "P Span"]),
    ("<span id='x'></span><p>a</p>", ["P"]),
    ("<table><tr><th>a<td>b</table>", ["Table", "Table TBody", "Table TBody TR"]),
    ("<table><tr><td>a</table>", ["Div", "Div Div", "Div Div Div", "Div Div Div Div"]),
    ("<p data-structure='TOCI'><a href='#x' id='x'>a</a>", ["TOC", "TOC TOCI"]),
    ("<math><mi>a</mi></math>", ["P", "P Formula"]),
    ('<p><a role="doc-noteref" href="#x" id="x">1</a>', ["P", "P Reference", "P Reference Link"]),
]


@pytest.mark.parametrize(("html", "tree"), TREES, ids=[html for html, _ in TREES])
def test_each_thing_has_its_tag(tmp_path: Path, html: str, tree: list[str]) -> None:
    """Each element has the correct tag, in a parent that may contain it."""
    assert outline(set_book(tmp_path, html))[: len(tree)] == tree


def test_no_heading_leaves_out_a_level(tmp_path: Path) -> None:
    """Heading levels increase by one; headings of one level stay of one level."""
    found = outline(set_book(tmp_path, "<h1>a</h1><h4>b</h4><h4>c</h4><h6>d</h6><h2>e</h2>"))
    assert found == ["H1", "H2", "H2", "H3", "H2"]


def test_what_goes_on_overleaf_is_one(tmp_path: Path) -> None:
    """A paragraph, list or table on two pages is one element; header rows are read once."""
    rows = "".join(f"<tr><td>row {at}" for at in range(20))
    html = f"<p>{'word ' * 120}</p><table><thead><tr><th>Head<tbody>{rows}</table>"
    with pikepdf.open(set_book(tmp_path, html, SMALL)) as book:
        assert len(book.pages) > 2
        assert [len(tagged(book, tag)) for tag in ("P", "Table", "THead", "TR")] == [1, 1, 1, 21]
        (head,) = tagged(book, "TH")
        assert len(head.K) == 1
        (paragraph,) = tagged(book, "P")
        assert {part.Pg.objgen for part in paragraph.K if not isinstance(part, int)}


def test_a_note_stands_at_its_call_and_leads_back(tmp_path: Path) -> None:
    """The reference links to the note, the note follows it, and its label links back."""
    with pikepdf.open(set_book(tmp_path, f"<h1>t</h1><p>Called{NOTE} here.</p>", NOTES)) as book:
        (paragraph,) = tagged(book, "P")[:1]
        call, note = kids(paragraph)
        assert [str(each.S) for each in (call, note)] == ["/Reference", "/Note"]
        leads = [each.K for each in tagged(book, "Link")]
        there, back = (next(filter(_is_lead, each)).Obj for each in leads)
        assert (str(there.Contents), str(there.Dest)) == ("Note 1", "note")
        assert (str(back.Contents), str(back.Dest)) == ("Back to 1", "call")
        names = book.Root.Names.Dests.Names
        places = dict(zip(map(str, names[::2]), names[1::2], strict=True))
        assert float(places["call"][3]) > float(places["note"][3])
        assert [str(part.S) for part in kids(note)] == ["/Lbl", "/P"]
        assert str(book.Root.StructTreeRoot.IDTree.Names[0]) == str(note.ID)


def _is_lead(kid: object) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid


def test_each_mark_finds_its_part(tmp_path: Path) -> None:
    """From marked content and from each link, the parent tree leads to its element."""
    html = "<h1>a</h1><p>b <a href='https://x.org'>c</a></p>" + "<p>d</p>" * 30
    with pikepdf.open(set_book(tmp_path, html, SMALL)) as book:
        numbers = book.Root.StructTreeRoot.ParentTree.Nums
        rows = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        for page in book.pages:
            drawn = [
                int(found.operands[1].MCID)
                for found in pikepdf.parse_content_stream(page)
                if str(found.operator) == "BDC" and "/MCID" in found.operands[1]
            ]
            assert drawn == list(range(len(rows[int(page.StructParents)])))
            for link in page.get("/Annots", []):
                assert str(rows[int(link.StructParent)].S) == "/Link"


def test_heads_and_folios_are_not_read(tmp_path: Path) -> None:
    """Margin boxes are pagination artifacts, and in no element."""
    style = "@page { @top-left { content: 'Head' } @bottom-right { content: counter(page) } }"
    with pikepdf.open(set_book(tmp_path, "<p>text</p>", style)) as book:
        found = pikepdf.parse_content_stream(book.pages[0])
        aside = [each.operands[1] for each in found if str(each.operator) == "BDC"]
        kinds = [str(each.Subtype) for each in aside if each.get("/Type") == "/Pagination"]
        assert sorted(kinds) == ["/Footer", "/Header"]
        assert len([each for each in aside if "/MCID" in each]) == 1


def test_a_picture_says_what_it_shows(tmp_path: Path) -> None:
    """A figure has a text alternative and a bounding box; a picture without one is an artifact."""
    Image.new("RGB", (40, 20)).save(tmp_path / "a.png")
    mute, leading = '<img src="a.png">', '<a href="#x" id="x"><img src="a.png" alt="Home"></a>'
    html = f'<img src="a.png" alt="A square">{mute}{leading}'
    with pikepdf.open(set_book(tmp_path, html)) as book:
        figures = tagged(book, "Figure")
        assert [str(figure.Alt) for figure in figures] == ["A square", "Home"]
        left, foot, right, top = map(float, figures[0].A.BBox)
        assert (right - left, top - foot) == (30, 15)
        height = float(book.pages[0].mediabox[3])
        assert height / 2 < foot < height
        assert str(book.pages[0].Annots[0].Contents) == "Home"


@pytest.mark.parametrize(
    ("style", "kind"),
    [
        ("decimal", "/Decimal"),
        ("lower-alpha", "/LowerAlpha"),
        ("upper-alpha", "/UpperAlpha"),
        ("lower-roman", "/LowerRoman"),
        ("upper-roman", "/UpperRoman"),
        ("korean-hangul-formal", "/None"),
    ],
)
def test_a_list_tells_how_it_counts(tmp_path: Path, style: str, kind: str) -> None:
    """A list has the numbering of its items."""
    html = f'<ol style="list-style-type: {style}"><li>a<li>b<li>c</ol>'
    with pikepdf.open(set_book(tmp_path, html)) as book:
        (found,) = tagged(book, "L")
        assert str(found.A.ListNumbering) == kind


def test_a_list_with_marks_of_its_own_tells_how_it_counts(tmp_path: Path) -> None:
    """So does one whose marks are text in the first lines of its items."""
    items = "".join(f'<div role="listitem"><p><b class="item-mark">{m})&nbsp;</b>x</p></div>' for m in "abc")
    with pikepdf.open(set_book(tmp_path, f'<div role="list">{items}</div>')) as book:
        (found,) = tagged(book, "L")
        assert str(found.A.ListNumbering) == "/LowerAlpha"


def test_another_language_is_said(tmp_path: Path) -> None:
    """A passage in another language has a language; one in the book's language has none."""
    html = '<p lang="ar">مدينة</p><p>a <i lang="fr">b <b lang="fr">c</b></i></p>'
    with pikepdf.open(set_book(tmp_path, html)) as book:
        languages = [
            (str(part.S), str(part.Lang))
            for tag in ("P", "Span")
            for part in tagged(book, tag)
            if "/Lang" in part
        ]
    assert languages == [("/P", "ar"), ("/Span", "fr")]
