"""UI strings: every message that this program prints in editions is in locale/press.pot, translated."""

from __future__ import annotations

import ast
import importlib.util
import re
import tomllib
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from build_tools.catalogues import load_ui_strings
from build_tools.catalogues.ui_strings import SPHINX_MESSAGES
from build_tools.model import Language
from build_tools.paths import PROJECT_DIR, STYLES_DIR, Root
from build_tools.register import read_register
from build_tools.tasks.root_lists import read_root_entries

DATA = Path(__file__).parent.parent / "data" / "catalogues"
LISTED = tomllib.loads((DATA / "press-words.toml").read_text())
OF_SPHINX = tomllib.loads((DATA / "sphinx-words.toml").read_text())
LANGUAGES = ["ar", "es", "fr", "ko"]
SAID_IN_CODE = {"ui_strings", "_make_line", "plain"}
SAID_IN_TEMPLATES = re.compile(r"\b(?:_|plain|label)\(\s*\"([^\"]+)\"")


def catalogue(name: str) -> Catalog:
    """Return one of this project's own catalogues."""
    with (PROJECT_DIR / "locale" / name).open("rb") as stream:
        return read_po(stream)


def template() -> list[str]:
    """Return the messages of the template, in its order."""
    return [str(message.id) for message in catalogue("press.pot") if message.id]


def listed(language: str) -> list[str]:
    """Return the messages of this project's own lists, of topics, events and signatories, in their order."""
    root = Root(PROJECT_DIR)
    return [entry.msgid for entry in read_root_entries(root, read_register(root), language)]


def in_code() -> tuple[set[str], set[str]]:
    """Return the messages that code translates, and every string in code."""
    asked, held = set(), set()
    for path in (PROJECT_DIR / "build_tools").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                held.add(node.value)
            if isinstance(node, ast.Call) and _name(node.func) in SAID_IN_CODE and node.args:
                argument = node.args[0]
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    asked.add(argument.value)
    return asked, held


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def in_templates() -> set[str]:
    """Return the messages that the templates of styles/ translate."""
    files = [path for path in STYLES_DIR.rglob("*") if path.is_file() and path.suffix != ".css"]
    texts = (path.read_text(encoding="utf-8", errors="ignore") for path in files)
    return {message for text in texts for message in SAID_IN_TEMPLATES.findall(text)}


def test_every_word_of_the_design_is_in_the_template() -> None:
    """Every message that code or a template uses can be translated."""
    asked = in_code()[0] | in_templates()
    assert sorted(asked - set(template())) == []


def test_the_template_holds_no_word_that_nobody_says() -> None:
    """The template has no unused message, except those in a list with reasons."""
    listed = set(LISTED["registers"]) | set(LISTED["ahead"]) | set(LISTED["disclaimers"])
    listed |= set(LISTED["subjects"])
    used = in_code()[1] | in_templates()
    assert sorted(set(template()) - used - listed) == []
    assert sorted(listed - set(template())) == []


def of_sphinx(module: str) -> set[str]:
    """Return the messages of one of Sphinx's modules, except the kinds of its search."""
    spec = importlib.util.find_spec(module)
    assert spec is not None
    tree = ast.parse(Path(spec.origin or "").read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
    kinds = [call.args[0] for call in calls if _name(call.func) == "ObjType"]
    messages = [call.args[0] for call in calls if _name(call.func) == "_" and call not in kinds]
    return {ast.literal_eval(each) for each in messages}


@pytest.mark.parametrize("module", OF_SPHINX["modules"])
def test_what_sphinx_says_in_a_text_is_ours_to_translate(module: str) -> None:
    """Each string that Sphinx may write into a text is among those that press.po can translate."""
    unseen = [OF_SPHINX[kind] for kind in ("terminal", "links", "dates", "indices")]
    assert sorted(of_sphinx(module) - set(SPHINX_MESSAGES).union(*unseen)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_translated(language: str) -> None:
    """No reader of these languages sees a string in another language."""
    po = catalogue(f"{language}/LC_MESSAGES/press.po")
    messages = [message for message in po if message.id]
    assert [str(message.id) for message in messages] == [*template(), *listed(language)]
    assert [message.id for message in messages if message.fuzzy or not message.string] == []
    assert load_ui_strings(Language(tag=language, name=language), Root(PROJECT_DIR)).findings == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_header_says_who_translated(language: str) -> None:
    """A translation by machine is a draft until a person has reviewed it."""
    text = (PROJECT_DIR / "locale" / language / "LC_MESSAGES" / "press.po").read_text(encoding="utf-8")
    assert '"X-Translation-Origin: machine\\n"' in text
    assert '"X-Review-State: draft\\n"' in text
    assert f'"Language: {language}\\n"' in text


def test_the_glossary_has_each_term_in_each_language() -> None:
    """The glossary has a row for each term and language of the project, once."""
    first, *rows = (PROJECT_DIR / "locale" / "glossary.tsv").read_text(encoding="utf-8").splitlines()
    assert first == "key\tlanguage\tterm\tnote"
    pairs = [tuple(row.split("\t")[:2]) for row in rows]
    assert len(pairs) == len(set(pairs))
    assert set(pairs) >= {(key, tag) for key, _ in pairs for tag in ("en", *LANGUAGES)}
