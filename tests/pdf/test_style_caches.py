"""What is computed once for a style is the same as if it were computed for each line, box and page."""

from __future__ import annotations

from contextlib import nullcontext

import pytest
import weasyprint

from build_tools.pdf import relayout, weasyprint70_styles

STYLE = """@page { size: 200px 100px; margin: 10px; @top-left { content: "any" } }
@page :nth(2n) { margin-left: 10%; @top-left { content: "even" } }
@page :left:nth(4n) { @top-left { content: "fourth"; font-size: 5px } }
@page named { margin-left: 25px } @page named:first { margin-left: 35px } @page :blank { margin: 1px }
body { margin: 0 } p { margin: 0 5%; padding-left: 10% } div { width: 50%; max-height: 40px }
.named { page: named } .recto { break-before: recto } table { border-collapse: collapse }
td { border: 1px solid; padding: 5% } .thick { border: 5px solid } i { font-size: 120%; line-height: 2 }
.flex { display: flex } .flex > * { flex: 1; min-width: 10% } .block { display: inline-block; width: 30% }
b { margin: 0 2% } article { position: absolute; left: 5%; width: 40% }"""
ENTRY = """<p>a <b>word</b> and <i>more <b>words</b></i></p><div><p>in a half</p></div>
<table><tr><td>1</td><td class="thick">2</td><td>3</td></tr></table>
<table><tr><td class="thick">4</td></tr></table>
<div class="flex"><p>x</p><p>y</p></div><p><span class="block">z</span></p>
<article><p>beside</p></article>"""
TEXT = f'{ENTRY * 4}<section class="named">{ENTRY * 4}</section><section class="recto">{ENTRY * 2}</section>'


def write_book() -> bytes:
    """Return a book with lengths in parts of others, and with rules for pages of all kinds."""
    html = weasyprint.HTML(string=f"<style>{STYLE}</style><body>{TEXT}</body>")
    data = relayout.render_document(html, "pdf/a-2a").write_pdf(uncompressed_pdf=True, pdf_identifier=b"a")
    assert isinstance(data, bytes)
    return data


def test_lengths_and_fonts_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """A box within one of another size has other lengths, and one with collapsed borders its own."""
    cached = write_book()
    monkeypatch.setattr(relayout, "patch_style_uses", nullcontext)
    assert cached == write_book()


def test_pages_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page has the style of another one only where the same rules are for both."""
    cached = write_book()
    monkeypatch.setattr(weasyprint70_styles, "_match_page_rules", lambda _styles, page: page)
    assert cached == write_book()
