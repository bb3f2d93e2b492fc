"""Lines of Chinese and Japanese on a screen, measured in a browser if there is one."""

from __future__ import annotations

import json
import re
import subprocess
from html import escape, unescape

import pytest

from build_tools.model import Language
from build_tools.render.html_builder import build_stylesheet
from build_tools.render.language_css import make_language_css
from tests.helpers.chromium import CHROMIUM

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no browser: apt-get install chromium")

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
const read = (p) => {
  const lines = [], text = p.firstChild, range = p.ownerDocument.createRange();
  let last = null;
  for (let at = 0; at < text.length; at++) {
    range.setStart(text, at); range.setEnd(text, at + 1);
    const box = range.getBoundingClientRect();
    if (last === null || box.top > last + 4) { lines.push(""); last = box.top; }
    lines[lines.length - 1] += text.data[at];
  }
  return lines;
};
const found = {};
for (const frame of document.querySelectorAll("iframe"))
  found[frame.title] = [...frame.contentDocument.querySelectorAll("p")].map(read);
"""


def make_columns(tag: str) -> str:
    """Return an edition's element with its text in columns of 9 to 16 letters, in its style sheet."""
    script, words = TEXTS[tag]
    language = Language(tag=tag, name=tag, script=script)
    columns = "".join(f'<p style="inline-size: {width}em">{words}</p>' for width in range(9, 17))
    style = f"{build_stylesheet('screen')}{make_language_css(language)} main {{ hanging-punctuation: none }}"
    page = (
        f'<html lang="{tag}" class="{language.writing_system}"><style>{style}</style><main>{columns}</main>'
    )
    return f'<iframe title="{tag}" width="800" height="4000" srcdoc="{escape(page)}"></iframe>'


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[list[str]]]:
    """Return the lines of each text in each column, all from one start of the browser."""
    folder = tmp_path_factory.mktemp("lines")
    page = folder / "page.html"
    script = f"onload = () => {{ {LINES} document.title = JSON.stringify(found); }};"
    body = "".join(map(make_columns, TEXTS))
    page.write_text(f'<!DOCTYPE html><meta charset="utf-8">{body}<script>{script}</script>', encoding="utf-8")
    profile = f"--user-data-dir={folder / 'profile'}"
    flags = ["--headless=new", "--no-sandbox", "--disable-gpu", profile, "--window-size=900,900"]
    command = [str(CHROMIUM), *flags, "--dump-dom", page.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    title = re.search(r"<title>(.*?)</title>", done.stdout)
    assert title, done.stdout
    broken: dict[str, list[list[str]]] = json.loads(unescape(title[1]))
    return broken


@pytest.mark.parametrize("tag", ["ja", "zh-Hans"])
def test_lines_are_full_and_no_mark_begins_one(tag: str, lines: dict[str, list[list[str]]]) -> None:
    """In columns of any width lines end where they are full, and begin with no mark that closes."""
    columns = lines[tag]
    assert [line for column in columns for line in column if line[0] in "、。，」”ょっー"] == []
    for width, column in enumerate(columns, 9):
        # Of two letters at most the place stays empty, where a mark may not begin the next line.
        assert min(len(line) for line in column[:-1]) >= width - 2


def test_korean_lines_end_between_words(lines: dict[str, list[list[str]]]) -> None:
    """No Korean word is divided, as before."""
    words = TEXTS["ko"][1].split()
    for column in lines["ko"]:
        assert [word for line in column for word in line.split() if word not in words] == []
