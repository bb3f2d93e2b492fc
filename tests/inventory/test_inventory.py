"""The inventory: labels and titles that the sources of a publication define, and references in them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from hypothesis import example, given
from hypothesis import strategies as st

from build_tools import inventory
from build_tools.paths import PROJECT_DIR, Root

DATA = Path(__file__).parents[1] / "data" / "inventory"
CASES = tomllib.loads((DATA / "pages.toml").read_text("utf-8"))["case"]
PLAIN = {"report_level": 5, "doctitle_xform": False}
OWN = sorted(path.name for path in (PROJECT_DIR / "source").iterdir() if path.is_dir())


def read_inventory(text: str, folder: Path) -> inventory.Inventory:
    """Return the inventory of a publication of one page."""
    page = folder / "source" / "a" / "page.rst"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_bytes(text.encode("utf-8"))
    return inventory.read_inventory(Root(folder), "a")


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_labels_titles_and_references_are_read(case: Any, tmp_path: Path) -> None:
    """The inventory has labels, the titles below them, the page's own title, and referenced labels."""
    found = read_inventory(case["page"], tmp_path)
    assert {name: label.title for name, label in found.labels.items()} == case["labels"]
    assert found.titles["page"] == case["title"]
    assert found.referenced == frozenset(case.get("asked", []))


def test_the_label_next_to_a_title_numbers_it(tmp_path: Path) -> None:
    """Of several labels above a title the last numbers the article, as in its own pages."""
    found = read_inventory(".. _old-1:\n.. _a-1:\n\n.. _a-2:\n\nA Title\n=======\n", tmp_path).labels
    assert {name: label.nearest for name, label in found.items()} == {
        "old-1": "a-2",
        "a-1": "a-2",
        "a-2": "a-2",
    }


@pytest.mark.parametrize("publication", OWN)
def test_our_own_titles_are_those_that_docutils_reads(publication: str) -> None:
    """Each label of our texts has the title that docutils gives its section."""
    found = inventory.read_inventory(Root(PROJECT_DIR), publication)
    for page in (PROJECT_DIR / "source" / publication).glob("*.rst"):
        tree = publish_doctree(page.read_text("utf-8"), settings_overrides=PLAIN)
        titled = {
            name: section.next_node(nodes.title).rawsource
            for section in tree.findall(nodes.section)
            for name in section["names"]
            if tree.nametypes.get(name)
        }
        labels = {name: label.title for name, label in found.labels.items() if label.title}
        here = {name: text for name, text in labels.items() if found.labels[name].page == page.stem}
        assert here == titled


@example([":ref:`", " ", "`"])
@example([":ref:`", "a", "<", " ", ">", "`"])
@example([".. _", "`", " ", "`", ":"])
@example([".. _", " ", ":"])
@given(st.lists(st.sampled_from([*"._:`<>ab=-~ \n\\|*", ":ref:`", ".. _"]), max_size=80))
def test_any_text_is_read(tmp_path_factory: pytest.TempPathFactory, signs: list[str]) -> None:
    """Any text can be parsed, and no label that is defined or referenced is empty."""
    found = read_inventory("".join(signs), tmp_path_factory.getbasetemp() / "inventory")
    assert "" not in {*found.labels, *found.referenced}
    assert all(label.place.line for label in found.labels.values())
