"""Fonts for print, for the web, and for drawings."""

from __future__ import annotations

import re
from base64 import b64decode
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urlparse

import pytest
import tinycss2
from fontTools.ttLib import TTFont

from build_tools import fonts, paths
from build_tools.fonts import FontFamily, font_css, subset
from tests.fonts.speaking import alone, speak

KO = fonts.select_fonts(speak("ko", "Kore"), [speak("en")])
EN = fonts.select_fonts(speak("en"), [speak("ar", "Arab")])
ADDRESS = re.compile(r'src: url\("([^"]+)"\)')


def list_print_files(css: str) -> list[Path]:
    """Return the files that the print CSS uses."""
    return [Path(unquote(urlparse(url).path)) for url in ADDRESS.findall(css)]


def test_print_css(tmp_path: Path) -> None:
    """Print CSS has a rule for each font, with a static file, under a name that no system font has."""
    css = fonts.make_print_css(KO, "도시 city ğ", tmp_path)
    rules = re.findall(r'font-family: "([^"]+)"; font-style: (\w+); font-weight: (\d+);', css)
    assert ("Press Literata", "italic", "400") in rules
    assert ("Press Noto Serif CJK KR", "normal", "700") in rules
    assert len(rules) == len(set(rules)) == 12
    for path in list_print_files(css):
        assert "fvar" not in TTFont(path)
    assert css.endswith(
        ":root {\n"
        '  --font-text: "Press Noto Serif CJK KR", "Press Literata", "Press Noto Sans CJK KR",'
        ' "Press Noto Sans", serif;\n'
        '  --font-furniture: "Press Noto Sans CJK KR", "Press Noto Sans",'
        ' "Press Noto Serif CJK KR", "Press Literata", sans-serif;\n'
        "}\n"
    )


def test_print_has_spaces(tmp_path: Path) -> None:
    """A space is set in the font of the word before it, so every font has it."""
    css = fonts.make_print_css(KO, "도시 ğ", tmp_path)
    assert len(list_print_files(css)) == 12
    for path in list_print_files(css):
        assert {0x20, 0xA0} <= set(TTFont(path).getBestCmap())


def test_korean_is_set_in_one_face(tmp_path: Path) -> None:
    """Digits, quotes and punctuation of Korean text use the Korean font, with its spaces."""
    css = fonts.make_print_css(KO, "「헌장」은 1948년, “도시” (city).", tmp_path)
    assert set(re.findall(r'font-family: "([^"]+)";', css)) == {
        "Press Noto Serif CJK KR",
        "Press Noto Sans CJK KR",
    }


def test_print_holds_these_letters(tmp_path: Path) -> None:
    """A member of a collection is subset to this edition's characters, not to those of an earlier one."""
    for letters in ("도", "시"):
        korean = list_print_files(fonts.make_print_css(KO, letters, tmp_path))[-1]
        assert {chr(code) for code in TTFont(korean).getBestCmap() if code >= 0x3400} == {letters}


def test_static_faces_are_used_as_they_are(tmp_path: Path) -> None:
    """A static file is not copied."""
    css = fonts.make_print_css(fonts.select_fonts(speak("ar", "Arab")), "مدينة", tmp_path)
    assert {path.name for path in list_print_files(css)} == {"Amiri-Regular.ttf", "Amiri-Bold.ttf"}


def test_print_is_the_same_anywhere(tmp_path: Path) -> None:
    """In another folder, with characters in another order, the files have the same bytes."""
    one = list_print_files(fonts.make_print_css(KO, "도시 city", tmp_path / "a folder"))
    other = list_print_files(fonts.make_print_css(KO, list("시도ytic "), tmp_path / "b"))
    assert [path.name for path in one] == [path.name for path in other]
    for first, second in zip(one, other, strict=True):
        assert paths.compute_file_digest(first) == paths.compute_file_digest(second)


def test_serve(tmp_path: Path, cache: Path) -> None:
    """Readers get woff2 files with permanent names, their licences beside them, and relative URLs."""
    css = fonts.write_webfonts(KO, "도시 city ğ", tmp_path / "fonts", cache, prefix="../fonts/")
    names = {path.name for path in (tmp_path / "fonts").iterdir()}
    assert names == {
        "literata-400.woff2",
        "literata-700.woff2",
        "literata-400-italic.woff2",
        "literata-700-italic.woff2",
        "noto-sans-400.woff2",
        "noto-sans-600.woff2",
        "noto-sans-400-italic.woff2",
        "noto-sans-600-italic.woff2",
        "noto-serif-cjk-kr-400.woff2",
        "noto-serif-cjk-kr-700.woff2",
        "noto-sans-cjk-kr-400.woff2",
        "noto-sans-cjk-kr-700.woff2",
        "literata-licence.txt",
        "noto-sans-licence.txt",
        "noto-serif-cjk-kr-licence.txt",
        "noto-sans-cjk-kr-licence.txt",
    }
    urls = ADDRESS.findall(css)
    assert set(urls) == {f"../fonts/{name}" for name in names if name.endswith(".woff2")}
    assert css.count("font-display: swap;") == len(urls)
    assert str(tmp_path) not in css


def test_served_faces_have_the_letters(tmp_path: Path, cache: Path) -> None:
    """Each character of the edition is in a web font; Hangul of other editions is not."""
    fonts.write_webfonts(KO, "도시 city ğ", tmp_path, cache)
    korean = TTFont(tmp_path / "noto-serif-cjk-kr-400.woff2").getBestCmap()
    assert {chr(code) for code in korean if code >= 0x3400} == set("도시")
    assert set("abczéœ“—1") <= {chr(code) for code in korean}
    latin = TTFont(tmp_path / "literata-400.woff2").getBestCmap()
    assert "ğ" in {chr(code) for code in latin}
    assert not {chr(code) for code in latin} & set("city1“—")


