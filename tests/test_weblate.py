"""The components of Weblate: one for each page, and one for the UI strings."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from build_tools.paths import PROJECT_DIR

Value = str | dict[str, object]
COMPONENTS: list[Mapping[str, Value]] = json.loads(
    (PROJECT_DIR / "locale" / "weblate.json").read_text("utf-8")
)
REGISTER = tomllib.loads((PROJECT_DIR / "source" / "publications.toml").read_text("utf-8"))
LANGUAGES = {path.parent.name for path in (PROJECT_DIR / "locale").glob("*/LC_MESSAGES")}
by_name = pytest.mark.parametrize("component", COMPONENTS, ids=lambda each: str(each["name"]))


def test_every_page_has_its_component() -> None:
    """Each page of each publication is a component, press.po is the first, and there are no others."""
    pages = [
        path.relative_to(PROJECT_DIR / "source").with_suffix("").as_posix()
        for text in REGISTER["publications"]
        for path in (PROJECT_DIR / "source" / text).rglob("*.rst")
    ]
    names = [component["name"] for component in COMPONENTS]
    assert names[0] == "press"
    assert sorted(names[1:], key=str) == sorted(pages)


@by_name
def test_a_component_is_the_catalogue_of_its_page(component: Mapping[str, Value]) -> None:
    """A component has the catalogue of its page in every language, and nothing else."""
    assert component["filemask"] == f"locale/*/LC_MESSAGES/{component['name']}.po"
    assert component["slug"] == str(component["name"]).replace("/", "-")
    assert re.fullmatch(r"[a-z0-9-]+", str(component["slug"]))
    found = PROJECT_DIR.glob(str(component["filemask"]))
    assert {path.relative_to(PROJECT_DIR / "locale").parts[0] for path in found} == LANGUAGES


@by_name
def test_a_catalogue_stays_as_it_is(component: Mapping[str, Value]) -> None:
    """Weblate does not wrap lines, names folders as Sphinx does, and adds no language."""
    assert component["file_format"] == "po"
    wanted = {"po_line_wrap": 65535, "po_no_location": False, "po_keep_previous": True}
    assert component["file_format_params"] == wanted
    assert component["language_code_style"] == "posix"
    assert component["new_lang"] == "contact"


@by_name
def test_a_component_says_what_it_is(component: Mapping[str, Value]) -> None:
    """A page is reStructuredText with the licence of its text; UI strings have that of the code."""
    if component["name"] == "press":
        assert (component["check_flags"], component["license"]) == ("", "Apache-2.0")
        assert (PROJECT_DIR / str(component["new_base"])).is_file()
    else:
        text = Path(str(component["name"])).parts[0]
        licence = REGISTER["publications"][text]["licence"]
        assert (component["check_flags"], component["license"]) == ("rst-text", licence)
        assert component["new_base"] == ""
