"""Diacritics: words with combining marks are extracted whole from a PDF."""

from __future__ import annotations

import subprocess
import unicodedata
from pathlib import Path

import pikepdf
import pytest

from build_tools import fonts
from build_tools.fonts.subset import make_static_font
from tests.pdf.setting import set_book

WORDS = ["يصوّتوا", "المصنَّف", "موزَّعا", "الموقِّعة", "يُستشهد", "وتكيّفها", "تُحدَّد"]
UNSEEN = dict.fromkeys(map(ord, "\u034f\u200e\u200f\u202a\u202b\u202c\u2060"))


def arabic(folder: Path, words: str) -> Path:
    """Lay out some Arabic in the font of our books."""
    family = fonts.find_family("Amiri")
    if family is None:
        pytest.skip("Amiri is not on this machine")
    face = folder / "face.ttf"
    face.write_bytes(make_static_font(family.faces[0]))
    style = f"@font-face {{ font-family: A; src: url({face.as_uri()}) }} body {{ font: 20px A }}"
    return set_book(folder, f'<p lang="ar" dir="rtl">{words}</p>', style, is_rtl=True)


@pytest.mark.parametrize("word", WORDS)
def test_a_word_with_marks_is_copied_whole(tmp_path: Path, word: str) -> None:
    """A PDF reader extracts the letters and marks of a word in order, in one piece."""
    book = arabic(tmp_path, f"كتاب {word} كتاب")
    done = subprocess.run(["pdftotext", book, "-"], check=True, capture_output=True)
    copied = done.stdout.decode().translate(UNSEEN).split()
    composed = [unicodedata.normalize("NFC", each) for each in ("كتاب", word, "كتاب")]
    assert [unicodedata.normalize("NFC", each) for each in copied] == composed


def test_no_mark_stands_above_its_line(tmp_path: Path) -> None:
    """No text is drawn with a rise; each added glyph maps to its marks."""
    with pikepdf.open(arabic(tmp_path, " ".join(WORDS))) as book:
        drawn = book.pages[0].Contents.read_bytes()
        (font,) = book.pages[0].Resources.Font.values()
        letters = font.ToUnicode.read_bytes()
        (below,) = font.DescendantFonts
        first, widths = list(below.W)[-2:]
    assert b" Ts" not in drawn
    assert len(widths) > 4
    assert set(map(int, widths)) == {0}
    for at in range(int(first), int(first) + len(widths)):
        assert letters.count(b"\n<%04x> <06" % at) == 1


def test_a_page_looks_as_it_did(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each mark is drawn where it was."""
    looks: list[bytes] = []
    for name in ("moved", "as-it-was"):
        if name == "as-it-was":
            monkeypatch.setattr("build_tools.pdf.diacritics.combine_diacritics", lambda _pdf: None)
        (tmp_path / name).mkdir()
        book = arabic(tmp_path / name, " ".join(WORDS))
        drawn = ["pdftoppm", "-r", "100", "-gray", "-png", "-singlefile", str(book)]
        looks.append(subprocess.run(drawn, check=True, capture_output=True).stdout)
    apart = _apart(*looks)
    assert apart < 14  # a twentieth of an em makes 24, the fitting of dots 9


def _apart(one: bytes, other: bytes) -> float:
    """Return the largest difference between two blurred pictures."""
    from io import BytesIO

    from PIL import Image, ImageChops, ImageFilter, ImageStat

    first, second = (Image.open(BytesIO(each)).filter(ImageFilter.BoxBlur(3)) for each in (one, other))
    return float(ImageStat.Stat(ImageChops.difference(first, second)).extrema[0][1])


def test_a_book_without_marks_is_left(tmp_path: Path) -> None:
    """If no mark is drawn, no glyph is added."""
    plain = arabic(tmp_path, "كتاب")
    with pikepdf.open(plain) as book:
        (font,) = book.pages[0].Resources.Font.values()
        assert b"> <>" not in font.ToUnicode.read_bytes()
        assert font.ToUnicode.read_bytes().count(b"beginbfchar") == 1
