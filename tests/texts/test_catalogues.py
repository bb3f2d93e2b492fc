"""Every message of the three texts is translated, without a finding."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from build_tools.errors import format_finding
from build_tools.paths import PROJECT_DIR, BuildFolder, Root
from build_tools.tasks.catalogue import check, status
from build_tools.tasks.options import Options, Selection

OWN = Root(PROJECT_DIR)
LANGUAGES = ["fr", "es", "ar", "ko", "pt", "it", "ca"]


def test_no_message_is_untranslated() -> None:
    """No word of any page is missing or fuzzy, in any language."""
    counts = status.measure_translation_status(OWN, workers=2)
    assert sorted(counts.languages) == sorted(LANGUAGES)
    gaps = {
        (tag, name): (text.coverage.missing, text.coverage.fuzzy)
        for tag, tongue in counts.languages.items()
        for name, text in tongue.publications.items()
    }
    assert {name: count for name, count in gaps.items() if count != (0, 0)} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_check_has_nothing_to_say(language: str, tmp_path: Path) -> None:
    """`catalogue check` has no finding, except those that a translator allowed."""
    order = Options(
        root=OWN,
        build=BuildFolder(tmp_path),
        selection=Selection(languages=(language,)),
        workers=2,
    )
    result = check.check_catalogues(order, clock=time.monotonic)
    lines = [format_finding(one) for one in result.findings if one.severity != "note"]
    assert lines == []
