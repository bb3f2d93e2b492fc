"""A web font of a large script is served in parts: what most pages show in it, what few do, and the rest."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from build_tools import fonts
from build_tools.fonts import subset
from build_tools.fonts.woff2 import compress_woff2
from tests.fonts.speaking import speak

HANGUL = "".join(map(chr, range(0xAC00, 0xAC00 + 400)))
COMMON, SOME = HANGUL[1:11], HANGUL[100:110]
TITLES = HANGUL[50:60]
PAGES = (
    f"<html><head><title>{HANGUL[300:]}</title></head><body><h1>{TITLES}</h1><p>{COMMON} 1</p></body></html>",
    f"<html><body><nav>{HANGUL[60:70]}</nav><p>{COMMON}</p></body></html>",
    f"<html><body><p>{SOME}<strong>{HANGUL[120]}</strong></p></body></html>",
)
RULE = re.compile(r'unicode-range: (?P<range>[^;]+); src: url\("fonts/(?P<file>[^"]+)"\)')


def read_letters(path: Path) -> set[str]:
    """Return the letters of a web font."""
    return {chr(code) for code in TTFont(path).getBestCmap()}


def is_in_range(letter: str, ranges: str) -> bool:
    """Return whether a `unicode-range` names a letter."""
    runs = ([int(end, 16) for end in run.strip().removeprefix("U+").split("-")] for run in ranges.split(","))
    return any(run[0] <= ord(letter) <= run[-1] for run in runs)


@pytest.fixture
def css(tmp_path: Path, cache: Path) -> str:
    """Write Korean fonts for three pages, and return their CSS."""
    return fonts.write_webfonts(
        fonts.select_fonts(speak("ko", "Kore")), HANGUL + "é", tmp_path / "fonts", cache, pages=PAGES
    )


@pytest.mark.parametrize(
    "face", ["serif-cjk-kr-400", "serif-cjk-kr-700", "sans-cjk-kr-400", "sans-cjk-kr-700"]
)
def test_a_browser_finds_each_letter(face: str, css: str, tmp_path: Path) -> None:
    """The last rule whose range names a letter has the letter, and no Arabic letter is looked for in any."""
    rules = [rule for rule in RULE.finditer(css) if f"noto-{face}" in rule["file"]]
    letters = {rule["file"]: read_letters(tmp_path / "fonts" / rule["file"]) for rule in rules}
    for letter in HANGUL:
        named = [rule["file"] for rule in rules if is_in_range(letter, rule["range"])]
        assert letter in letters[named[-1]]
    assert not any(is_in_range("م", rule["range"]) for rule in rules)


@pytest.mark.parametrize(
    ("file", "has", "lacks"),
    [
        ("serif-cjk-kr-400", COMMON + "나다라", TITLES + SOME),
        ("serif-cjk-kr-400-more", SOME, COMMON + TITLES + HANGUL[300:]),
        ("serif-cjk-kr-400-rest", TITLES + HANGUL[300:], COMMON + SOME),
        ("serif-cjk-kr-700-more", HANGUL[120], COMMON + SOME + TITLES),
        ("sans-cjk-kr-700", TITLES, COMMON + SOME),
        ("sans-cjk-kr-400-more", HANGUL[60:70] + HANGUL[300:] + COMMON, "나"),
    ],
)
def test_a_part_has_what_pages_show_in_its_face(
    file: str, has: str, lacks: str, css: str, tmp_path: Path
) -> None:
    """Letters of the first page are in the first part of their own face; of titles, in that of bold sans."""
    letters = read_letters(tmp_path / "fonts" / f"noto-{file}.woff2")
    assert set(has) <= letters
    assert letters.isdisjoint(lacks)


def test_regular_furniture_has_no_rest(css: str, tmp_path: Path) -> None:
    """A site sets labels beside a text in it: they are in the second file, not in a third."""
    assert not list((tmp_path / "fonts").glob("noto-sans-cjk-kr-400-rest*"))


@pytest.mark.parametrize("letters", ["city", HANGUL[:80]])
def test_a_small_font_is_one_file(letters: str, tmp_path: Path, cache: Path) -> None:
    """A font of an alphabet, or of few letters, is not cut."""
    korean = fonts.select_fonts(speak("ko", "Kore"))
    css = fonts.write_webfonts(korean, letters, tmp_path, cache, pages=PAGES)
    assert not list(tmp_path.glob("*-more.woff2"))
    assert "unicode-range" not in css


def test_a_web_font_is_lean() -> None:
    """A CFF font for the web has no hints and no subroutines, and is smaller by a fourth."""
    face = fonts.select_fonts(speak("ko", "Kore")).text[0].faces[0]
    letters = set(map(ord, HANGUL))
    lean, plain = subset.subset_web_font(face, letters), subset.subset_font(face, letters)
    assert len(compress_woff2(lean)) < 0.75 * len(compress_woff2(plain))
