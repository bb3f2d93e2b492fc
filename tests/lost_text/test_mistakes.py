"""Mistakes that translators make are told at their line, and right translations of many languages are not."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from build_tools.cli import dispatch

DATA = Path(__file__).parent.parent / "data" / "lost_text"
MISTAKES: list[tuple[str, str, str, str]] = [
    tuple(row) for row in tomllib.loads((DATA / "mistakes.toml").read_text("utf-8"))["mistakes"]
]
RIGHT: dict[str, dict[str, str]] = tomllib.loads((DATA / "right.toml").read_text("utf-8"))["right"]
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
HEAD = (
    "The Text\n========\n\n.. |city| replace:: place\n\n.. [#note] One remark.\n\n"
    ".. _top:\n\nTop\n---\n\nSee the `code`__ too, and the note [#note]_ of https://example.org/a here.\n\n"
    "__ https://example.org/b\n\n"
)


def _check_root(root: Path, entries: dict[str, list[tuple[str, str]]]) -> dict[tuple[str, int], list[Any]]:
    """Check a page in several languages; return the findings but notes, by language and line."""
    languages = json.dumps(["en", *entries])
    sources = dict.fromkeys(msgid for pairs in entries.values() for msgid, _ in pairs)
    files = {
        "source/publications.toml": f'[publications.a]\nlanguages = {languages}\nformats = ["html"]\n',
        "source/a/index.rst": HEAD + "\n\n".join(sources) + "\n",
    }
    for language, pairs in entries.items():
        folder = language.replace("-", "_")
        texts = (f"msgid {_quote(msgid)}\nmsgstr {_quote(msgstr)}\n\n" for msgid, msgstr in pairs)
        files[f"locale/{folder}/LC_MESSAGES/a/index.po"] = HEADER + "".join(texts)
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    report = root / "check.json"
    dispatch.run_command(["catalogue", "check", "-q", "--root", str(root), "--report", str(report)])
    found: dict[tuple[str, int], list[Any]] = {}
    for one in json.loads(report.read_bytes())["findings"]:
        if one["severity"] != "note":
            found.setdefault((one["language"], one["place"]["line"] or 0), []).append(one)
    return found


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _get_line(number: int) -> int:
    """Return the line of the msgid of a catalogue's entry, by its number."""
    return HEADER.count("\n") + 1 + 3 * number


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[tuple[str, str, str, str], set[str]]]:
    """Return each mistake with the codes that are told at its line."""
    entries: dict[str, list[tuple[str, str]]] = {}
    places = []
    for row in MISTAKES:
        own = entries.setdefault(row[0], [])
        places.append((row[0], _get_line(len(own))))
        own.append((row[1], row[2]))
    found = _check_root(tmp_path_factory.mktemp("mistakes"), entries)
    return [
        (row, {one["code"].partition("/")[2] for one in found.get(place, ())})
        for row, place in zip(MISTAKES, places, strict=True)
    ]


def test_most_mistakes_of_translators_are_told_at_their_line(
    told: list[tuple[tuple[str, str, str, str], set[str]]],
) -> None:
    """Each has the code that is named; at least 65 of 75 are told, and what is right beside them is not."""
    wrong = [(row, codes) for row, codes in told if row[3] not in ("right", "untold") and row[3] not in codes]
    assert wrong == []
    assert [row for row, codes in told if row[3] == "right" and codes] == []
    mistakes = [(row, codes) for row, codes in told if row[3] != "right"]
    assert len(mistakes) >= 75
    assert len([row for row, codes in mistakes if codes]) >= 65


def test_two_hundred_right_messages_of_eleven_languages_raise_no_alarm(tmp_path: Path) -> None:
    """What a good translator writes, in the marks and the typography of her language, is told nothing."""
    entries = {
        language: [(msgid, texts[language]) for msgid, texts in RIGHT.items() if language in texts]
        for language in ("pt", "tr", "he", "hi", "zh-Hans", "fa", "ja", "ca", "el", "am", "km")
    }
    assert sum(map(len, entries.values())) >= 200
    found = _check_root(tmp_path, entries)
    assert [(one["code"], one["message"], one["place"]) for each in found.values() for one in each] == []
