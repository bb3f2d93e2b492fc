"""Fixtures: a root of two pages in two languages, and a build folder whose font subsets are cached."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools import checks
from tests.helpers.checks import list_own_checks

FILES = {
    "source/publications.toml": (
        '[publisher]\nname = "A house"\n[publications.ca]\nlanguages = ["en", "fr"]\nformats = ["html"]\n'
    ),
    "source/ca/index.rst": (
        ".. _ca-index:\n\nA small charter\n===============\n\nEvery city has a voice.\n\n"
        ".. toctree::\n   :caption: The parts\n\n   one\n"
    ),
    "source/ca/one.rst": (
        ".. _ca-one:\n\nThe first right\n===============\n\n"
        "Each person has the right to rest. See :ref:`ca-index`.\n"
    ),
    "locale/fr/LC_MESSAGES/ca/one.po": (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "The first right"\nmsgstr "Le premier droit"\n\n'
        '#, fuzzy\nmsgid "Each person has the right to rest. See :ref:`ca-index`."\n'
        'msgstr "Chaque personne a droit au repos. Voir :ref:`ca-index`."\n'
    ),
}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return the folder of a small root without errors."""
    root = tmp_path / "root"
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="session")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a build folder that many roots share, so that each font is subset once."""
    return tmp_path_factory.mktemp("warm")


@pytest.fixture
def own_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the validators that start a program."""
    monkeypatch.setattr(checks, "CHECKS", list_own_checks())
