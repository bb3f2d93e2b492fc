"""UI strings."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from build_tools.catalogues import load_ui_strings
from build_tools.errors import UserError
from build_tools.model import Language, LocalizedText
from build_tools.paths import PROJECT_DIR, Root
from tests.catalogues.conftest import Write

DATA = Path(__file__).parent.parent / "data" / "catalogues"
CASES: list[dict[str, Any]] = tomllib.loads((DATA / "words.toml").read_text())["case"]


def language(tag: str) -> Language:
    """Return a language of which only the tag matters."""
    return Language(tag=tag, name=tag)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_word_is_used_when_its_names_in_braces_survive(
    case: dict[str, Any], root: Root, write: Write
) -> None:
    """A string with unknown placeholders or attribute access is dropped with a finding."""
    path = write("press.po", f'msgid "{case["msgid"]}"\nmsgstr "{case["msgstr"]}"\n')
    words = load_ui_strings(language("fr"), root)
    findings = words.findings
    assert (words(case["msgid"]).text == case["msgstr"]) is case["used"]
    assert [finding.code for finding in findings] == ["catalogue/design-word"] * (not case["used"])
    assert all(finding.place.line == 7 for finding in findings)
    assert all(finding.place.file == root.relativize(path) for finding in findings)


def test_the_press_has_words_for_a_root_that_has_none(root: Root) -> None:
    """Any root gets this project's own translations."""
    assert load_ui_strings(language("ko"), root)("Next") == LocalizedText(text="다음", language="ko")


def test_a_dialect_is_served_by_its_language(root: Root) -> None:
    """`fr-CA` uses the French strings, which are marked as `fr`."""
    assert load_ui_strings(language("fr-CA"), root)("Next") == LocalizedText(text="Suivant", language="fr")


def test_another_script_is_another_language(root: Root, write: Write) -> None:
    """`zh-Hant` does not fall back to the strings of `zh`."""
    write("press.po", 'msgid "Up"\nmsgstr "上"\n', language="zh")
    assert load_ui_strings(language("zh-Hant"), root)("Up") == LocalizedText(text="Up", language="en")
    assert load_ui_strings(language("zh-TW"), root)("Up") == LocalizedText(text="上", language="zh")


@pytest.mark.parametrize(
    ("tag", "message", "text"),
    [
        ("de", "Contents", "Inhaltsverzeichnis"),
        ("ja", "Next", "次へ"),
        ("zh-Hans", "Contents", "目录"),
        ("pt-BR", "Previous", "Anterior"),
        ("ja", "Section {arabic}", "{arabic} 章"),
    ],
)
def test_a_language_without_a_catalogue_has_what_sphinx_knows(
    root: Root, tag: str, message: str, text: str
) -> None:
    """Sphinx's own strings are used if this project has none."""
    assert load_ui_strings(language(tag), root)(message).text == text


def test_what_nobody_has_translated_is_english_and_says_so(root: Root) -> None:
    """A string in English is marked as English, in a language with few strings and in one with none."""
    for tag in ("de", "tlh", "en", "en-GB"):
        assert load_ui_strings(language(tag), root)("Imprint") == LocalizedText(text="Imprint", language="en")


def test_a_broken_press_po_stops_with_its_line(root: Root, write: Write) -> None:
    """press.po is read as strictly as any catalogue."""
    write("press.po", "broken\n")
    with pytest.raises(UserError) as caught:
        load_ui_strings(language("fr"), root)
    assert caught.value.place.file == "locale/fr/LC_MESSAGES/press.po"
    assert caught.value.place.line == 7


def test_a_press_po_that_leads_out_of_the_root_is_refused(root: Root, write: Write, tmp_path: Path) -> None:
    """A press.po that links outside the root is not read."""
    path = write("press.po", "")
    path.rename(tmp_path / "press.po")
    path.symlink_to(tmp_path / "press.po")
    with pytest.raises(UserError):
        load_ui_strings(language("fr"), root)


def test_the_press_itself_reads_its_own_words_once() -> None:
    """If the root is this project, its press.po is read once, not twice."""
    findings = load_ui_strings(language("fr"), Root(PROJECT_DIR)).findings
    assert findings == ()
    assert load_ui_strings(language("fr"), Root(PROJECT_DIR))("Cover").text == "Couverture"
