"""Lint rules compare a translation with its source; the cases are in tests/data/catalogues/rules."""

from __future__ import annotations

import tomllib
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import pytest

from build_tools.catalogues.edition_catalogues import Message, PageCatalogue
from build_tools.catalogues.lint import lint_characters, lint_pages, list_rules
from build_tools.model import (
    Edition,
    Finding,
    Language,
    MessageState,
    Publication,
    Publisher,
    Term,
)
from build_tools.paths import PROJECT_DIR, Root
from build_tools.register import languages
from tests.helpers.processor_time import LINEAR, compare_processor_times, measure_growth

DATA = Path(__file__).parent.parent / "data" / "catalogues" / "rules"
CASES: list[dict[str, Any]] = [
    case | {"code": f"catalogue/{file.stem}"}
    for file in sorted(DATA.glob("*.toml"))
    for case in tomllib.loads(file.read_text("utf-8"))["case"]
]


@lru_cache
def language(tag: str) -> Language:
    """Return a language as the register has it."""
    return languages.resolve_language(tag, languages.read_layers(Root(PROJECT_DIR)))


def edition(tag: str, source: str = "en", publication: str = "p") -> Edition:
    """Return the edition of a publication in a language."""
    return Edition(
        publication=Publication(id=publication, languages=(source, tag)),
        language=language(tag),
        source=language(source),
        publisher=Publisher(),
        siblings=(),
        identifier="urn:x",
    )


def page(*messages: Message, name: str = "p/a") -> PageCatalogue:
    """Return a catalogue of some messages."""
    file = f"locale/xx/LC_MESSAGES/{name}.po"
    return PageCatalogue(name=name, file=file, messages={each.msgid: each for each in messages})


def message(msgid: str, msgstr: str, *, line: int = 7, state: MessageState = "translated") -> Message:
    """Return a message of a catalogue."""
    return Message(msgid=msgid, msgstr=msgstr, line=line, state=state)


def lint_case(case: dict[str, Any]) -> list[Finding]:
    """Return the findings of the rules for a case."""
    terms = [
        Term(
            key=each["source"][0],
            source=tuple(each["source"]),
            forms=tuple(each["forms"]),
            note=each.get("note", ""),
        )
        for each in (case.get("term"), case.get("other"))
        if each
    ]
    beside = [message(*each) for each in case.get("page", ())]
    own = page(message(case["msgid"], case["msgstr"]), *beside)
    found = lint_pages([own], edition(case["language"], case.get("source", "en")), terms)
    return [one for one in found if one.place.message_id == case["msgid"]]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['code'][10:]}: {case['name']}")
def test_a_rule_tells_what_differs_and_nothing_else(case: dict[str, Any]) -> None:
    """Each difference is a warning that describes it; differences that a language allows are none."""
    messages = [one.message for one in lint_case(case) if one.code == case["code"]]
    if case["found"]:
        assert len(messages) == 1
        assert case["found"] in messages[0]
    else:
        assert messages == []


def test_each_rule_has_cases_of_both_kinds() -> None:
    """Each rule has a case with a finding and a case without one."""
    for rule in list_rules():
        kinds = {bool(case["found"]) for case in CASES if case["code"] == rule.code}
        assert kinds == {True, False} or rule.code == "catalogue/inconsistent"


def test_a_finding_points_at_its_message_and_ends_in_a_remedy() -> None:
    """A finding has the file, the line, what is wrong and how to fix it."""
    (finding,) = lint_pages([page(message("in 2011", "en 2012"))], edition("es"))
    assert (finding.place.file, finding.place.line) == ("locale/xx/LC_MESSAGES/p/a.po", 7)
    assert finding.place.message_id == "in 2011"
    assert (finding.publication, finding.language) == ("p", "es")
    assert finding.severity == "warning"
    assert finding.message == (
        "2011 of the source is missing; the source has no 2012"
        " — write the numbers of the source, in the digits of the language"
    )


