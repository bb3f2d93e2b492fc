"""No translated word disappears without a finding at its line: real cases, one by one."""

from __future__ import annotations

import json
import posixpath
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from build_tools.cli import dispatch
from build_tools.paths import PROJECT_DIR
from tests.helpers.editions import ROOTS, root_of

DATA = Path(__file__).parent.parent / "data" / "lost_text"
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
REGISTER = """\
[publications.a]
languages = ["en", "fr"]
formats = ["html"]
[publications.b]
languages = ["en"]
"""
HEAD = """\
.. _top:

The Text
========

.. |city| replace:: place

.. glossary::

   town
      A place.

   mayor
      A person.

.. [#note] One remark.
.. [#other] Two remarks.

__ https://example.org/words

"""
# Intended errors in the roots of other tests.
EXPECTED = {
    "proofs": {
        ("catalogue/refused-link", "locale/ar/LC_MESSAGES/pact/art-1.po"),
        ("catalogue/refused-control", "locale/fr/LC_MESSAGES/pact/art-1.po"),
        ("catalogue/refused-link", "locale/ko/LC_MESSAGES/pact/art-1.po"),
    }
}
# The page source of a message: each has its own article.
WHERE = {
    "paragraph": "{msgid}",
    "title": "{msgid}\n~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~",
    "cell": ".. list-table::\n\n   * - {msgid}\n     - \\",
    "item": "1. {msgid}",
    "caption": ".. list-table:: {msgid}\n\n   * - \\",
    "note": ".. note:: {msgid}",
    "rubric": ".. rubric:: {msgid}",
    "term": "{msgid}\n   \\-",
    "glossary": ".. glossary::\n\n   {msgid}\n      \\-",
    "box": ".. admonition:: Box\n\n   {msgid}",
}


@dataclass(frozen=True)
class Case:
    """A message, its translation, and the code expected at its line."""

    name: str
    msgstr: str
    told: str
    msgid: str = ""
    where: str = "paragraph"
    lost: bool = False
    line: int = 0

    @property
    def source(self) -> str:
        """The msgid: its own if the case depends on the source."""
        return self.msgid or f"A sentence for {self.name}."


def _cases() -> list[Case]:
    """Return the cases, each with the line of its msgid in one catalogue of all of them."""
    read = tomllib.loads((DATA / "messages.toml").read_text(encoding="utf-8"))
    line, placed = HEADER.count("\n") + 1, []
    for given in read["case"]:
        case = Case(**given, line=line)
        placed.append(case)
        line += _entry(case).count("\n")
    return placed


def _entry(case: Case) -> str:
    return f"msgid {json.dumps(case.source)}\nmsgstr {_quoted(case.msgstr)}\n\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


CASES = _cases()


def get_case_id(case: Case) -> str:
    """Return the pytest id of a case."""
    return case.name


@dataclass(frozen=True)
class LostTextResults:
    """The findings at each line, the text of the page, and the text by Sphinx alone."""

    check: dict[int, list[dict[str, Any]]]
    build: dict[int, list[dict[str, Any]]]
    page: str
    usual: str


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> LostTextResults:
    """Check and build one page with every case, and build it with Sphinx alone too."""
    root = tmp_path_factory.mktemp("losing")
    body = "".join(
        f".. _here-{number}:\n\nArticle {number}\n-----------\n\n"
        f"{WHERE[case.where].format(msgid=case.source)}\n\n"
        for number, case in enumerate(CASES)
    )
    po = HEADER + "".join(map(_entry, CASES))
    _write(root, po, HEAD + body)
    check, build = root / "check.json", root / "build.json"
    assert (
        dispatch.run_command(["catalogue", "check", "-q", "--root", str(root), "--report", str(check)]) == 1
    )
    assert dispatch.run_command(["build", "-q", "--root", str(root), "--report", str(build)]) == 0
    page = root / "build/editions/fr/a/html/index.html"
    return LostTextResults(
        check=_by_line(check), build=_by_line(build), page=_text(page), usual=_text(_usual(root))
    )


def _write(root: Path, po: str, page: str, name: str = "index.po") -> None:
    files = {
        "source/publications.toml": REGISTER,
        "source/a/index.rst": page,
        "source/b/index.rst": "Other\n=====\n",
        f"locale/fr/LC_MESSAGES/a/{name}": po,
    }
    for file, text in files.items():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(text, encoding="utf-8")


def _usual(root: Path) -> Path:
    """Build the page with Sphinx alone; return it."""
    settings = {"language": "fr", "locale_dirs": "../locale", "gettext_compact": "0"}
    chosen = [word for name, value in settings.items() for word in ("-D", f"{name}={value}")]
    command = [sys.executable, "-m", "sphinx", "-Q", "-C", "-b", "html", *chosen]
    places = [str(root / "source"), str(root / "usual")]
    subprocess.run([*command, "-D", "root_doc=a/index", *places], check=True)
    return root / "usual/a/index.html"


def _by_line(report: Path) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    for finding in json.loads(report.read_bytes())["findings"]:
        found.setdefault(finding["place"]["line"], []).append(finding)
    return found


