"""Write marks into messages of three scripts, build the page, and compare what it shows with its source."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import html

from build_tools.cli import dispatch

REGISTER = '[publications.a]\nlanguages = ["en", "fr", "ar", "zh-Hans"]\nformats = ["html"]\n'
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
HEAD = (
    "The Text\n========\n\n.. |city| replace:: place\n\n.. [#note] One remark.\n\n"
    ".. _top:\n\nTop\n---\n\nHere.\n\n"
)
LANGUAGES = ("fr", "ar", "zh-Hans")
# A source, and its translation into each of the languages.
TEXTS: tuple[tuple[str, str, str, str], ...] = (
    (
        "Every city acts freely",
        "Chaque ville agit librement.",
        "كل مدينة تعمل بحرية.",
        "每个城市自由行动。",
    ),
    (
        "The **city** of all is *open*",
        "La **ville** de tous est *ouverte*.",
        "**المدينة** للجميع وهي *مفتوحة*.",
        "**城市** 属于所有人，*开放* 。",
    ),
    (
        "An active citizen [#note]_ of |city|",
        "Un citoyen actif [#note]_ de |city|.",
        "مواطن نشط [#note]_ في |city| .",
        "积极的市民 [#note]_ 在 |city| 。",
    ),
    (
        "Read :ref:`the start <top>` and ``code``",
        "Lire :ref:`le début <top>` et ``code``.",
        "اقرأ :ref:`البداية <top>` و ``code`` .",
        "阅读 :ref:`开头 <top>` 和 ``code`` 。",
    ),
)
MARKS: tuple[str, ...] = (
    *("*", "**", "`", "``", "[#note]_", "[#", "]_", "\\", "\\\\", "|", "|city|", "_", "__", " * ", " _ "),
    *(" ** ", ":ref:", ":ref:`top`", ":sup:", ":sup:`e`", "**x**", "*x*", "`x`", "``x``", "` ", " `", "\\ "),
    "",  # takes a character out
)
_RAW = re.compile(r"[*`|\\]|\[(?=#)|(?<![^\W_])_|_(?![^\W_])")


@dataclass(frozen=True)
class MarkedMessage:
    """A text by its number, and the marks that are written into it, each at a place in thousandths."""

    text: int
    marks: tuple[tuple[str, int], ...]

    def write(self, language: int) -> str:
        """Return the translation into a language, marks and all."""
        written = TEXTS[self.text][language + 1]
        for mark, place in self.marks:
            at = place * len(written) // 1000
            written = written[:at] + mark + written[at if mark else at + 1 :]
        return written


@dataclass(frozen=True)
class ShownMessage:
    """What readers see of a message: its raw marks, notes and links; and what was told at its line."""

    language: str
    msgstr: str
    shown: str
    is_right: bool
    codes: tuple[str, ...]


def show_messages(root: Path, messages: Sequence[MarkedMessage]) -> list[ShownMessage]:
    """Build a page of the messages in each language; return what became of each."""
    sources = [f"{TEXTS[message.text][0]} {number}." for number, message in enumerate(messages)]
    sections = (f".. _m-{at}:\n\nPart {at}\n-------\n\n{text}\n\n" for at, text in enumerate(sources))
    _write(root / "source/publications.toml", REGISTER)
    _write(root / "source/a/index.rst", HEAD + "".join(sections))
    for number, language in enumerate(LANGUAGES):
        entries = (
            f"msgid {_quote(msgid)}\nmsgstr {_quote(message.write(number))}\n\n"
            for msgid, message in zip(sources, messages, strict=True)
        )
        folder = language.replace("-", "_")
        _write(root / f"locale/{folder}/LC_MESSAGES/a/index.po", HEADER + "".join(entries))
    report = root / "report.json"
    dispatch.run_command(["build", "-q", "--root", str(root), "--report", str(report)])
    told: dict[tuple[str, int], list[str]] = {}
    for finding in json.loads(report.read_bytes())["findings"]:
        if finding["severity"] != "note":
            told.setdefault((finding["language"], finding["place"]["line"]), []).append(finding["code"])
    expected = _read_page(root, "en", len(messages))
    return [
        ShownMessage(
            language=language,
            msgstr=message.write(number),
            shown=shown[0],
            is_right=not shown[1] - source[1] - _count_escaped(message.write(number))
            and shown[2] >= source[2]
            and shown[3] >= source[3],
            codes=tuple(told.get((language, HEADER.count("\n") + 1 + 3 * at), ())),
        )
        for number, language in enumerate(LANGUAGES)
        for at, (message, source, shown) in enumerate(
            zip(messages, expected, _read_page(root, language, len(messages)), strict=True)
        )
    ]


def _read_page(root: Path, language: str, count: int) -> list[tuple[str, Counter[str], int, int]]:
    """Return of each message its text, the marks in it, and how many notes and links it has."""
    tree = html.parse(str(root / f"build/editions/{language}/a/html/index.html"))
    shown = []
    for number in range(count):
        (paragraph,) = tree.xpath(f'//*[@id="m-{number}"]//p')
        notes = len(paragraph.xpath('.//a[contains(@role, "doc-noteref")]'))
        links = len(paragraph.xpath(".//a[@href]")) - notes
        for element in paragraph.xpath('.//code | .//a[contains(@role, "doc-noteref")]'):
            element.text = ""
            for child in element:
                element.remove(child)
        text = paragraph.text_content()
        shown.append((text, Counter(_RAW.findall(text)), notes, links))
    return shown


def _count_escaped(msgstr: str) -> Counter[str]:
    """Return the marks that a backslash has shown on purpose."""
    return Counter(re.findall(r"(?<=\\)[*`|_\[]|\[(?=\\ ?#)", msgstr))


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
