"""The findings of a proof: who reads no English understands what is wrong, where, and what to do."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from lxml import html

from build_tools.catalogues import load_ui_strings
from build_tools.catalogues.finding_meanings import (
    NOT_IN_PROOFS,
    leave_out_finding_meanings,
    translate_finding_meanings,
)
from build_tools.catalogues.lint.codes import list_codes
from build_tools.cli import dispatch
from build_tools.formats.proof.explained_finding import explain_finding
from build_tools.model import Finding, FindingMeaning, Language, LocalizedText, UiStrings
from build_tools.paths import PROJECT_DIR, Root

MISTAKES = tomllib.loads((PROJECT_DIR / "tests/data/lost_text/mistakes.toml").read_text("utf-8"))["mistakes"]
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
# The page that those mistakes are of: with a note, an address and a label.
HEAD = (
    "The Text\n========\n\n.. |city| replace:: place\n\n.. [#note] One remark.\n\n"
    ".. _top:\n\nTop\n---\n\nSee the `code`__ too, and the note [#note]_ of https://example.org/a here.\n\n"
    "__ https://example.org/b\n\n"
)
ENGLISH = re.compile(r"\b(the|of|is|are|has|have|which|write|keep|from|and|with|that|not|it|its|has)\b", re.I)
MEANING = FindingMeaning(
    what=LocalizedText(text="quoi", language="fr"), fix=LocalizedText(text="remède", language="fr")
)


def quote(text: str) -> str:
    """Return a text as a catalogue has it."""
    return json.dumps(text, ensure_ascii=False)


@pytest.fixture(scope="module")
def proofs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the build folder with proofs that are full of mistakes, one in a language without UI strings."""
    root = tmp_path_factory.mktemp("mistakes")
    rows = {language: [row for row in MISTAKES if row[0] == language] for language in ("fr", "ar", "de")}
    sources = dict.fromkeys(row[1] for several in rows.values() for row in several)
    files = {
        "source/publications.toml": '[publications.a]\nlanguages = ["en", "fr", "ar", "de"]\n',
        "source/a/index.rst": HEAD + "\n\n".join(sources) + "\n",
    }
    for language, several in rows.items():
        texts = (f"msgid {quote(row[1])}\nmsgstr {quote(row[2])}\n\n" for row in several)
        files[f"locale/{language}/LC_MESSAGES/a/index.po"] = HEADER + "".join(texts)
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    dispatch.run_command(["build", "-q", "-f", "proof", "--root", str(root), "-o", str(root / "out")])
    return root / "out"


def list_findings(out: Path, language: str) -> list[Any]:
    """Return the findings of a proof, as elements."""
    tree = html.fromstring((out / f"proofs/{language}/a/index.html").read_bytes())
    found: list[Any] = tree.xpath("//ul[@class='findings']/li")
    return found


@pytest.mark.parametrize(("language", "least"), [("fr", 45), ("ar", 5)])
def test_no_finding_is_in_english(proofs: Path, language: str, least: int) -> None:
    """What is wrong and how to mend it are in the language of the proof; what is quoted may be English."""
    findings = list_findings(proofs, language)
    assert len(findings) >= least
    for finding in findings:
        assert finding.xpath(".//*[@lang='en']") == []
        assert finding.xpath(".//*[@class='fix']")
        text = " ".join(finding.xpath(".//text()[not(ancestor::bdi or ancestor::code)]"))
        assert ENGLISH.findall(text.replace("editions catalogue update", "")) == []


def test_the_words_that_a_finding_is_about_stand_in_it(proofs: Path) -> None:
    """Words, numbers and marks of the English line are in the proof, isolated from the text around them."""
    words = {" · ".join(one.xpath(".//bdi/text()")) for one in list_findings(proofs, "fr")}
    assert {"de de", ":ref: · sommet · top", "Un * mot est là."} <= words