@pytest.mark.parametrize("state", ["fuzzy", "missing", "refused"])
def test_what_no_reader_sees_is_not_judged(state: MessageState) -> None:
    """Fuzzy, missing and rejected translations are not linted."""
    assert list(lint_pages([page(message("in 2011", "en 2012", state=state))], edition("es"))) == []


def test_code_and_images_are_not_judged() -> None:
    """A message of several lines is code or a formula, and an image has no words: both are skipped."""
    own = page(message("a (b\nc 12", "a b\nc"), message(".. image:: 12.png", ".. image:: 13.png"))
    assert list(lint_pages([own], edition("es"))) == []


def test_one_source_is_told_where_it_differs_from_the_commonest() -> None:
    """The finding names the other translation and its location."""
    pages = [
        page(message("Sources", "Orígenes"), name="p/a"),
        page(message("Sources", "Fuentes", line=12), name="p/b"),
        page(message("Sources", "Fuentes"), name="p/c"),
    ]
    (finding,) = lint_pages(pages, edition("es"))
    assert finding.code == "catalogue/inconsistent"
    assert finding.place.file == "locale/xx/LC_MESSAGES/p/a.po"
    assert "“Fuentes” at locale/xx/LC_MESSAGES/p/b.po:12" in finding.message


def test_of_two_translations_the_first_is_followed() -> None:
    """If none of two translations is more frequent, the later page is reported."""
    pages = [
        page(message("Sources", "Fuentes"), name="p/a"),
        page(message("Sources", "Orígenes"), name="p/b"),
    ]
    (finding,) = lint_pages(pages, edition("es"))
    assert finding.place.file == "locale/xx/LC_MESSAGES/p/b.po"


def test_other_publications_of_the_language_are_compared_and_not_told() -> None:
    """A difference between two publications is reported in the one that is checked."""
    own = page(message("Sources", "Orígenes"), name="p/a")
    others = [page(message("Sources", "Fuentes"), name=f"q/{name}") for name in "ab"]
    (finding,) = lint_pages([own], edition("es"), other_pages=others)
    assert finding.place.file == "locale/xx/LC_MESSAGES/p/a.po"
    assert "q/a.po:7" in finding.message
    assert list(lint_pages(others, edition("es", publication="q"), other_pages=[own])) == []


def test_a_fuzzy_translation_is_no_example() -> None:
    """Fuzzy translations are not compared."""
    pages = [
        page(message("Sources", "Orígenes", state="fuzzy"), name="p/a"),
        page(message("Sources", "Fuentes"), name="p/b"),
    ]
    assert list(lint_pages(pages, edition("es"))) == []


@pytest.mark.parametrize("mark", ["*", "`", "“", "(", "1 ", "1.", "«", "A", "a,", " ", "\u200b"])
def test_rules_are_linear_on_any_message(mark: str) -> None:
    """A message twice as long takes twice the time, up to the longest that the sanitizer accepts."""
    assert measure_growth(lambda size: _lint_twenty("Word " * 200, mark * (size // len(mark))), 500) < LINEAR


@pytest.mark.parametrize("letters", ["é", "ж", "二", "я\u0301", "\u2066x"])
def test_characters_of_a_word_twice_as_long_take_twice_the_time(letters: str) -> None:
    """A build looks at each character of a word once, and a word may have no end."""

    def lint(size: int) -> None:
        """Look at the characters of a word of that many times each letter."""
        word = "".join(letter * size for letter in letters)
        for _ in lint_characters([page(message("Word.", f"{word}."))], edition("fr")):
            pass

    assert measure_growth(lint, 2_000) < LINEAR


def test_a_message_full_of_numbers_costs_no_more_than_one_of_words() -> None:
    """A language may have 64 MB, of which each letter is looked at; its numbers are of sentences alone."""
    words, numbers = (partial(_lint_twenty, f"a{unit * 500}b", f"a{unit * 500}c") for unit in ("a ", "1 "))
    assert compare_processor_times(words, numbers, 4) < 4


def _lint_twenty(msgid: str, msgstr: str) -> None:
    for _ in lint_pages([page(message(msgid, msgstr))] * 20, edition("fr")):
        pass