def _text(page: Path) -> str:
    """Return the letters and digits of a page's body."""
    body = page.read_text("utf-8").partition("<body")[2]
    return _letters(unescape(re.sub(r"<[^>]*>", "", body)))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _words(case: Case) -> str:
    """Return the letters that readers of a case should see: without names of roles, notes, targets."""
    text = re.sub(r":\w+:`|\[#\w+\]_|\|\w+\||<\w+>|https?:\S+", "", case.msgstr)
    return _letters(text)


@pytest.mark.parametrize("case", CASES, ids=get_case_id)
def test_every_case_is_told_at_the_line_of_its_msgid(case: Case, results: LostTextResults) -> None:
    """Check and build report each case at its line of the .po, with a remedy."""
    for found in (results.check, results.build):
        codes = {one["code"]: one for one in found.get(case.line, ())}
        finding = codes.get(f"catalogue/{case.told}")
        assert finding, codes
        assert finding["place"]["file"] == "locale/fr/LC_MESSAGES/a/index.po"
        assert finding["place"]["message_id"] == case.source
        assert finding["severity"] == ("error" if case.lost else "warning")
        assert " — " in finding["message"] or case.told == "ref.term"


@pytest.mark.parametrize("case", CASES, ids=get_case_id)
def test_words_reach_the_page_unless_an_error_says_that_they_do_not(
    case: Case, results: LostTextResults
) -> None:
    """A warning loses no letter; after an error the source is shown instead."""
    words = _letters(case.msgstr)
    assert (not words or words not in results.page) if case.lost else (_words(case) in results.page)
    if case.lost and case.where == "paragraph" and not case.msgid:
        assert _letters(case.source) in results.page


def test_the_cases_are_real() -> None:
    """There are at least sixty cases, each about another way to lose a word."""
    catalogues = tomllib.loads((DATA / "catalogues.toml").read_text(encoding="utf-8"))["case"]
    names = [case.name for case in CASES] + [case["name"] for case in catalogues]
    assert len(names) == len(set(names)) >= 60


def test_the_usual_chain_loses_most_of_them(results: LostTextResults) -> None:
    """Sphinx alone drops words in most of the cases."""
    lost = [case.name for case in CASES if _words(case) and _words(case) not in results.usual]
    assert len(lost) > len(CASES) / 2, lost


@pytest.mark.parametrize(
    "case",
    tomllib.loads((DATA / "catalogues.toml").read_text(encoding="utf-8"))["case"],
    ids=lambda case: case["name"],
)
def test_what_is_lost_whole_is_told_at_its_line(
    case: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An entry or catalogue that no page uses, or that gettext rejects, is reported at its line."""
    name = case.get("file", "index.po")
    _write(tmp_path, HEADER + case["po"], "Title\n=====\n\nThe city acts.\n", name)
    (tmp_path / "source/a/other.rst").write_text(":orphan:\n\nElsewhere it is said.\n", "utf-8")
    report = tmp_path / "r.json"
    words = ["catalogue", "check", "-q", "--root", str(tmp_path), "--report", str(report)]
    severity = case.get("severity", "error")
    assert dispatch.run_command(words) == (1 if severity == "error" else 0)
    place = posixpath.normpath(f"locale/fr/LC_MESSAGES/a/{name}")
    found = [
        (one["code"], one["severity"])
        for one in json.loads(report.read_bytes())["findings"]
        if (one["place"]["file"], one["place"]["line"]) == (place, case["line"])
    ]
    assert (f"catalogue/{case['told']}", severity) in found
    errors = capsys.readouterr().err
    assert (f"{place}:{case['line']}: catalogue/{case['told']} " in errors) == (severity == "error")
    assert str(PROJECT_DIR) not in errors


ROLE = """\
from docutils import nodes


def hush(name, rawtext, text, lineno, inliner, options=None, content=None):
    return [nodes.inline(text, "hush")], []


def setup(app):
    app.add_role("hush", hush)
"""
HUSHED = """\
msgid "The :hush:`city` acts."
msgstr "La :hush:`grande commune` agit."
"""


def test_a_word_that_something_unforeseen_drops_is_found_by_comparing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """If a custom role drops words, the comparison reports which, at their line."""
    _write(tmp_path, HEADER + HUSHED, "Title\n=====\n\nThe :hush:`city` acts.\n")
    (tmp_path / "source/conf.py").write_text(ROLE, "utf-8")
    assert dispatch.run_command(["catalogue", "check", "-q", "--root", str(tmp_path)]) == 1
    errors = capsys.readouterr().err
    assert "index.po:4: catalogue/lost-text “grande commune” of the translation" in errors


@pytest.mark.parametrize("name", sorted(path.name for path in ROOTS.iterdir()))
def test_no_honest_catalogue_is_accused(name: str, tmp_path: Path) -> None:
    """No root of the tests has an error; those of the project's own texts have a test of their own."""
    for folder in ("source", "locale"):
        if (root_of(name).path / folder).is_dir():
            shutil.copytree(root_of(name).path / folder, tmp_path / folder)
    report = tmp_path / "r.json"
    dispatch.run_command(["catalogue", "check", "-q", "--root", str(tmp_path), "--report", str(report)])
    found = json.loads(report.read_bytes())["findings"]
    expected = EXPECTED.get(name, set())
    assert {(one["code"], one["place"]["file"]) for one in found if one["severity"] == "error"} == (expected)
