"""An assessment applies to one edition, in one format, at one version."""

from __future__ import annotations

from datetime import date

import pytest

from build_tools import register
from build_tools.model import Assessment
from tests.register.conftest import MakeRoot

TEXT = """
[publications.my-text]
languages = ["en", "fr"]
version = "2026.1"

[publications.my-text.assessed.fr.epub]
by = "A. Reader"
date = 2026-12-01
standard = "WCAG 2.2 AA"
version = "2026.1"
report = "https://example.org/report"
credential = "Reads by ear"

[publications.my-text.assessed.fr.pdf]
by = "B. Reader"
date = 2025-12-01
standard = "WCAG 2.1 A"
version = "2025.1"
"""


def test_an_assessment_arrives_whole(make_root: MakeRoot) -> None:
    """The publication has every field of an assessment in the register."""
    (text,) = register.read_register(make_root(TEXT)).publications
    assert text.assessments[0] == Assessment(
        language="fr",
        format="epub",
        by="A. Reader",
        date=date(2026, 12, 1),
        standard="WCAG 2.2 AA",
        version="2026.1",
        report="https://example.org/report",
        credential="Reads by ear",
    )


@pytest.mark.parametrize(
    ("tag", "format", "by"),
    [
        ("fr", "epub", "A. Reader"),
        ("en", "epub", None),
        ("fr", "html", None),
        # An assessment of last year's edition does not apply to this one.
        ("fr", "pdf", None),
    ],
)
def test_an_assessment_is_of_one_edition(make_root: MakeRoot, tag: str, format: str, by: str | None) -> None:
    """An assessment applies to no other language, format or version."""
    (text,) = register.read_register(make_root(TEXT)).publications
    found = text.find_assessment(tag, format)
    assert (found.by if found else None) == by
