"""Arguments of the command line select targets of the register."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools import register
from build_tools.errors import UserError
from build_tools.model import Publication, Publisher, Register, Target

DATA = Path(__file__).parent.parent / "data" / "register" / "selection.toml"
CASES = tomllib.loads(DATA.read_text(encoding="utf-8"))["case"]
REGISTER = Register(
    publisher=Publisher(),
    publications=(
        Publication(id="charter", languages=("en", "fr", "ar"), formats=("html", "pdf")),
        Publication(id="annex", languages=("en", "ko"), formats=("epub",)),
    ),
    languages={},
)
ALL = (
    Target("charter", "en", "html"), Target("charter", "en", "pdf"),
    Target("charter", "fr", "html"), Target("charter", "fr", "pdf"),
    Target("charter", "ar", "html"), Target("charter", "ar", "pdf"),
    Target("annex", "en", "epub"), Target("annex", "ko", "epub"),
)  # fmt: skip


def test_nothing_named_is_everything() -> None:
    """Without arguments everything is selected, in the order of the register."""
    assert register.select_targets(REGISTER) == ALL


def test_a_language_that_one_of_two_lacks() -> None:
    """A language selects the publications that have it; the others are left out silently."""
    assert register.select_targets(REGISTER, languages=["ko", "fr"]) == (ALL[2], ALL[3], ALL[7])
    assert register.select_targets(REGISTER, ["annex", "charter"], ["ko"]) == (ALL[7],)


def test_a_proof_is_made_where_it_is_named() -> None:
    """A proof exists for every translation, and is built only if the format is named."""
    proofs = (
        Target("charter", "fr", "proof"),
        Target("charter", "ar", "proof"),
        Target("annex", "ko", "proof"),
    )
    assert register.select_targets(REGISTER, formats=["proof"]) == proofs
    assert register.select_targets(REGISTER, languages=["en", "fr"], formats=["proof"]) == proofs[:1]
    both = register.select_targets(REGISTER, ["annex"], formats=["epub", "proof"])
    assert both == (ALL[6], ALL[7], proofs[2])


names = st.lists(st.sampled_from(["charter", "annex"]))
languages = st.lists(st.sampled_from(["en", "fr", "ar", "ko"]))
formats = st.lists(st.sampled_from(["html", "pdf", "epub"]))


@given(publications=names, languages=languages, formats=formats)
def test_a_selection_is_what_all_its_words_allow(
    publications: list[str], languages: list[str], formats: list[str]
) -> None:
    """A target is selected if every given list of arguments names it."""
    expected = tuple(
        target
        for target in ALL
        if (not publications or target.publication in publications)
        and (not languages or target.language in languages)
        and (not formats or target.format in formats)
    )
    chosen = [each for each in REGISTER.publications if each.id in (publications or (each.id,))]
    has_all = all(
        any(word in [*each.languages, *each.formats] for each in chosen) for word in [*languages, *formats]
    )
    if expected and has_all:
        assert register.select_targets(REGISTER, publications, languages, formats) == expected
    else:
        with pytest.raises(UserError):
            register.select_targets(REGISTER, publications, languages, formats)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_word_that_names_nothing(case: dict[str, Any]) -> None:
    """An unknown argument exits with 2, with the nearest known one."""
    with pytest.raises(UserError) as caught:
        register.select_targets(
            REGISTER,
            case.get("publications", []),
            case.get("languages", []),
            case.get("formats", []),
        )
    assert str(caught.value) == case["says"]
    assert caught.value.exit_code == 2
