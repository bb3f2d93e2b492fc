"""The review status of an edition, from the headers of its catalogues."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from build_tools.catalogues import compile_edition
from build_tools.paths import Root
from tests.catalogues.conftest import MakeEdition, Write, header

DATA = Path(__file__).parent.parent / "data" / "catalogues"
CASES: list[dict[str, Any]] = tomllib.loads((DATA / "standing.toml").read_text())["case"]
FIELDS = {
    "review": "X-Review-State",
    "origin": "X-Translation-Origin",
    "revised": "PO-Revision-Date",
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_an_edition_is_as_sure_as_its_weakest_page(
    case: dict[str, Any], root: Root, write: Write, edition: MakeEdition, tmp_path: Path
) -> None:
    """Review state and origin are the lowest of all pages, the date is the newest."""
    for page, fields in enumerate(case["headers"]):
        head = header(**{FIELDS[name]: value for name, value in fields.items()})
        write(f"p/page-{page}.po", 'msgid "a"\nmsgstr "b"\n', head=head)
    compiled = compile_edition(edition(), root, tmp_path / "into")
    revised: date | None = case.get("revised")
    assert compiled.review_status.review == case["review"]
    assert compiled.review_status.translation_origin == case["origin"]
    assert compiled.review_status.revision_date == revised
    assert compiled.review_status.text_origin == "machine"
    odd = [finding.message.split()[0] for finding in compiled.findings]
    assert odd == case.get("odd", [])
    assert all(finding.code == "catalogue/header" for finding in compiled.findings)
