"""Words of complex scripts have their text in a PDF: they are found, copied and heard."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from build_tools import fonts
from build_tools.inspection.pdf.content import read_text_runs
from build_tools.paths import PROJECT_DIR, Root
from build_tools.pdf import write_pdf
from build_tools.pdf.actual_text import mark_words
from build_tools.register import languages

SENTENCES = {
    "hi": "हर व्यक्ति को (सड़क) पर “पानी” मिलता है: 200 मीटर, UN.",
    "bn": "প্রতিটি রাস্তায় রাতে আলো থাকে, সিদ্ধান্তের আগে।",
    "ta": "ஒவ்வொரு தெருவிலும் இரவில் வெளிச்சம் உண்டு.",
    "km": "ផ្លូវទាំងអស់ មានពន្លឺ នៅពេលយប់។",
    "th": "ทุกคนพบน้ำ บนถนนสำหรับเด็ก",
    "my": "လမ်းတိုင်းတွင် ညအချိန်၌ အလင်းရောင်ရှိသည်။",
}


def write_sentence(tag: str, folder: Path) -> Path:
    """Write a PDF of one sentence, in the fonts of its language."""
    language = languages.resolve_language(tag, languages.read_layers(Root(PROJECT_DIR)))
    text = SENTENCES[tag]
    faces = fonts.make_print_css(fonts.select_fonts(language), text, folder / "faces")
    page = f"<html lang='{tag}'><title>a</title><style>{faces}</style><p>{text}</p></html>"
    book = folder / "book.pdf"
    write_pdf(page, book, image_folder=folder, identifier="x", is_rtl=False)
    return book


@pytest.mark.parametrize("tag", SENTENCES)
def test_a_sentence_is_copied_as_it_is_written(tag: str, tmp_path: Path) -> None:
    """Poppler, PDFium and the project's own checks read every word, with the spaces between them."""
    book = write_sentence(tag, tmp_path)
    poppler = subprocess.run(["pdftotext", book, "-"], check=True, capture_output=True).stdout.decode()
    assert " ".join(poppler.split()) == SENTENCES[tag]
    document = pypdfium2.PdfDocument(book)
    copied = document[0].get_textpage().get_text_range()
    document.close()
    assert " ".join(copied.split()) == SENTENCES[tag]
    with pikepdf.open(book) as pdf:
        runs = list(read_text_runs(pdf.pages[0], 1, {}))
    assert "".join(run.text for run in runs) == SENTENCES[tag]


def test_other_scripts_are_left_as_they_are(tmp_path: Path) -> None:
    """A Latin word within such a line has no span, and neither has a line without these letters."""
    with pikepdf.open(write_sentence("hi", tmp_path)) as pdf:
        contents = pdf.pages[0].Contents.read_bytes()
    spans = contents.count(b"/ActualText")
    assert spans == len([word for word in SENTENCES["hi"].split() if word not in ("200", "UN.")])


def test_a_line_with_other_spaces_than_its_text_is_one_span() -> None:
    """Where words cannot be told apart, the whole line has its text: nothing is lost."""
    drawn = [b"/f 12 Tf", b"[<00010002>] TJ"]
    marked = mark_words(drawn, "का में", lambda _font, _glyph: False)
    assert [part for part in marked if part in (b"BDC", b"EMC")] == [b"BDC", b"EMC"]
    assert drawn[1] in marked
