"""The script of a language and its direction come from one table."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from build_tools.inspection.text.scripts import SCRIPTS, get_scripts
from build_tools.paths import PROJECT_DIR, Root
from build_tools.register import languages
from build_tools.script_direction import find_direction, find_script, find_script_direction

DATA = Path(__file__).parent.parent / "data" / "script_direction" / "tags.toml"
CASES = [
    (tag, script, direction)
    for direction, table in tomllib.loads(DATA.read_text(encoding="utf-8")).items()
    for script, tags in table.items()
    for tag in tags
]


@pytest.mark.parametrize(("tag", "script", "direction"), CASES)
def test_scripts_and_directions(tag: str, script: str, direction: str) -> None:
    """The script comes from the tag, else from its country, and decides the direction."""
    assert find_script(tag) == script
    assert find_script_direction(script) == direction
    assert find_direction(tag) == direction


@pytest.mark.parametrize(("tag", "script", "direction"), CASES)
def test_the_register_and_the_checks_agree(tag: str, script: str, direction: str) -> None:
    """The register, a passage and a check use the same script and direction for a language."""
    language = languages.resolve_language(tag, languages.read_layers(Root(PROJECT_DIR)))
    assert (language.script, language.direction) == (script, direction)
    assert get_scripts(tag) == {name for name, row in SCRIPTS.items() if script in row.codes}
