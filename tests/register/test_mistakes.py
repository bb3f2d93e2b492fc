"""Errors in a register are reported in one line; the cases are in tests/data/register."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from build_tools import paths, register
from build_tools.errors import UserError
from build_tools.paths import Root

DATA = Path(__file__).parent.parent / "data" / "register"
ALL = [
    case | {"name": f"{path.stem}: {case['name']}"}
    for path in sorted(DATA.glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]
OF_FILES = {"register/no-file", "register/not-utf8", "register/unreadable"}


@pytest.mark.parametrize("case", [case for case in ALL if "register" in case], ids=lambda case: case["name"])
def test_a_mistake_is_told_whole(case: dict[str, Any], make_root: Callable[..., Root]) -> None:
    """An error has file, line, code, key and the correct value, and exits with 2."""
    pages = case.get("pages", ["my-text/index"])
    root = make_root(case["register"], case.get("languages", ""), pages, case.get("errata", ""))
    with pytest.raises(UserError) as caught:
        register.read_register(root)
    assert str(caught.value) == case["says"]
    assert caught.value.exit_code == 2


def test_every_code_has_a_case() -> None:
    """Each error code of the register has a case, and each case has an existing code."""
    folder = paths.PROJECT_DIR / "build_tools" / "register"
    sources = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    raised = set(re.findall(r'"register/([a-z0-9-]+)"', sources))
    raised |= set(re.findall(r'make_error\(\s*"([a-z0-9-]+)"', sources))
    raised |= {"unknown-publication", "unknown-format"}  # the kind is put in when it is raised
    codes = {code for case in ALL for code in re.findall(r"register/[a-z0-9-]+", case["says"])}
    assert {f"register/{what}" for what in raised} == codes | OF_FILES


def test_a_long_value_is_cut(make_root: Callable[..., Root]) -> None:
    """A message is a readable line, however long the value is."""
    text = f'[publications.my-text]\nlanguages = ["en"]\nnature = "{"x" * 5000}"\n'
    with pytest.raises(UserError, match=r'nature is "x{58}…, not adopted') as caught:
        register.read_register(make_root(text))
    assert len(str(caught.value)) < 300


def test_signs_that_move_the_cursor_are_not_printed(make_root: Callable[..., Root]) -> None:
    """A key or a value cannot send control characters to the terminal."""
    for line in (r'"\u001b[2J" = 1', r'nature = "\u001b[2J"', r'version = "\u001b[2J"'):
        with pytest.raises(UserError) as caught:
            register.read_register(make_root(f'[publications.my-text]\nlanguages = ["en"]\n{line}\n'))
        assert str(caught.value).isprintable()
