"""What is computed once for a style is the same as if it were computed for each line, box and page."""

from __future__ import annotations

from contextlib import nullcontext

import pytest
import weasyprint

from build_tools.pdf import layout_boxes, relayout, weasyprint70_layout, weasyprint70_styles

STYLE = """@page { size: 200px 100px; margin: 10px; @top-left { content: "any" } }
@page :nth(2n) { margin-left: 10%; @top-left { content: "even" } }
@page :left:nth(4n) { @top-left { content: "fourth"; font-size: 5px } }
@page named { margin-left: 25px } @page named:first { margin-left: 35px } @page :blank { margin: 1px }
body { margin: 0 } p { margin: 0 5%; padding-left: 10% } div { width: 50%; max-height: 40px }
.named { page: named } .recto { break-before: recto } table { border-collapse: collapse }
td { border: 1px solid; padding: 5% } .thick { border: 5px solid } i { font-size: 120%; line-height: 2 }
.bold { font-weight: bold }
.cut { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; width: 40% }
.flex { display: flex } .flex > * { flex: 1; min-width: 10% } .block { display: inline-block; width: 30% }
b { margin: 0 2% } a::after { content: target-counter(attr(href), page) target-text(attr(href), before) }
h2 { font-size: 110% } #h-2 { color: red } h2::before { content: "§ " }
img { position: absolute; width: 20px } i { border-radius: 20% 2px; border: 1px solid }
article { position: absolute; left: 5%; width: 40% }"""
ENTRY = """<p>a <b>word</b> and <i>more <b>words</b></i></p><div><p>in a half</p></div>
<table><tr><td>1</td><td class="thick">2</td><td>3</td></tr></table>
<table><tr><td class="thick">4</td></tr></table>
<div class="flex"><p>x</p><p>y</p></div><p><span class="block">z</span></p>
<article><p>beside</p></article><p>a text of lines that a page of another width breaks elsewhere</p>
<p class="bold">a text of lines that a page of another width breaks elsewhere</p>
<p class="cut">a line that is cut</p>
<p><img src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/%3E"> seen</p>"""
LINKED = "".join(
    f'<h2 id="h-{at}">Title <i>{at}</i></h2><p><a name="n-{at}">Here</a>, <a href="#n-3">there</a>, '
    f'<a href="#h-{at}" id="a-{at}">above</a></p><ul id="u-{at}"><li>one<li id="i-{at}">two</ul>'
    f'<table id="t-{at}"><tr><td id="c-{at}"><a href="#t-2">a</a> <a href="#c-2">b</a></td></tr></table>'
    '<p style="-weasy-anchor: none; color: green">green</p>'
    f'<article><p id="p-{at}">beside <a href="#p-3">last</a></p></article>'
    for at in range(1, 4)
)
SECTIONS = f'<section class="named">{ENTRY * 4}</section><section class="recto">{ENTRY * 2}</section>'
TEXT = ENTRY * 4 + LINKED + SECTIONS


def write_book() -> bytes:
    """Return a book with lengths in parts of others, and with rules for pages of all kinds."""
    html = weasyprint.HTML(string=f"<style>{STYLE}</style><body>{TEXT}</body>")
    data = relayout.render_document(html, "pdf/a-2a").write_pdf(uncompressed_pdf=True, pdf_identifier=b"a")
    assert isinstance(data, bytes)
    return data


@pytest.mark.parametrize("patch", ["patch_style_uses", "patch_anchors", "layout_patches.patch_descendants"])
def test_books_are_the_same(patch: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A box in another width or style has its own lengths and lines, an element its own anchor."""
    cached = write_book()
    monkeypatch.setattr(f"{relayout.__name__}.{patch}", nullcontext)
    assert cached == write_book()


@pytest.mark.parametrize("placeholders", [False, True])
def test_boxes_are_the_same(placeholders: bool) -> None:
    """The boxes of a page come in the same order, those of a placeholder only where it is asked for."""
    html = weasyprint.HTML(string=f"<style>{STYLE}</style><body>{ENTRY}</body>")
    page_boxes = [layout_boxes.get_page_box(page) for page in html.render().pages]
    expected = [[*box.descendants(placeholders)] for box in page_boxes]
    with weasyprint70_layout.patch_descendants():
        assert [[*box.descendants(placeholders)] for box in page_boxes] == expected


def test_pages_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page has the style of another one only where the same rules are for both."""
    cached = write_book()
    monkeypatch.setattr(weasyprint70_styles, "_match_page_rules", lambda _styles, page: page)
    assert cached == write_book()
