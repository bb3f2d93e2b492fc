"""Selection of the font families of a language."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from build_tools.errors import UserError
from build_tools.fonts import families, font_selection
from build_tools.fonts.families import FontFamily
from build_tools.paths import PROJECT_DIR
from tests.fonts.speaking import cases, had, others, speak, spoken

Gone = Callable[[Sequence[str]], None]


def names(families: Sequence[FontFamily]) -> list[str]:
    """Return the names of families."""
    return [family.name for family in families]


@pytest.mark.parametrize("case", cases("choice")["case"], ids=lambda case: case["says"])
def test_faces(case: dict[str, Any]) -> None:
    """A language has its families in order of preference."""
    faces = font_selection.select_fonts(spoken(case), others(case))
    assert names(faces.text) == case["text"]
    assert names(faces.furniture) == case["furniture"]
    borrowed = {family.name for family in faces.families if family.borrowed}
    assert borrowed == set(case.get("borrowed", ()))


@pytest.mark.parametrize("case", cases("missing")["case"], ids=lambda case: case["says"])
def test_missing(case: dict[str, Any], gone: Gone) -> None:
    """A missing family exits with 2 and its remedy."""
    gone(case["gone"])
    with pytest.raises(UserError) as caught:
        font_selection.select_fonts(spoken(case))
    assert str(caught.value) == case["line"]
    assert caught.value.exit_code == 2


def test_another_language_stops_nothing(gone: Gone) -> None:
    """Fonts that only another language lacks are left out."""
    gone(["Noto Serif CJK KR", "Noto Sans CJK KR"])
    faces = font_selection.select_fonts(speak("fr"), [speak("ko", "Kore")])
    assert names(faces.families) == ["Literata", "Noto Sans"]


def test_what_is_named_needs_no_default(gone: Gone) -> None:
    """If a language names an installed family, a missing default is no error."""
    gone(["Literata"])
    faces = font_selection.select_fonts(speak("fr", text=("Noto Serif",)))
    assert names(faces.text) == ["Noto Serif"]


def test_stacks_hold_every_family() -> None:
    """The text stack falls back to the furniture fonts and the reverse, each with its own first."""
    faces = font_selection.select_fonts(speak("ar", "Arab"))
    text, furniture = faces.stacks
    assert names(text) == ["Amiri", "Literata", "Noto Sans"]
    assert names(furniture) == ["Amiri", "Noto Sans", "Literata"]


def test_own_before_borrowed() -> None:
    """A family of the language itself stays its own if another language has it too."""
    faces = font_selection.select_fonts(speak("en"), [speak("fr")])
    assert not any(family.borrowed for family in faces.families)


def test_files() -> None:
    """The files that decide the bytes are fonts and licences, each once, sorted."""
    faces = font_selection.select_fonts(speak("ko", "Kore"))
    found = families.list_font_files(faces)
    assert list(found) == sorted(set(found))
    assert {path.name for path in found} >= {
        "Literata[opsz,wght].ttf",
        "NotoSerifCJK-Regular.ttc",
        "LICENSE",
        "OFL.txt",
    }
    assert all(path.is_file() for path in found)


@pytest.mark.parametrize("name", [*families._load_wheels()])
def test_wheels(name: str) -> None:
    """A family from a wheel has its files, an upright regular, and its licence."""
    family = families.find_wheel_family(name)
    if family is None and families._load_wheels()[name].reserved:
        pytest.skip(f"{families._load_wheels()[name].wheel} is missing: nobody has named {name}")
    assert family is not None
    assert any((face.weight, face.style) == (400, "normal") for face in family.faces)
    assert family.licence is not None
    assert "SIL OPEN FONT LICENSE" in family.licence.read_text("utf-8").upper()


@pytest.mark.parametrize(
    ("lacks", "said_by_table", "said_by_licence", "reserved"),
    [
        ("", False, False, False),
        ("", True, False, True),
        ("", False, True, True),
        ("LICENSE", False, False, None),
        ("files/R.ttf", False, False, None),
    ],
)
def test_carried(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    lacks: str,
    said_by_table: bool,
    said_by_licence: bool,
    reserved: bool | None,
) -> None:
    """A wheel gives a family if it has every file and a licence; both may reserve a font name."""
    row = {"wheel": "my-wheel", "static": {"400": "R.ttf"}, "reserved": said_by_table}
    monkeypatch.setattr(families, "_load_wheels", lambda: {"Mine": families._parse_wheel("Mine", row)})
    monkeypatch.setattr(families, "_find_wheel_folder", lambda _: tmp_path)
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "R.ttf").write_text("face")
    (tmp_path / "LICENSE").write_text("With Reserved Font Name 'R'" if said_by_licence else "OFL")
    if lacks:
        (tmp_path / lacks).unlink()
    family = families.find_wheel_family("Mine")
    assert (family and family.reserved) == reserved


@pytest.mark.parametrize("script", families.list_scripts())
def test_every_script_has_its_faces(script: str) -> None:
    """Each script of the table has families on this machine, none with a reserved name."""
    faces = font_selection.select_fonts(speak("x", script))
    assert not any(family.reserved for family in faces.families)
    assert all(family.licence for family in faces.families)


@pytest.mark.parametrize("code", sorted(families._load_family_table()["noto"]))
def test_every_noto_script_has_its_faces(code: str) -> None:
    """Each script that uses Noto has a file with the name in the table."""
    assert names(font_selection.select_fonts(speak("x", code)).text)[0].startswith("Noto ")


def test_inventory(gone: Gone) -> None:
    """The inventory has for each script the installed family and its licence, or how to get it."""
    gone(["Noto Serif Hebrew"])
    rows = {(row.script, row.family): row for row in font_selection.list_script_fonts()}
    assert {"Latn", "Grek", "Cyrl", "Arab", "Hebr", "Hans", "Hant", "Jpan", "Kore"} <= {
        script for script, _ in rows
    }
    here = rows["Arab", "Amiri"]
    assert (here.file, here.remedy) == (had("Amiri").faces[0].file, "")
    assert here.licence == "SIL Open Font License 1.1"
    missing = rows["Hebr", "Noto Serif Hebrew"]
    assert (missing.file, missing.licence) == (None, "")
    assert missing.remedy == "apt-get install fonts-noto-core"


def test_a_reserved_name_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The inventory reports whether a licence reserves a font name."""
    reserved = FontFamily(name="R", faces=had("Amiri").faces, licence=tmp_path, reserved=True)
    monkeypatch.setattr(font_selection, "find_family", lambda _: reserved)
    assert font_selection.list_script_fonts()[0].licence == "SIL Open Font License 1.1, name reserved"


