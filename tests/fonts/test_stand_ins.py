"""Until a web font has come, a font of the reader's machine has its measures."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from build_tools import fonts
from build_tools.fonts.families import load_stand_in_table
from tests.fonts.speaking import speak

SPOKEN = [("en", "Latn", "Literata", "Times New Roman"), ("ar", "Arab", "Amiri", "Noto Naskh Arabic"),
          ("ko", "Kore", "Noto Serif CJK KR", "Noto Serif CJK KR")]  # fmt: skip


@pytest.mark.parametrize(("tag", "script", "name", "local"), SPOKEN)
def test_a_stand_in_follows_its_font(
    tag: str, script: str, name: str, local: str, tmp_path: Path, cache: Path
) -> None:
    """It is next in the stack, is on the reader's machine, and sets the letters of its script alone."""
    faces = fonts.select_fonts(speak(tag, script))
    sample = load_stand_in_table()[script]["sample"]
    css = fonts.write_webfonts(faces, sample, tmp_path, cache, stand_ins=fonts.find_stand_ins(faces))
    assert f'--font-text: "Press {name}", "Press {name} by {local}"' in css
    rules = [line for line in css.splitlines() if f'"Press {name} by {local}"; font-weight' in line]
    assert [re.findall(r"font-weight: (\d+)", rule) for rule in rules] == [["400"], ["700"]]
    assert f'local("{local}")' in rules[0]
    assert f'local("{local} Bold")' in rules[1]
    assert all("unicode-range: U+20-" in rule and "url(" not in rule for rule in rules)


def test_a_stand_in_is_as_wide(tmp_path: Path) -> None:
    """Its size is that at which a sample is as wide as in the web font, and lines are as high."""
    (first, *_) = fonts.find_stand_ins(fonts.select_fonts(speak("ar", "Arab")))
    (ratio,) = re.findall(r"font-weight: 400;.*size-adjust: ([\d.]+)%", first.rules)
    assert float(ratio) == pytest.approx(100 * 0.3337 / 0.3669, abs=0.1)
    (ascent,) = re.findall(r"font-weight: 400;.*ascent-override: ([\d.]+)%", first.rules)
    assert float(ratio) / 100 * float(ascent) == pytest.approx(112.4, abs=0.1)


def test_a_font_that_is_not_served_needs_none(tmp_path: Path, cache: Path) -> None:
    """Books and e-books name no stand-ins."""
    css = fonts.write_webfonts(fonts.select_fonts(speak("en", "Latn")), "city", tmp_path, cache)
    assert "local(" not in css
