"""Words are folded alike for the index, in Python, and for what is typed, in the browser."""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from pathlib import Path

import pytest

from build_tools.paths import STYLES_DIR
from build_tools.site.folding import fold_number, fold_words, format_folding_rules, read_folding_rules
from tests.helpers.chromium import open_chromium
from tests.helpers.site_server import run_script, serve_folder

FILE = Path(__file__).parents[1] / "data" / "site" / "folding.toml"
CASES = tomllib.loads(FILE.read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['language']}: {case['text']}")
def test_words_are_folded(case: dict) -> None:
    """Each text gives the words of its case."""
    assert fold_words(case["text"], case["language"]) == case["words"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['language']}: {case['text']}")
def test_folding_is_idempotent(case: dict) -> None:
    """What is folded already stays as it is, so that nothing depends on how often it was done."""
    words = [word for word in case["words"] if not word.isdecimal()]
    assert fold_words(" ".join(words), case["language"]) == words


def test_the_browser_folds_as_python_does(tmp_path: Path) -> None:
    """In a browser, every case gives the same words."""
    shutil.copy(STYLES_DIR / "site" / "folding.js", tmp_path)
    (tmp_path / "rules.json").write_text(format_folding_rules(read_folding_rules()), encoding="utf-8")
    (tmp_path / "index.html").write_text("<!DOCTYPE html><title>Folding</title>", encoding="utf-8")
    texts = json.dumps([[case["text"], case["language"]] for case in CASES])
    with serve_folder(tmp_path) as address, open_chromium(tmp_path / "profile") as tab:
        tab.open(f"{address}/index.html")
        script = (
            "const { useRules, foldWords } = await import('/folding.js');"
            "useRules(await (await fetch('/rules.json')).json());"
            f"return {texts}.map(([text, tag]) => foldWords(text, tag));"
        )
        assert run_script(tab, script) == [case["words"] for case in CASES]


@pytest.mark.parametrize(
    ("number", "language", "words"),
    [
        ("Article XVI", "en", ["qabgq", "qnbgq"]),
        ("Droit IX", "fr", ["qrjq", "qnjq"]),
        ("المادة 16", "ar", ["qabgq", "qnbgq"]),
        ("제16조", "ko", ["qabgq", "qnbgq"]),
        ("B", "en", []),
        ("", "en", []),
    ],
)
def test_an_article_is_found_by_its_number(number: str, language: str, words: list[str]) -> None:
    """The number of an article gives the word of its kind and that of the bare number."""
    assert fold_number(number, language) == words


def test_the_patterns_mean_the_same_in_both_languages() -> None:
    """The patterns of the table use what both languages read alike, and have one group: what remains."""
    for _, row in read_folding_rules().languages:
        for pattern in row.cut:
            assert not re.search(r"\\|\(\?[^:]|\[[^\]]*-", pattern)
            assert re.compile(pattern).groups == 1
