"""`editions doctor`: a row for each component, in order, with its remedy."""

from __future__ import annotations

import pytest

from build_tools.doctor import Component, check_python, libraries, programs
from build_tools.fonts.families import get_script_families, make_font_remedy
from build_tools.paths import PROJECT_DIR, Root
from build_tools.tasks import doctor
from tests.launcher.newcomer import listed


@pytest.fixture(scope="module")
def rows() -> tuple[Component, ...]:
    """Return one diagnosis of the machine that runs the tests."""
    return doctor.diagnose_machine(Root(PROJECT_DIR)).components


def test_this_machine_can_build(rows: tuple[Component, ...]) -> None:
    """A machine prepared by the launcher lacks nothing except optional validators."""
    assert [row for row in rows if row.state != "ok" and not row.optional] == []


def test_rows_come_in_order(rows: tuple[Component, ...]) -> None:
    """Kinds come in one order, and names are unique in each kind."""
    kinds = list(dict.fromkeys(row.kind for row in rows))
    assert kinds == ["program", "library", "python package", "font", "language", "site", "judge"]
    assert len({(row.kind, row.name) for row in rows}) == len(rows)


def test_validators_and_fonts_of_other_languages_are_optional(rows: tuple[Component, ...]) -> None:
    """A build needs everything but the validators, and of the fonts those of the register's languages."""
    assert all(row.optional == (row.kind in ("font", "site", "judge")) for row in rows)


def test_what_is_amiss_has_a_remedy_and_nothing_else_has(rows: tuple[Component, ...]) -> None:
    """Only missing or old components have a remedy."""
    assert all(bool(row.remedy) == (row.state != "ok") for row in rows)


def test_a_face_tells_its_file_and_licence(rows: tuple[Component, ...]) -> None:
    """The row of a font has its family, script, file and licence."""
    (row,) = [row for row in rows if row.name == "Amiri (Arab)"]
    assert row.kind == "font"
    assert row.detail.endswith(" SIL Open Font License 1.1")
    assert "Amiri-Regular.ttf" in row.detail


@pytest.mark.parametrize("script", ["Hebr", "Deva", "Kore", "Jpan", "Hans", "Hant"])
def test_a_script_without_a_face_names_a_listed_package(script: str) -> None:
    """The remedy for a missing font is a package that the launcher installs too."""
    for name in get_script_families(script, "text")[0]:
        remedy = make_font_remedy(name)
        assert remedy.split()[-1] in {*listed("run"), "fontpkg-literata"}


def test_an_old_python() -> None:
    """A Python before 3.11 is old, and has a remedy."""
    row = check_python("3.10.13")
    assert (row.state, row.remedy.split()[-1]) == ("old", "python3")


def test_what_is_needed_is_what_the_launcher_installs() -> None:
    """Every package in a remedy for a required component is in debian-packages.txt."""
    needed = [program.package for program in programs.PROGRAMS]
    needed += [library.package for library in libraries.LIBRARIES]
    assert set(needed) <= set(listed("run"))
