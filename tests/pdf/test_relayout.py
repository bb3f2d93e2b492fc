"""Page breaks: not within a word, if the paragraph can be laid out otherwise."""

from __future__ import annotations

from typing import Any

import pytest
import weasyprint
from weasyprint.formatting_structure import boxes
from weasyprint.layout import block

from build_tools.pdf import relayout
from build_tools.pdf import weasyprint70 as inside
from build_tools.pdf import weasyprint70_layout as layout_patches

SHEET = """@page {{ size: 100px {}px; margin: 0 }} html {{ font-size: 10px; line-height: 20px }}
body {{ margin: 0 }} p {{ margin: 0; orphans: 2; widows: 2; hyphens: {}; width: {}px }}"""
CUT = "inter&shy;national "


def ends(body: str, *, lines: int = 4, wide: int = 40, hyphens: str = "manual") -> list[list[str]]:
    """Return the lines of each page of a PDF."""
    style = SHEET.format(lines * 20, hyphens, wide)
    html = weasyprint.HTML(string=f'<html lang="en"><style>{style}</style><body>{body}</body></html>')
    return [list(_lines(page)) for page in relayout.render_document(html, "pdf/a-2a").pages]


def _lines(page: Any) -> list[str]:
    found = [box for box in page._page_box.descendants() if isinstance(box, boxes.LineBox)]
    return ["".join(_words(box)).replace("\u00ad", "") for box in found]


def _words(line: Any) -> list[str]:
    return [each.text for each in line.descendants() if hasattr(each, "text")]


def test_a_page_ends_before_a_line_that_is_divided() -> None:
    """The last line moves to the next page, which begins with the whole word."""
    assert ends(f"<p>one<br>two<br>three<br>{CUT}<br>six</p>") == [
        ["one", "two", "three"],
        ["inter‐", "national", "six"],
    ]


def test_a_paragraph_with_no_line_to_give_goes_on_whole() -> None:
    """With two orphans and two widows required and a hyphen in the second line, all four lines move."""
    assert ends(f"<p>a<br>b</p><p>one<br>{CUT}<br>four</p>")[1] == [
        "one",
        "inter‐",
        "national",
        "four",
    ]


@pytest.fixture
def none(monkeypatch: pytest.MonkeyPatch) -> None:
    """Use no hyphenation in the second layout of a paragraph."""
    monkeypatch.setattr(relayout, "FEWER_HYPHENS_STYLE", inside.make_hyphenation_style(1))


@pytest.mark.usefixtures("none")
def test_a_paragraph_with_no_line_to_give_is_set_anew_with_fewer_hyphens() -> None:
    """If lines can end between words, no space is left at the foot."""
    words = "<p>a<br>b</p><p>one<br>two international<br>four</p>"
    assert ends(words, wide=76, hyphens="auto") == [
        ["a", "b", "one", "two"],
        ["international", "four"],
    ]
    led = "<p>one<br>two international<br>four</p>"
    kept = "<p style='break-before: avoid'>a<br>b<br>c</p>"
    assert ends(led + kept, wide=76, lines=6, hyphens="auto")[0] == ["one", "two"]


def test_a_page_that_is_ended_earlier_ends_in_no_part_of_a_word_either() -> None:
    """If a block must not begin a page, the paragraph before it is broken between words too."""
    body = f"<p>one<br>two<br>{CUT}<br>five</p><p style='break-before: avoid'>a<br>b<br>c</p>"
    assert ends(body, lines=6) == [["one", "two"], ["inter‐", "national", "five", "a", "b", "c"]]


def test_a_paragraph_of_one_page_is_left_alone() -> None:
    """Within a page words are hyphenated as usual."""
    assert ends(f"<p>one<br>{CUT}</p>") == [["one", "inter‐", "national"]]


@pytest.mark.usefixtures("none")
def test_a_ladder_of_hyphens_is_set_anew() -> None:
    """A paragraph with four hyphens in a row is laid out again with a wider hyphenation zone."""
    (page,) = ends(f"<p>{'an international ' * 5}end</p>", wide=76, lines=20, hyphens="auto")
    assert not any(line.endswith(inside.HYPHEN) for line in page)


def test_weasyprint_is_put_back() -> None:
    """Outside the context, and after an error in it, WeasyPrint's own page breaks are restored."""
    before = block._break_line, block.find_earlier_page_break

    def fail() -> None:
        with layout_patches.patch_page_breaks(bool):
            assert block._break_line is not before[0]
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert (block._break_line, block.find_earlier_page_break) == before