def test_an_edition_has_no_meaning_of_a_finding() -> None:
    """What a proof alone shows, and all of it, is marked in the template and left out of editions."""
    root = Root(PROJECT_DIR)
    every = load_ui_strings(Language(tag="fr", name=""), root)
    meanings = translate_finding_meanings(every).values()
    shown = leave_out_finding_meanings(every).messages
    texts = {text.text for meaning in meanings for text in (meaning.what, meaning.fix)}
    assert len(texts) > 90
    left = {msgid for msgid, text in every.messages.items() if msgid not in shown}
    assert {every(msgid).text for msgid in left} == texts


@pytest.mark.parametrize("code", [*sorted({row.code for row in list_codes()} - NOT_IN_PROOFS), "", "fonts"])
def test_each_finding_of_a_proof_can_be_translated(code: str) -> None:
    """Each code that a proof may show has its meaning and its remedy among the strings of press.pot."""
    with (PROJECT_DIR / "locale" / "press.pot").open("rb") as stream:
        strings = {str(message.id) for message in read_po(stream) if message.id}
    meaning = translate_finding_meanings(UiStrings(language="fr"))[code]
    assert {meaning.what.text, meaning.fix.text} <= strings


@pytest.mark.parametrize(
    ("message", "groups", "fix"),
    [
        ("“(” is not closed — write both brackets, or neither", [("", "(")], ""),
        ("the source sets 2 times words in brackets, the translation 1", ["source 2", "translation 1"], ""),
        (
            "the source has 2 times **…**, the translation 1; the source has 1 times *…*, the translation 0",
            ["source 2 **…**", "translation 1", "source 1 *…*", "translation 0"],
            "",
        ),
        ("the source ends with a full stop, the translation with no mark — x", [], ""),
        ("12, 13 of the source is missing; the source has no 14 — x", [("", "12 13 14")], ""),
        ("{count} of the source is missing", [("", "{count}")], ""),
        ("the translation holds U+200B zero width space, which cannot be seen", [("", "U+200B")], ""),
        ("” is not a quotation mark of the language here — write straight ones, or «…»", [("", "”")], "«…»"),
        ("“,” stands beside letters of the language — write ،", [("", ",")], "،"),
        ("the translation links to “a — b”, which it is — keep “c” as it is", [("", "a — b")], "c"),
        ("“javascript:” begins an address; the source stands in its place", [("", "javascript:")], ""),
    ],
)
def test_words_are_told_from_english(message: str, groups: list[Any], fix: str) -> None:
    """Of an English line a proof shows what is no English: quotations, numbers, marks, code points."""
    finding = Finding(code="catalogue/x", severity="warning", message=message)
    explained = explain_finding(finding, {"catalogue/x": MEANING})
    expected = [one if isinstance(one, str) else " ".join(filter(None, one)) for one in groups]
    shown = [" ".join(filter(None, (group.side, *group.words))) for group in explained.groups]
    assert (shown, " ".join(explained.fix_words)) == (expected, fix)


def test_what_a_translator_allows_has_its_reason() -> None:
    """A waiver is shown with its reason, and without a remedy."""
    message = "allowed: the decree (of 2011) counts so (“12” of the source is missing)"
    finding = Finding(code="catalogue/numbers", severity="note", message=message)
    explained = explain_finding(finding, {"catalogue/numbers": MEANING})
    assert (explained.reason, explained.fix) == ("the decree (of 2011) counts so", None)
    assert [group.words for group in explained.groups] == [("12",)]


def test_what_a_language_lacks_is_marked_as_english(proofs: Path) -> None:
    """Where a language has no such strings the whole line stands there, in its own language and direction."""
    findings = list_findings(proofs, "de")
    assert findings
    for finding in findings:
        (line,) = finding.xpath("./span")
        assert (line.get("lang"), line.get("dir")) == ("en", "ltr")
        assert ENGLISH.search(line.text_content())


def test_a_meaning_without_a_translation_is_no_meaning() -> None:
    """Without a translation a finding keeps its English line."""
    finding = Finding(code="catalogue/numbers", severity="warning", message="12 of the source is missing — x")
    english = translate_finding_meanings(UiStrings(language="de"))
    assert explain_finding(finding, english).what is None
