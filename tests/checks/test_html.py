"""Each check of pages passes a small correct edition, and finds what is broken in it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from build_tools import checks, validators
from build_tools.checks import CHECKS, BuiltEdition, Check
from build_tools.model import Finding, Language, Publication, Target
from tests.helpers.checks import built

DATA = Path(__file__).parents[1] / "data" / "checks" / "html"
CASES = tomllib.loads((DATA / "cases.toml").read_text("utf-8"))["case"]
ROWS = {check.code: check for check in CHECKS if check.code.startswith("html/")}
OWN = [code for code, row in ROWS.items() if set(row.requires) <= {"lxml"}]
BY_JUDGES = [code for code in ROWS if code not in OWN]
# Elsewhere: tests/checks/test_checks.py.
THERE = {"html/dead-link", "html/duplicate-id"}


def edition(home: Path, swaps: Sequence[Sequence[str]] = (), name: str = "a") -> BuiltEdition:
    """Return the small edition with replaced parts of its files: (file, old, new)."""
    target = Target(name, "en", "html")
    here = replace(built(home, "html"), target=target)
    here = replace(here, path=here.editions_folder / "en" / name / "html")
    texts = {path.name: path.read_text("utf-8") for path in sorted((DATA / "pages").iterdir())}
    for file, old, new in swaps:
        assert old in texts[file], f"{file} has no {old}"
        texts[file] = texts[file].replace(old, new, 1)
    here.path.mkdir(parents=True)
    for file, text in texts.items():
        (here.path / file).write_text(text, "utf-8")
    for tag in ("fr", "ar"):
        (here.path / f"{tag}.html").write_text('<meta http-equiv="refresh" content="0">', "utf-8")
    return here


def list_messages(found: Sequence[Finding], *, placed: bool = True) -> list[str]:
    """Return the messages of findings without the remedy, if `placed` with file and line."""
    texts = [one.message.rpartition(" — ")[0] for one in found]
    places = [f"{one.place.file.rpartition('/')[2]}:{one.place.line} " for one in found]
    both = zip(places, texts, strict=True)
    return [f"{place if placed else ''}{words}" for place, words in both]


def run_on_first_page(row: Check, here: BuiltEdition) -> list[str]:
    """Return the findings of a check about the first page, the style sheet and the drawing of an edition."""
    return [
        words
        for words in list_messages(checks.run_check(row, [here])[here.target])
        if not words.startswith(("fr.html", "ar.html"))
    ]


@pytest.mark.parametrize("code", [code for code in OWN if code not in THERE])
def test_a_sound_edition_passes(tmp_path: Path, code: str) -> None:
    """A correct edition has no finding."""
    assert run_on_first_page(ROWS[code], edition(tmp_path)) == []


@pytest.mark.parametrize(
    "case", [case for case in CASES if case["check"] in OWN], ids=lambda case: case["name"]
)
def test_what_is_broken_is_found(tmp_path: Path, case: Any) -> None:
    """Each error is reported by its own check, with its file and line."""
    assert run_on_first_page(ROWS[case["check"]], edition(tmp_path, case["swaps"])) == case["says"]


@pytest.fixture(scope="module")
def validator_messages(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Sequence[str]]:
    """Return the validators' messages on each case and on the correct edition, from one run of each."""
    home, messages_by_case = tmp_path_factory.mktemp("judged"), {}
    for code in BY_JUDGES:
        if validators.find_missing_validators(ROWS[code].requires):
            continue
        cases = [case for case in CASES if case["check"] == code]
        all = [
            edition(home / f"{code}-{at}".replace("/", "-"), case["swaps"], f"a{at}")
            for at, case in enumerate([{"swaps": ()}, *cases])
        ]
        found = checks.run_check(ROWS[code], all)
        names = [f"{code}: sound", *(case["name"] for case in cases)]
        for here, name in zip(all, names, strict=True):
            messages_by_case[name] = list_messages(found[here.target], placed=code == "html/nu")
    return messages_by_case


def skip_without_validator(code: str, validator_messages: Mapping[str, Sequence[str]]) -> None:
    """Skip a test on a machine that lacks a validator of a check, and name it."""
    if f"{code}: sound" not in validator_messages:
        pytest.skip(f"lacking: {', '.join(validators.find_missing_validators(ROWS[code].requires))}")


@pytest.mark.parametrize("code", BY_JUDGES)
def test_judges_pass_a_sound_edition(code: str, validator_messages: Mapping[str, Sequence[str]]) -> None:
    """A correct edition has no message of a validator."""
    skip_without_validator(code, validator_messages)
    assert [one for one in validator_messages[f"{code}: sound"] if not one.startswith(("fr.", "ar."))] == []


@pytest.mark.parametrize(
    "case", [case for case in CASES if case["check"] in BY_JUDGES], ids=lambda case: case["name"]
)
def test_judges_find_what_is_broken(case: Any, validator_messages: Mapping[str, Sequence[str]]) -> None:
    """Each error is reported, whatever else the validator reports about it, and nothing else is."""
    skip_without_validator(case["check"], validator_messages)
    messages = [one for one in validator_messages[case["name"]] if not one.startswith(("fr.", "ar."))]
    begun = {begin: [one for one in messages if one.startswith(begin)] for begin in case["says"]}
    assert [begin for begin, ones in begun.items() if not ones] == []
    assert [one for one in messages if not one.startswith(tuple(case["says"]))] == []


def test_every_check_can_fail() -> None:
    """Each check has a sample that it finds."""
    assert {case["check"] for case in CASES if case["says"]} | THERE == set(ROWS)


def test_what_nobody_translated_says_so(tmp_path: Path) -> None:
    """A passage identical with the source's edition is reported, unless it is marked."""
    source = edition(tmp_path)
    for mark, says in (("", ["text in en is not marked as such"]), (' lang="en"', [])):
        page = (source.path / "index.html").read_text("utf-8")
        page = page.replace('lang="en" dir="ltr">', 'lang="fr" dir="ltr">', 1)
        page = page.replace("<p>Whoever", f"<p{mark}>Whoever").replace("The council", "Le conseil")
        page = page.replace(">A boat has a name, as", ">Un bateau a un nom, comme")
        here = replace(
            source,
            target=Target("a", "fr", "html"),
            path=source.editions_folder / "fr" / "a" / "html",
            language=Language(tag="fr", name="français"),
            publication=Publication(id="a", languages=("en", "fr")),
        )
        here.path.mkdir(parents=True, exist_ok=True)
        (here.path / "index.html").write_text(page, "utf-8")
        checks_said = run_on_first_page(ROWS["html/passages"], here)
        assert [one.split(" ", 1)[1].partition(":")[0] for one in checks_said] == says
        from build_tools.inspection.html.page import read_html_pages

        read_html_pages.cache_clear()


@pytest.mark.parametrize("code", [code for code in OWN if code not in THERE])
@pytest.mark.parametrize("page", [b"", b"<", b"\xff\xfe<p>", b"<p>no page"])
def test_what_is_no_page_stops_no_check(tmp_path: Path, code: str, page: bytes) -> None:
    """A truncated page is parsed as a browser would parse it."""
    here = edition(tmp_path)
    (here.path / "index.html").write_bytes(page)
    run_on_first_page(ROWS[code], here)
