"""The usual tools work here: Sphinx, gettext and Poedit, as a translator knows them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from lxml import html

from build_tools.paths import PROJECT_DIR, Root
from tests.helpers.inspect import extract_words, get_element_text
from tests.helpers.translations import translations

OWN = Root(PROJECT_DIR)
CATALOGUES = sorted(OWN.locale.rglob("*.po"))
TEXT = "charter-agenda"
NEW = "A paragraph that nobody has translated yet."


def run(*command: str, cwd: Path) -> str:
    """Run a program of the environment and return its output; it must succeed."""
    tool = Path(sys.executable).with_name(command[0])
    done = subprocess.run([str(tool), *command[1:]], cwd=cwd, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def msgstrs(file: Path) -> dict[str, str]:
    """Return the translations of a catalogue by their message."""
    with file.open("rb") as stream:
        return {str(each.id): str(each.string) for each in read_po(stream) if each.id}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the project's sources and catalogues, as a translator has them."""
    folder = tmp_path_factory.mktemp("plain tools") / "a copy"
    for each in (OWN.source, OWN.locale):
        shutil.copytree(each, folder / each.name)
    return folder


@pytest.fixture(scope="module")
def templates(copy: Path) -> Path:
    """Return the templates of the copy, with one new paragraph."""
    page = copy / "source" / TEXT / "preamble.rst"
    page.write_text(f"{page.read_text('utf-8')}\n{NEW}\n", encoding="utf-8")
    output = run("sphinx-build", "-q", "-b", "gettext", "source", "pot", cwd=copy)
    assert output == ""
    return copy / "pot"


def test_sphinx_builds_the_pages_in_french(copy: Path) -> None:
    """`sphinx-build -D language=fr` has no warning, and every page begins in French."""
    output = run("sphinx-build", "-q", "-b", "html", "-D", "language=fr", "source", "out", cwd=copy)
    assert output == ""
    translated = list(translations(OWN.get_catalogue_folder("fr", TEXT), "fr"))
    pages = {page.stem for page in (OWN.source / TEXT).glob("*.rst")}
    assert {each.page for each in translated} == pages
    for name in pages:
        tree = html.fromstring((copy / "out" / TEXT / f"{name}.html").read_bytes())
        text = " ".join(extract_words(get_element_text(tree)))
        here = [one.pieces[0] for one in translated if one.page == name and one.is_sentence]
        assert [sentence for sentence in here if sentence not in text] == []
        assert tree.get("lang") == "fr"


def test_templates_are_named_as_the_catalogues(templates: Path) -> None:
    """`sphinx-build -b gettext` writes a template for each page, where sphinx-intl reads it."""
    there = {path.relative_to(templates / TEXT).stem for path in (templates / TEXT).rglob("*.pot")}
    assert there == {path.stem for path in OWN.get_catalogue_folder("fr", TEXT).rglob("*.po")}


def test_sphinx_intl_updates_and_loses_nothing(copy: Path, templates: Path) -> None:
    """`sphinx-intl update` adds new messages, untranslated, and keeps every translation."""
    run("sphinx-intl", "update", "-p", "pot", "-d", "locale", "-l", "fr", cwd=copy)
    for file in OWN.get_catalogue_folder("fr", TEXT).rglob("*.po"):
        before, after = msgstrs(file), msgstrs(copy / file.relative_to(OWN.path))
        assert {id: text for id, text in after.items() if id in before} == before
        assert set(after) - set(before) == ({NEW} if file.stem == "preamble" else set())
    assert msgstrs(copy / "locale/fr/LC_MESSAGES" / TEXT / "preamble.po")[NEW] == ""


def test_sphinx_intl_reports_how_far_they_are(copy: Path) -> None:
    """`sphinx-intl stat` counts the messages of each catalogue."""
    clean = copy / "clean"
    shutil.copytree(OWN.locale, clean)
    output = run("sphinx-intl", "stat", "-d", "clean", "-l", "fr", cwd=copy)
    counted = dict(re.findall(r"^\S*LC_MESSAGES/(\S+): (.+)$", output, re.MULTILINE))
    for file in (OWN.locale / "fr").rglob("*.po"):
        texts = list(msgstrs(file).values())
        found = (sum(map(bool, texts)), sum(not text for text in texts))
        name = file.relative_to(OWN.locale / "fr/LC_MESSAGES").as_posix()
        assert counted[name] == f"{found[0]} translated, 0 fuzzy, {found[1]} untranslated."


def headers(file: Path) -> Iterator[tuple[str, str]]:
    """Yield the header fields of a catalogue as written."""
    first = file.read_text("utf-8").partition('msgid ""')[2].partition("\n\n")[0]
    yield from re.findall(r'^"([\w-]+): (.*)\\n"$', first, re.MULTILINE)


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: str(file.relative_to(OWN.locale)))
def test_a_catalogue_is_as_gettext_and_poedit_want_it(file: Path) -> None:
    """GNU gettext has no complaint; the header has language, plural forms and charset."""
    command = ["msgfmt", "--check", "-o", "/dev/null", str(file)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    found = dict(headers(file))
    language = file.relative_to(OWN.locale).parts[0]
    assert found["Language"] == language
    assert found["Plural-Forms"].startswith(f"nplurals={Catalog(language).num_plurals}; plural=")
    assert found["Content-Type"] == "text/plain; charset=UTF-8"
    assert found["Content-Transfer-Encoding"] == "8bit"
    assert found["MIME-Version"] == "1.0"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d[+-]\d{4}", found["PO-Revision-Date"])
    assert not {name for name in found if name.startswith(("X-Generator", "X-Poedit"))}
    assert file.read_bytes().endswith(b"\n")
    assert b"\r" not in file.read_bytes()
