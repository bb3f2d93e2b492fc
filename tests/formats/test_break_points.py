"""Lines of scripts that write no spaces end within the paper's edge, and between words."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from build_tools import fonts
from build_tools.paths import PROJECT_DIR, Root
from build_tools.pdf import write_pdf
from build_tools.register import languages
from build_tools.render import break_points

WORDS = {
    "th": ["การ", "เข้า", "ถึง", "น้ำ", "เป็น", "สิทธิ", "ของ", "ทุก", "คน"],
    "km": ["មនុស្ស", "ទាំងអស់", "មាន", "សិទ្ធិ"],
    "lo": ["ທຸກຄົນ", "ມີ", "ສິດ"],
    "my": ["လူ", "တိုင်း", "တွင်", "အခွင့်အရေး", "ရှိ", "သည်"],
}


@pytest.fixture(params=["dictionary", "syllables"])
def kind(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Return how words are found: with icu4py, and as if it were not there."""
    break_points.split_run.cache_clear()
    if request.param == "syllables":
        monkeypatch.setitem(sys.modules, "icu4py.breakers", None)
    else:
        pytest.importorskip("icu4py", reason="the extra `breaks` is not installed")
    yield str(request.param)
    break_points.split_run.cache_clear()


@pytest.mark.parametrize("tag", WORDS)
def test_a_line_ends_between_words_or_syllables(tag: str, kind: str) -> None:
    """The dictionary finds words; without it no part begins with a mark, and nothing is added or lost."""
    words = WORDS[tag]
    parts = break_points.insert_break_points(f"{''.join(words)} a").removesuffix(" a").split("\u200b")
    assert "".join(parts) == "".join(words)
    if kind == "dictionary":
        assert parts == words
    else:
        assert len(parts) > len(words)
        assert [part for part in parts if not re.match(r"[เแโใไເແໂໃໄ]?\w", part)] == []


def test_no_line_runs_off_the_paper(kind: str, tmp_path: Path) -> None:
    """Long paragraphs without a space stay within the page, with and without the dictionary."""
    layers = languages.read_layers(Root(PROJECT_DIR))
    texts = {tag: break_points.insert_break_points("".join(words) * 12) for tag, words in WORDS.items()}
    first, *others = (languages.resolve_language(tag, layers) for tag in texts)
    families = fonts.select_fonts(first, others)
    faces = fonts.make_print_css(families, "".join(texts.values()), tmp_path / "faces")
    style = f"{faces} @page {{ size: a6 }}"
    paragraphs = "".join(f"<p lang='{tag}'>{text}</p>" for tag, text in texts.items())
    page = f"<html lang='{first.tag}'><title>a</title><style>{style}</style>{paragraphs}</html>"
    book = tmp_path / "book.pdf"
    write_pdf(page, book, image_folder=tmp_path, identifier="x", is_rtl=False)
    done = subprocess.run(["pdftotext", "-bbox", book, "-"], check=True, capture_output=True)
    ends = [float(end) for end in re.findall(r'xMax="([\d.]+)"', done.stdout.decode())]
    assert len(ends) > len(WORDS)
    assert max(ends) < 105 / 25.4 * 72
