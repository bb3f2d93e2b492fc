"""The CSS of an e-book is flat: old reading systems know no variable, no `:is()` and no logical side."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from build_tools.formats.epub.flat_css import flatten_css
from build_tools.paths import PROJECT_DIR, Root
from build_tools.register import languages
from tests.helpers.editions import Shelf
from tests.helpers.inspect import read_members

DATA = Path(__file__).parents[1] / "data" / "formats"
LAYERS = languages.read_layers(Root(PROJECT_DIR))
TOKENS = ":root { --a: 1.9em; --b: var(--a); } html.arabic { --a: 2em; } html.cjk { --a: 3em; }"
CASES = tomllib.loads((DATA / "flat_css.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["css"])
def test_a_rule_is_flattened(case: dict[str, Any]) -> None:
    """Each value is that of the edition's language, each side that of its direction, each selector plain."""
    language = languages.resolve_language(case["language"], LAYERS)
    lines = flatten_css(f"{TOKENS} {case['css']}", language).splitlines()
    assert [line.strip() for line in lines] == case["flat"]


@pytest.mark.parametrize("language", ["en", "ar", "ko"])
def test_an_ebook_has_flat_css(shelf: Shelf, language: str) -> None:
    """The style sheet of a book holds nothing but what readers of 2010 know, or passed over without harm."""
    css = read_members(shelf.edition("kitchen-sink", "sink", language).epub)["EPUB/style.css"].decode()
    css = re.sub(r'"[^"]*"', "", css)
    assert (
        re.findall(
            r"var\(|calc\(|:is\(|color-mix|(?:^|[ ;])[\w-]*-(?:inline|block)(?:-\w+)*:|\w-size: *var", css
        )
        == []
    )
    assert re.search(r"\.item-mark \{[^}]*margin-" + ("right" if language == "ar" else "left") + r": -", css)
    # Without counter styles, which calibre drops, a list with bullets would be numbered.
    assert css.rfind("ul { list-style-type: disc; }") > css.rfind("list-style-type: dash")
