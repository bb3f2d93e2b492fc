"""A web font of a large script is served in two parts: what first pages need, and the other letters."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from build_tools import fonts
from build_tools.fonts import subset
from build_tools.fonts.woff2 import compress_woff2
from tests.fonts.speaking import speak

HANGUL = "".join(map(chr, range(0xAC00, 0xAC00 + 300)))
COMMON = "가각 city 1"
RULE = re.compile(r'unicode-range: (?P<range>[^;]+); src: url\("fonts/(?P<file>[^"]+)"\)')


def read_letters(path: Path) -> set[int]:
    """Return the code points of a web font."""
    return set(TTFont(path).getBestCmap())


def is_in_range(code: int, ranges: str) -> bool:
    """Return whether a `unicode-range` names a code point."""
    runs = ([int(end, 16) for end in run.strip().removeprefix("U+").split("-")] for run in ranges.split(","))
    return any(run[0] <= code <= run[-1] for run in runs)


def test_a_browser_finds_each_letter(tmp_path: Path, cache: Path) -> None:
    """The last rule whose range names a letter has the letter, and no Arabic letter is looked for in any."""
    korean = fonts.select_fonts(speak("ko", "Kore"))
    css = fonts.write_webfonts(korean, HANGUL + "é", tmp_path / "fonts", cache, common=COMMON)
    rules = [rule for rule in RULE.finditer(css) if "noto-serif-cjk-kr-400" in rule["file"]]
    assert [rule["file"] for rule in rules] == [
        "noto-serif-cjk-kr-400-more.woff2",
        "noto-serif-cjk-kr-400.woff2",
    ]
    letters = {rule["file"]: read_letters(tmp_path / "fonts" / rule["file"]) for rule in rules}
    for code in map(ord, HANGUL + COMMON):
        named = [rule["file"] for rule in rules if is_in_range(code, rule["range"])]
        assert code in letters[named[-1]]
    assert not any(is_in_range(ord("م"), rule["range"]) for rule in rules)


def test_the_first_part_has_the_common_letters(tmp_path: Path, cache: Path) -> None:
    """What first pages need is in the file with the name of the font, with list letters, and no more."""
    korean = fonts.select_fonts(speak("ko", "Kore"))
    fonts.write_webfonts(korean, HANGUL, tmp_path, cache, common=COMMON)
    first = {chr(code) for code in read_letters(tmp_path / "noto-serif-cjk-kr-400.woff2")}
    assert set(COMMON) | set("나다라") <= first
    assert not first & set(HANGUL[2:300]) - set("나다라")


@pytest.mark.parametrize("letters", ["city", HANGUL[:80]])
def test_a_small_font_is_one_file(letters: str, tmp_path: Path, cache: Path) -> None:
    """A font of an alphabet, or of few letters, is not cut."""
    korean = fonts.select_fonts(speak("ko", "Kore"))
    css = fonts.write_webfonts(korean, letters, tmp_path, cache, common="c")
    assert not list(tmp_path.glob("*-more.woff2"))
    assert "unicode-range" not in css


def test_a_web_font_is_lean() -> None:
    """A CFF font for the web has no hints and no subroutines, and is smaller by a fourth."""
    face = fonts.select_fonts(speak("ko", "Kore")).text[0].faces[0]
    letters = set(map(ord, HANGUL))
    lean, plain = subset.subset_web_font(face, letters), subset.subset_font(face, letters)
    assert len(compress_woff2(lean)) < 0.75 * len(compress_woff2(plain))
