"""A waiver of a translator applies wherever its finding would be reported."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from build_tools.cli import dispatch
from build_tools.paths import Root

REGISTER = '[publications.a]\nlanguages = ["en", "fr"]\nformats = ["html"]\n'
PAGE = "Title\n=====\n\nThere are 12 of a :term:`town`.\n\n.. glossary::\n\n   town\n      Place.\n"
WHY = "the decree says so"
CATALOGUE = f"""\
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

# allow numbers, ref.term: {WHY}
msgid "There are 12 of a :term:`town`."
msgstr "Il y en a 13 par :term:`bourgade`."
"""


@pytest.fixture
def root(tmp_path: Path) -> Root:
    """Return a root whose translation has two errors, both allowed by its translator."""
    for name, text in {
        "source/publications.toml": REGISTER,
        "source/a/index.rst": PAGE,
        "locale/fr/LC_MESSAGES/a/index.po": CATALOGUE,
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return Root(tmp_path)


def test_check_build_and_proof_tell_the_reason_and_warn_of_nothing(root: Root) -> None:
    """The finding is one note in check, build and proof, also for a reference that is resolved at writing."""
    report, at = root.path / "r.json", ["--root", str(root.path)]
    for words, codes in (
        (["catalogue", "check"], {"numbers", "ref.term"}),
        (["build", "-f", "html", "-f", "proof"], {"ref.term"}),
    ):
        assert dispatch.run_command([*words, "-q", *at, "--report", str(report)]) == 0
        found = json.loads(report.read_bytes())["findings"]
        assert {one["severity"] for one in found} == {"note"}
        codes_found = {one["code"] for one in found if one["message"].startswith(f"allowed: {WHY}")}
        assert codes_found == {f"catalogue/{code}" for code in codes}
    proof = (root.path / "build/proofs/fr/a/index.html").read_text("utf-8")
    assert f"<bdi>{WHY}</bdi>" in proof
    assert 'class="warning"' not in proof
