"""The last data of an edition: its date, the name of its source language, its fonts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from build_tools import register
from build_tools.model import Edition
from build_tools.tasks.build.run import localize_edition
from tests.helpers.editions import root_of


def edition(language: str) -> Edition:
    """Return the kitchen sink in a language, as the register has it."""
    return register.make_edition(register.read_register(root_of("kitchen-sink")), "sink", language)


@pytest.mark.parametrize(
    ("language", "dated", "source"),
    [
        ("en", "4 May 2026", "English"),
        ("fr", "4 mai 2026", "anglais"),
        ("ar", "4 مايو 2026", "الإنجليزية"),
        ("ko", "2026년 5월 4일", "영어"),
    ],
)
def test_it_speaks_as_its_readers_do(language: str, dated: str, source: str) -> None:
    """Date and source language are written in the edition's language."""
    done = localize_edition(edition(language))
    assert (done.date_text, done.source_name) == (dated, source)


def test_its_date_is_the_last_that_it_was_given() -> None:
    """A date from the catalogues or the command is used."""
    given = replace(edition("fr"), date=date(2001, 2, 3))
    assert localize_edition(given).date_text == "3 février 2001"
    assert localize_edition(replace(given, date=None)).date_text == ""


@pytest.mark.parametrize(
    ("language", "own", "foreign"),
    [
        ("en", "Literata", "Amiri"),
        ("ar", "Amiri", "Noto Serif CJK KR"),
        ("ko", "Noto Serif CJK KR", "Amiri"),
    ],
)
def test_it_names_each_face_once(language: str, own: str, foreign: str) -> None:
    """The fonts are those of its own script and its source's, each once, no other."""
    faces = localize_edition(edition(language)).typefaces
    assert own in faces
    assert "Literata" in faces
    assert foreign not in faces
    assert len(set(faces)) == len(faces)