@pytest.mark.parametrize("letters", ["tenant", "mayor été œuvre", "“1984” — 5 %"])
def test_another_message_changes_nothing(tmp_path: Path, cache: Path, letters: str) -> None:
    """Web fonts of a Latin edition do not depend on its text."""
    fonts.write_webfonts(EN, "city", tmp_path / "a", cache)
    fonts.write_webfonts(EN, letters, tmp_path / "b", cache)
    one, other = ({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in "ab")
    assert one == other
    assert not any(name.startswith("amiri") for name in one)


def test_serve_holds_these_letters(tmp_path: Path, cache: Path) -> None:
    """Web fonts have this edition's characters, not those of an earlier one."""
    for letters in ("도", "시"):
        fonts.write_webfonts(KO, letters, tmp_path, cache)
        korean = TTFont(tmp_path / "noto-sans-cjk-kr-400.woff2").getBestCmap()
        assert {chr(code) for code in korean if code >= 0x3400} == {letters}


def test_each_face_is_its_own(tmp_path: Path, cache: Path) -> None:
    """Two fonts with the same characters are two files."""
    fonts.write_webfonts(fonts.select_fonts(speak("ar", "Arab")), "مدينة", tmp_path, cache)
    served = [path.read_bytes() for path in tmp_path.glob("*.woff2")]
    assert len(set(served)) == len(served) == 2


def test_served_again_without_making(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cached files are not built again, and are the same."""
    first = fonts.write_webfonts(EN, "city", tmp_path / "a", cache)
    monkeypatch.setattr(font_css, "compress_woff2", lambda _: pytest.fail("made again"))
    assert fonts.write_webfonts(EN, "city", tmp_path / "b", cache) == first


def test_licences(tmp_path: Path, cache: Path) -> None:
    """Each licence names the owner of its font and has the complete OFL."""
    fonts.write_webfonts(KO, "도시 ğ", tmp_path, cache)
    licences = {path.name: path.read_text("utf-8") for path in tmp_path.glob("*-licence.txt")}
    assert licences["literata-licence.txt"].startswith("Copyright 2017 The Literata Project")
    assert "Adobe" in licences["noto-sans-cjk-kr-licence.txt"].splitlines()[0]
    for text in licences.values():
        assert "SIL OPEN FONT LICENSE Version 1.1" in text
        assert "OTHER DEALINGS IN THE FONT SOFTWARE." in text
        assert "Reserved Font Name" not in text.splitlines()[0]


@pytest.mark.parametrize("how", ["said by the table", "said by the face"])
def test_reserved_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    """A font with a reserved name is compressed without a change, once for all its weights."""
    faces = alone("Literata", reserved=how == "said by the table")
    if how == "said by the face":
        monkeypatch.setattr(subset, "read_copyright", lambda _: "A, with Reserved Font Name ‘B’")
    monkeypatch.setattr(font_css, "compress_woff2", lambda font: font)
    css = fonts.write_webfonts(faces, "city", tmp_path / "fonts", tmp_path / "cache")
    italic, upright = sorted((tmp_path / "fonts").glob("*.woff2"))
    assert upright.name == "literata-400-700.woff2"
    assert italic.name == "literata-400-700-italic.woff2"
    assert upright.read_bytes() == faces.text[0].faces[0].file.read_bytes()
    assert css.count("font-weight: 400 700;") == 2


def test_unknown_licence_is_not_served(tmp_path: Path, cache: Path) -> None:
    """A family without a known open licence is named in CSS, but not distributed."""
    faces = alone("Literata", licence=None)
    css = fonts.write_webfonts(faces, "city", tmp_path / "fonts", cache)
    assert not (tmp_path / "fonts").exists()
    assert css == (
        ':root {\n  --font-text: "Literata", serif;\n  --font-furniture: "Literata", sans-serif;\n}\n'
    )
    assert '"Press Literata"' in fonts.make_print_css(faces, "city", cache)


def test_lettering(tmp_path: Path) -> None:
    """Drawings have the regular fonts embedded in CSS, with only their characters."""
    css = fonts.make_embedded_css(KO, "도시 City", tmp_path)
    held = [
        {chr(code) for code in TTFont(BytesIO(b64decode(url.split(",")[1]))).getBestCmap()}
        for url in ADDRESS.findall(css)
    ]
    assert [sorted(letters - {" "}) for letters in held] == [list("City도시")] * 2
    assert '.text { font-family: "Press Noto Serif CJK KR", "Press Noto Sans CJK KR",' in css
    assert '.furniture { font-family: "Press Noto Sans CJK KR", "Press Noto Serif CJK KR",' in css
    assert len(css) < 40_000


@pytest.mark.parametrize("change", [{"reserved": True}, {"licence": None}])
def test_lettering_cuts_only_what_may_be_cut(tmp_path: Path, change: dict[str, bool | None]) -> None:
    """A reserved font, or one without a known open licence, is not embedded in a drawing."""
    css = fonts.make_embedded_css(alone("Literata", **change), "City", tmp_path)
    assert "@font-face" not in css
    assert css.startswith('.text { font-family: "Literata", serif; }')


def test_a_family_can_write_no_css() -> None:
    """A name with quotes or the end of an element is one string of CSS, and a plain file name."""
    family = FontFamily(name='A"; } </style><b>\\', faces=())
    assert '"' not in family.css_name[1:-1]
    assert not set("<>{};") & set(family.css_name)
    (token,) = tinycss2.parse_component_value_list(family.css_name)
    assert token.value == family.alias
    assert not set('/\\<>"; ') & set(family.slug)
    assert FontFamily(name="Noto Sans (A) 4", faces=()).css_name == '"Press Noto Sans (A) 4"'