@pytest.mark.parametrize(
    ("licence", "reserved"),
    [
        ("Copyright 2010 Adobe, with Reserved Font Name 'Source'.\nOFL", True),
        ("Copyright 2010 A, with Reserved\nFont Name 'B'.", True),
        ("Copyright 2017 The Literata Project Authors\n\nOFL", False),
        ('Copyright\n\n\n\n\n\n"Reserved Font Name" refers to any names specified', False),
    ],
)
def test_reserves(licence: str, reserved: bool) -> None:
    """A name is reserved if the first lines reserve it, not if the licence explains the term."""
    assert families.is_name_reserved(licence) is reserved


def test_nothing_heavy(tmp_path: Path) -> None:
    """Selecting fonts and digesting their files imports no font library."""
    program = (
        "import sys, pathlib; from build_tools import fonts;"
        "from build_tools.model import Language;"
        "own = fonts.select_fonts(Language(tag='ko', name='k', script='Kore'));"
        "fonts.compute_font_inputs(fonts.list_font_files(own), pathlib.Path(sys.argv[1]));"
        "print(*sorted({m.split('.')[0] for m in sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=PROJECT_DIR,
    )
    assert not set(done.stdout.split()) & {"fontTools", "uharfbuzz", "brotli", "weasyprint"}
