"""Diacritics: words with combining marks are extracted whole from a PDF."""

from __future__ import annotations

import subprocess
import unicodedata
from contextlib import closing
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from build_tools import fonts
from build_tools.fonts.subset import make_static_font
from tests.pdf.setting import set_book

# Amiri puts an extender before some letters: ل before ك, ح before ت, خ before ب.
EXTENDED = ["لكن", "المستهلكين", "تُحترم", "الخبز", "الكتب", "مُخْبَز", "لْكَ", "يَحْتَرِم"]
WORDS = ["يصوّتوا", "المصنَّف", "موزَّعا", "الموقِّعة", "يُستشهد", "وتكيّفها", "تُحدَّد"]
UNSEEN = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\u2060"))


def arabic(folder: Path, words: str) -> Path:
    """Lay out some Arabic in the font of our books."""
    family = fonts.find_family("Amiri")
    if family is None:
        pytest.skip("Amiri is not on this machine")
    face = folder / "face.ttf"
    face.write_bytes(make_static_font(family.faces[0]))
    style = f"@font-face {{ font-family: A; src: url({face.as_uri()}) }} body {{ font: 20px A }}"
    return set_book(folder, f'<p lang="ar" dir="rtl">{words}</p>', style, is_rtl=True)


@pytest.mark.parametrize("word", [*WORDS, *EXTENDED])
def test_a_word_with_marks_is_copied_whole(tmp_path: Path, word: str) -> None:
    """A PDF reader extracts the letters and marks of a word in order, in one piece."""
    book = arabic(tmp_path, f"كتاب {word} كتاب")
    done = subprocess.run(["pdftotext", book, "-"], check=True, capture_output=True)
    copied = done.stdout.decode().translate(UNSEEN).split()
    composed = [unicodedata.normalize("NFC", each) for each in ("كتاب", word, "كتاب")]
    assert [unicodedata.normalize("NFC", each) for each in copied] == composed


def test_a_word_with_an_extended_letter_is_found(tmp_path: Path) -> None:
    """PDFium finds each word, and no glyph maps to a character that nobody has written."""
    book = arabic(tmp_path, " ".join(EXTENDED))
    with closing(pypdfium2.PdfDocument(book)) as document:
        text = document[0].get_textpage()
        assert [word for word in EXTENDED if text.search(word).get_next() is None] == []
        assert set(text.get_text_range().split()) == set(EXTENDED)
    with pikepdf.open(book) as opened:
        (font,) = opened.pages[0].Resources.Font.values()
        assert b"<034f>" not in font.ToUnicode.read_bytes().lower()


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
    words = " ".join([*WORDS, *EXTENDED])
    for name in ("moved", "as-it-was"):
        if name == "as-it-was":
            monkeypatch.setattr("build_tools.pdf.diacritics.combine_diacritics", lambda _pdf: None)
        (tmp_path / name).mkdir()
        book = arabic(tmp_path / name, words)
        drawn = ["pdftoppm", "-r", "400", "-gray", "-png", "-singlefile", str(book)]
        looks.append(subprocess.run(drawn, check=True, capture_output=True).stdout)
    apart = _apart(*looks)
    assert apart < 14  # a twentieth of an em makes 42


def _apart(one: bytes, other: bytes) -> float:
    """Return the largest difference between two blurred pictures."""
    from io import BytesIO

    from PIL import Image, ImageChops, ImageFilter, ImageStat

    first, second = (Image.open(BytesIO(each)).filter(ImageFilter.BoxBlur(12)) for each in (one, other))
    return float(ImageStat.Stat(ImageChops.difference(first, second)).extrema[0][1])


def test_a_book_without_marks_is_left(tmp_path: Path) -> None:
    """If no mark is drawn, no glyph is added."""
    plain = arabic(tmp_path, "كتاب")
    with pikepdf.open(plain) as book:
        (font,) = book.pages[0].Resources.Font.values()
        assert b"> <>" not in font.ToUnicode.read_bytes()
        assert font.ToUnicode.read_bytes().count(b"beginbfchar") == 1
