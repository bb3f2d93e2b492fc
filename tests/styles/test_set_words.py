"""The width of words, where a font needs CSS, measured in a PDF."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from build_tools import fonts
from build_tools.model import Language
from build_tools.pdf import write_pdf
from build_tools.render.html_builder import build_stylesheet

KOREAN = Language(tag="ko", name="한국어", script="Kore")


def width(words: str, folder: Path, *, tag: str = "ko") -> float:
    """Return the width of some words in the text of a book, in points."""
    faces = fonts.make_print_css(fonts.select_fonts(KOREAN), words, folder)
    style = f"{faces}{build_stylesheet('print')}"
    page = f'<html lang="{tag}" class="cjk sheet-a5"><style>{style}</style><p>{words}</p></html>'
    book = folder / "book.pdf"
    write_pdf(page, book, image_folder=folder, identifier="x", is_rtl=False)
    done = subprocess.run(["pdftotext", "-bbox", book, "-"], check=True, capture_output=True)
    boxes = re.findall(r'xMin="([\d.]+)".*xMax="([\d.]+)"', done.stdout.decode())
    return max(float(end) for _, end in boxes) - min(float(start) for start, _ in boxes)


@pytest.mark.parametrize("brackets", ["「」", "『』", "《》", "〈〉"])
def test_brackets_leave_no_hole_in_a_korean_word(brackets: str, tmp_path: Path) -> None:
    """Both brackets around a name are at most one letter wide, so its particle is close."""
    before, after = tuple(brackets)
    bare = width("이헌장은", tmp_path)
    letter = bare / 4
    assert width(f"이{before}헌장{after}은", tmp_path) - bare < 1.1 * letter
    assert width(f"이{before}헌장{after}은", tmp_path, tag="ja") - bare > 1.9 * letter
