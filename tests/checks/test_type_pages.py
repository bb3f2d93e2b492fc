"""Checks of printed pages find typographic errors, and pass correct pages."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from build_tools import fonts
from build_tools.checks import CHECKS, BuiltEdition
from build_tools.paths import PROJECT_DIR, Root
from build_tools.pdf import relayout, write_pdf
from build_tools.pdf import weasyprint70_justification as justification
from build_tools.pdf import weasyprint70_layout as layout_patches
from build_tools.register import languages
from tests.helpers.checks import built, messages

DATA = tomllib.loads(
    (Path(__file__).parents[1] / "data" / "checks" / "type" / "pages.toml").read_text("utf-8")
)
CASES = DATA["case"]
FILLER = re.compile(r"\{filler (\d+)\}")


def book(home: Path, case: Any, cache: Path) -> BuiltEdition:
    """Write the PDF of a case: a cover, then the content of the case."""
    tag = case.get("language", "en")
    language = languages.resolve_language(tag, languages.read_layers(Root(PROJECT_DIR)))
    edition = built(home, "pdf", language)
    edition.path.parent.mkdir(parents=True)
    body = FILLER.sub(r'<div style="height: \1pt"></div>', case["body"])
    style = fonts.make_print_css(fonts.select_fonts(language), body, cache) + DATA["sheet"]
    html = f'<html lang="{tag}" dir="{language.direction}"><head><style>{style}</style></head>'
    write_pdf(
        f"{html}<body><h1>Cover</h1>{body}</body></html>",
        edition.path,
        image_folder=home,
        identifier="a",
        is_rtl=language.is_rtl,
    )
    if "spoken" in case:
        edition.expected_text.parent.mkdir(parents=True)
        block = {"page": "a", "kind": "paragraph", "text": case["spoken"], "place": {"file": "a"}}
        edition.expected_text.write_text(json.dumps({"pages": ["a"], "blocks": [block]}), "utf-8")
    return edition


@pytest.fixture(scope="session")
def faces(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the font subsets for samples."""
    return tmp_path_factory.mktemp("faces")


@pytest.mark.parametrize("case", CASES, ids=[f"{case['code']}: {case['name']}" for case in CASES])
def test_a_page_is_looked_at(case: Any, tmp_path: Path, faces: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each error of a page is reported with its words, and nothing else is."""
    if case.get("over"):  # as WeasyPrint would break the page
        monkeypatch.setattr(layout_patches, "is_hyphenated", lambda _line: False)
        monkeypatch.setattr(justification, "MAX_WORD_SPACING", 99)
        monkeypatch.setattr(relayout, "iter_paragraphs_to_move", lambda _pages: ())
    found = messages(case["code"], book(tmp_path, case, faces))
    assert [said for said in found if case.get("only", "") in said] == case.get("says", [])


def test_every_check_of_pages_has_both_samples() -> None:
    """Each check has a book that it passes and one with a finding."""
    pages = {check.code for check in CHECKS if check.formats == ("pdf",)}
    coded = {case["code"] for case in CASES}
    for says in (True, False):
        assert {case["code"] for case in CASES if ("says" in case) is says} == coded
    assert coded <= pages


def test_words_that_nobody_knows_are_not_passed(tmp_path: Path) -> None:
    """Without the expected text, split words cannot be detected: that is reported, not passed."""
    (message,) = messages("type/cut-word", built(tmp_path, "pdf"))
    assert message.startswith("there is no expected text")
