"""Font families of the system."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from build_tools.fonts import subset
from build_tools.fonts.families import FontFace
from build_tools.fonts.font_selection import find_debian_family, find_installed_family
from tests.fonts.speaking import cases, had


@pytest.fixture
def listed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """Replace fc-list with a program that prints a file and records its arguments."""
    arguments_file = tmp_path / "said"
    program = tmp_path / "fc-list"
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{tmp_path}/asked"\ncat "{arguments_file}"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(subset, "read_copyright", lambda _: "Copyright")
    monkeypatch.setattr(subset, "read_licence", lambda _: "SIL Open Font License, Version 1.1")
    find_installed_family.cache_clear()
    yield arguments_file
    find_installed_family.cache_clear()


@pytest.mark.parametrize("case", cases("fontconfig")["case"], ids=lambda case: case["says"])
def test_installed(case: dict[str, Any], listed: Path) -> None:
    """A family has the fonts that fontconfig lists, with weights converted to CSS."""
    listed.write_text(case["list"].strip() + "\n" * bool(case["list"]))
    family = find_installed_family("Some Family")
    rows = [] if family is None else [_told(face) for face in family.faces]
    assert rows == case["faces"]


def _told(face: FontFace) -> list[Any]:
    properties = [face.file.name, face.number, face.weight, face.style]
    return properties + [at for _, at in face.axes]


def test_asked_by_its_name(listed: Path) -> None:
    """A name is passed to fontconfig unchanged, with any characters."""
    listed.write_text("")
    find_installed_family("A-B: C, D")
    asked = (listed.parent / "asked").read_text().splitlines()
    assert asked[-1] == r":family=A\-B\: C\, D"


def test_no_fontconfig(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without fontconfig there is no system family, and no traceback."""
    monkeypatch.setenv("PATH", str(tmp_path))
    find_installed_family.cache_clear()
    assert find_installed_family("Some Family") is None
    find_installed_family.cache_clear()


@pytest.mark.parametrize(
    ("copyright_", "licence", "served", "reserved"),
    [
        ("Copyright A", "SIL Open Font License, Version 1.1", True, False),
        ("A, with Reserved Font Name 'B'", "the open font license", True, True),
        ("Copyright A", "All rights reserved", False, False),
    ],
)
def test_licence(
    listed: Path,
    monkeypatch: pytest.MonkeyPatch,
    copyright_: str,
    licence: str,
    served: bool,
    reserved: bool,
) -> None:
    """A system family is open, and its name reserved, if its own records say so."""
    monkeypatch.setattr(subset, "read_copyright", lambda _: copyright_)
    monkeypatch.setattr(subset, "read_licence", lambda _: licence)
    listed.write_text("/f/R.ttf\t0\t80\t0\t100\n")
    family = find_installed_family("Some Family")
    assert family is not None
    assert (family.licence is not None, family.reserved) == (served, reserved)


@pytest.mark.parametrize(("member", "number"), [("JP", 0), ("KR", 1), ("SC", 2), ("TC", 3), ("HK", 4)])
@pytest.mark.parametrize("kind", ["Serif", "Sans"])
def test_members(kind: str, member: str, number: int) -> None:
    """Each CJK family is the right member of its collection, by the font's own name."""
    family = had(f"Noto {kind} CJK {member}")
    for face, weight in zip(family.faces, (400, 700), strict=True):
        assert (face.number, face.weight) == (number, weight)
        assert subset.open_font_face(face).get_name(1) == f"Noto {kind} CJK {member}"


@pytest.mark.parametrize("name", ["Noto Sans CJK XX", "Noto Nothing", "Literata", "DejaVu Sans"])
def test_not_debian_noto(name: str) -> None:
    """Families that Debian's Noto packages lack are not found in them."""
    assert find_debian_family(name) is None


def test_italics_where_there_are_some() -> None:
    """A family has italics if Debian has them, otherwise only upright fonts."""
    latin, hebrew = (
        find_debian_family("Noto Serif"),
        find_debian_family("Noto Serif Hebrew"),
    )
    assert latin is not None
    assert hebrew is not None
    assert [(face.weight, face.style) for face in latin.faces] == [
        (400, "normal"),
        (700, "normal"),
        (400, "italic"),
        (700, "italic"),
    ]
    assert [face.weight for face in hebrew.faces] == [400, 700]
