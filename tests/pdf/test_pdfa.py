"""Accessible and archivable PDFs: PDF/UA and PDF/A in one file."""

from __future__ import annotations

from pathlib import Path

import page as judge
import pikepdf
import pytest
from PIL import Image

from tests.pdf.setting import set_book


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_one_file_keeps_both_standards(tmp_path: Path, profile: str) -> None:
    """A validator finds no violation of either standard."""
    Image.new("CMYK", (40, 40), (10, 200, 30, 0)).save(tmp_path / "inks.jpg")
    Image.new("RGBA", (40, 40), (100, 0, 0, 100)).save(tmp_path / "thin.png")
    pictures = '<p><img src="inks.jpg" alt="a"><img src="thin.png" alt="b"></p>'
    html = f'<h1>a</h1>{pictures}<p><a href="https://x.org">c</a></p>'
    assert judge.validate_pdf(str(set_book(tmp_path, html)), profile=profile).failures == []


def test_both_are_named_in_plain_text(tmp_path: Path) -> None:
    """The metadata are not compressed, and name part and level of each standard."""
    data = set_book(tmp_path, "<h1>a</h1>").read_bytes()
    for statement in (b'pdfaid:part="2"', b'pdfaid:conformance="A"', b"<pdfuaid:part>1</pdfuaid:part>"):
        assert data.count(statement) == 1


def test_a_picture_is_shown_as_it_is(tmp_path: Path) -> None:
    """Pictures are not interpolated; CMYK pictures are converted to RGB."""
    Image.new("CMYK", (4, 4), (0, 255, 255, 0)).save(tmp_path / "a.jpg")
    with pikepdf.open(set_book(tmp_path, '<img src="a.jpg" alt="a">')) as book:
        (found,) = filter(_is_picture, book.objects)
        assert isinstance(found, pikepdf.Stream)
        assert "/Interpolate" not in found
        shown = pikepdf.PdfImage(found).as_pil_image()
    assert shown.mode == "RGB"
    red, green, blue = shown.getpixel((0, 0))  # type: ignore[misc]
    assert (red > 200, green < 60, blue < 60) == (True, True, True)


def _is_picture(each: object) -> bool:
    return isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"


@pytest.mark.parametrize("is_rtl", [False, True])
def test_pages_are_numbered_as_they_are_seen(tmp_path: Path, is_rtl: bool) -> None:
    """Page labels are the folios, the window shows the title, and the binding side is right."""
    with pikepdf.open(set_book(tmp_path, "<h1>a</h1>", is_rtl=is_rtl)) as book:
        assert str(book.Root.PageLabels.Nums[1].S) == "/D"
        assert [page.label for page in book.pages] == ["1"]
        window = book.Root.ViewerPreferences
        assert window.DisplayDocTitle
        assert window.get("/Direction") == ("/R2L" if is_rtl else None)
