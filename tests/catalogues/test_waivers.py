"""Waivers: a translator allows a finding, with a reason."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from build_tools.catalogues.edition_catalogues import Message, PageCatalogue
from build_tools.catalogues.lint.waivers import apply_waivers
from build_tools.model import Finding, MessageState, Place, Severity

DATA = Path(__file__).parent.parent / "data" / "catalogues" / "waivers.toml"
CASES: list[dict[str, Any]] = tomllib.loads(DATA.read_text("utf-8"))["case"]


def page(*comments: str, state: MessageState = "translated") -> PageCatalogue:
    """Return a catalogue of one message with comments."""
    message = Message(msgid="a", msgstr="b", line=7, state=state, comments=comments)
    return PageCatalogue(name="p/a", file="a.po", messages={"a": message})


def finding(code: str, severity: Severity = "warning", file: str = "a.po") -> Finding:
    """Return a finding about the message."""
    place = Place(file=file, line=7, message_id="a")
    return Finding(code=code, severity=severity, message="it is so — mend it", place=place)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_comment_allows_a_code_with_a_reason_for_its_message(case: dict[str, Any]) -> None:
    """A warning becomes a note; an error in the comment is reported at the same line."""
    findings = [finding("catalogue/numbers"), finding("catalogue/length")]
    numbers, length, *rest = apply_waivers(findings, [page(*case["comments"])], "fr")
    assert (numbers.severity, length.severity) == (case["numbers"], case["length"])
    assert [one.code for one in rest] == ["catalogue/waiver"] * ("says" in case)
    for one in rest:
        assert case["says"] in one.message
        assert (one.severity, one.place.line) == (case["severity"], 7)
        assert (one.publication, one.language) == ("p", "fr")


def test_the_note_says_why_and_what() -> None:
    """The report names the allowed code and the reason."""
    (note,) = apply_waivers([finding("catalogue/numbers")], [page("allow numbers: as the decree")])
    assert note.message == "allowed: as the decree (it is so)"


def test_words_that_do_not_reach_the_page_may_be_allowed_where_they_are_seen() -> None:
    """Lost words are an error that a translator may allow."""
    (note,) = apply_waivers([finding("catalogue/lost-text", "error")], [page("allow lost-text: meant so")])
    assert note.severity == "note"


@pytest.mark.parametrize("code", ["catalogue/refused-role", "catalogue/block-structure", "catalogue/syntax"])
def test_what_is_refused_stays_an_error(code: str) -> None:
    """No comment allows a rejected translation."""
    error, waiver = apply_waivers([finding(code, "error")], [page(f"allow {code}: I trust it")])
    assert error.severity == "error"
    assert waiver.severity == "warning"
    assert f"{code} cannot be allowed" in waiver.message


def test_another_message_is_not_allowed() -> None:
    """A comment applies only to its own catalogue and message."""
    other = finding("catalogue/numbers", file="b.po")
    first, unused = apply_waivers([other], [page("allow numbers: as there")])
    assert first == other
    assert unused.severity == "note"


def test_a_message_that_is_not_used_keeps_its_comment() -> None:
    """A comment on a fuzzy message is not reported: its findings return when the message is used."""
    assert list(apply_waivers([], [page("allow numbers: as there", state="fuzzy")])) == []


def test_findings_without_a_message_pass() -> None:
    """Findings about a whole file are not changed."""
    whole = Finding(code="catalogue/header", severity="warning", message="m", place=Place(file="a.po"))
    assert list(apply_waivers([whole], [page()])) == [whole]
