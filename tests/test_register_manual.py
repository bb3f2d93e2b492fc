"""docs/register.md is what the code that reads the register says, and its examples are accepted."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

from build_tools.paths import PROJECT_DIR, Root
from build_tools.register import field_types, read_register

SCRIPT = PROJECT_DIR / "docs" / "register.py"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """Return the script that writes the manual, as a module."""
    spec = importlib.util.spec_from_file_location("register_manual", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclasses look there
    spec.loader.exec_module(module)
    return module


def test_the_manual_is_what_the_code_says(script: ModuleType) -> None:
    """After a change of the keys, write the manual again: .venv/bin/python docs/register.py."""
    assert SCRIPT.with_suffix(".md").read_text(encoding="utf-8") == script.write_manual()


def test_the_examples_are_accepted(tmp_path: Path) -> None:
    """A root with every key as the manual shows it can be read, and each value arrives."""
    (tmp_path / "source" / "charter").mkdir(parents=True)
    (tmp_path / "source" / "charter" / "index.rst").write_text("A\n=\n", encoding="utf-8")
    for name in ("locale", "docs"):
        (tmp_path / name).mkdir()
    (tmp_path / "docs" / "requirements.txt").touch()
    folder = SCRIPT.with_suffix("")
    shutil.copy(folder / "languages.toml", tmp_path / "locale")
    text = (folder / "publications.toml").read_text(encoding="utf-8")
    register = text.replace('drafts = ["de"]', 'drafts = ["de", "pt-BR"]')
    (tmp_path / "source" / "publications.toml").write_text(register, encoding="utf-8")
    read = read_register(Root(tmp_path))
    (publication,) = read.publications
    assert (publication.licence, publication.requires) == ("CC-BY-SA-4.0", "reviewed")
    assert publication.find_assessment("fr", "epub") is not None
    assert read.requirements == "docs/requirements.txt"
    assert read.languages["pt-BR"].first_day == "1º"


def test_every_key_is_in_the_manual(script: ModuleType) -> None:
    """Each key that a parser knows has a row, and docs/register/ has no other."""
    lines = script.write_manual().splitlines()
    for table in script.list_tables().values():
        assert [
            key for key in table.parsers if sum(line.startswith(f"| `{key}` |") for line in lines) < 1
        ] == []


def test_a_key_without_a_meaning_is_named(script: ModuleType) -> None:
    """A key that docs/register/ does not explain stops the script with its name."""
    with pytest.raises(KeyError, match="unexplained"):
        script.read_example(script.list_tables()["publisher"], "unexplained")


def test_types_are_the_words_of_the_parsers(script: ModuleType) -> None:
    """A type is what the parser itself asks for."""
    parse = field_types.make_choice_parser("one", "two")
    assert script.describe_type(parse) == "one or two"
    assert script.describe_type(field_types.make_list_parser(parse)) == "a list: one or two"
    assert script.describe_type(field_types.parse_date) == "a date"
