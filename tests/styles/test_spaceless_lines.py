"""Lines of Chinese and Japanese on a screen, measured in a browser if there is one."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest

from build_tools.model import Language
from build_tools.render.html_builder import build_stylesheet
from build_tools.render.language_css import make_language_css

CHROMIUM = shutil.which("chromium") or ""
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="no browser: apt-get install chromium")

TEXTS = {
    "ja": (
        "Jpan",
        "すべての人は、都市に住み、「働き」、ちょっと休む権利を持つ。市は、そのセンターを、すべての人に開く。"
        * 3,
    ),
    "zh-Hans": (
        "Hans",
        "人人都有权在城市居住、工作，并参与“城市”的生活。市政府应当保护这一权利，不得拖延。" * 3,
    ),
    "ko": (
        "Kore",
        "모든 사람은 도시에 살며 일하고 쉴 권리가 있다. 시는 이 권리를 지체 없이 보호하여야 한다. " * 3,
    ),
}
# The text of each line of each paragraph, as the browser has broken it, and how many letters wide it is.
LINES = """
const found = [...document.querySelectorAll("p")].map((p) => {
  const lines = [], text = p.firstChild, range = document.createRange();
  let last = null;
  for (let at = 0; at < text.length; at++) {
    range.setStart(text, at); range.setEnd(text, at + 1);
    const box = range.getBoundingClientRect();
    if (last === null || box.top > last + 4) { lines.push(""); last = box.top; }
    lines[lines.length - 1] += text.data[at];
  }
  return lines;
});
"""


def break_lines(tag: str, folder: Path) -> list[list[str]]:
    """Return the lines of a text in columns of 9 to 16 letters."""
    script, words = TEXTS[tag]
    language = Language(tag=tag, name=tag, script=script)
    style = build_stylesheet("screen") + make_language_css(language)
    columns = "".join(f'<p style="inline-size: {width}em">{words}</p>' for width in range(9, 17))
    page = folder / "page.html"
    page.write_text(
        f'<!DOCTYPE html><html lang="{tag}" class="{language.writing_system}"><meta charset="utf-8">'
        f"<style>{style} main {{ hanging-punctuation: none }}</style><body><main>{columns}</main>"
        f"<script>{LINES}document.title = JSON.stringify(found);</script></body></html>",
        encoding="utf-8",
    )
    profile = f"--user-data-dir={folder / 'profile'}"
    flags = ["--headless=new", "--no-sandbox", "--disable-gpu", profile, "--window-size=900,900"]
    command = [CHROMIUM, *flags, "--dump-dom", page.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    title = re.search(r"<title>(.*?)</title>", done.stdout)
    assert title, done.stdout
    columns_of_lines: list[list[str]] = json.loads(unescape(title[1]))
    return columns_of_lines


@pytest.mark.parametrize("tag", ["ja", "zh-Hans"])
def test_lines_are_full_and_no_mark_begins_one(tag: str, tmp_path: Path) -> None:
    """In columns of any width lines end where they are full, and begin with no mark that closes."""
    columns = break_lines(tag, tmp_path)
    assert [line for lines in columns for line in lines if line[0] in "、。，」”ょっー"] == []
    for width, lines in enumerate(columns, 9):
        # Of two letters at most the place stays empty, where a mark may not begin the next line.
        assert min(len(line) for line in lines[:-1]) >= width - 2


def test_korean_lines_end_between_words(tmp_path: Path) -> None:
    """No Korean word is divided, as before."""
    words = TEXTS["ko"][1].split()
    for lines in break_lines("ko", tmp_path):
        assert [word for line in lines for word in line.split() if word not in words] == []
