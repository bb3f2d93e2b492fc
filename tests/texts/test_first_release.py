"""The first release of the project's own texts, 2026.2: whole, as its sums say, and told in each edition."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from build_tools import checks
from build_tools.cli.dispatch import run_command
from build_tools.model import ReportRow, Target
from build_tools.paths import PROJECT_DIR, BuildFolder, Root, describe_output
from build_tools.paths.release_folder import ReleaseFolder
from build_tools.release.edition_check import count_pdf_pages
from build_tools.release.manifest import read_manifest
from build_tools.release.verification import verify_release
from build_tools.tasks.build.inputs import read_inputs
from build_tools.tasks.build.row_recorder import RowRecorder
from build_tools.tasks.options import Options, Selection
from build_tools.validators import nu
from tests.helpers.editions import FORMATS, OWN, Made, Shelf
from tests.helpers.inspect import get_element_text
from tests.texts.conftest import EDITIONS

VERSION = "2026.2"
NOTES = {
    "en": "The first release of this reading edition.",
    "fr": "La première parution de cette édition de lecture.",
    "es": "La primera publicación de esta edición de lectura.",
    "ar": "أول نشر لطبعة القراءة هذه.",
    "ko": "이 읽기판의 첫 발행본입니다.",
    "pt": "A primeira publicação desta edição de leitura.",
    "it": "La prima versione di questa edizione di lettura.",
    "ca": "La primera publicació d’aquesta edició de lectura.",
}


@pytest.fixture(scope="module")
def release(shelf: Shelf, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the release of all editions, cut from a copy of the project as an editor does.

    Its editions are those that all tests are made of. That they pass the checks is tested elsewhere.
    """
    root = Root(tmp_path_factory.mktemp("project"))
    for folder in ("source", "locale"):
        shutil.copytree(PROJECT_DIR / folder, root.path / folder)
    put_editions([shelf.edition(OWN, *name) for name in EDITIONS], root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            checks, "CHECKS", tuple(one for one in checks.CHECKS if one.code == "html/duplicate-id")
        )
        assert run_command(["release", "cut", VERSION, "--root", str(root.path), "-q"]) == 0
    return root.releases / VERSION


def put_editions(editions: list[Made], root: Root) -> None:
    """Put editions into the build folder of a root, as a build of it leaves them."""
    build = BuildFolder(root.path / "build")
    build.private.mkdir(parents=True)
    shutil.copytree(editions[0].build.private / "said", build.private / "said")
    options = Options(root=root, build=build, selection=Selection())
    recorder = RowRecorder(options=options, inputs=read_inputs(root, build), on_event=lambda _row: None)
    with recorder.write_at_exit():
        for one in editions:
            for format in FORMATS:
                recorder(place_edition(one, format, build), one.dependencies, ())


def place_edition(made: Made, format: str, build: BuildFolder) -> ReportRow:
    """Put an edition in a format in its place, and return what a build reports of it."""
    target = Target(made.edition.publication.id, made.edition.language.tag, format)
    origin, place = made.build.get_output(target), build.get_output(target)
    place.parent.mkdir(parents=True, exist_ok=True)
    copy: Callable[..., Any] = shutil.copytree if origin.is_dir() else shutil.copy2
    copy(origin, place)
    pages = count_pdf_pages(origin.read_bytes()) if format == "pdf" else None
    status = made.edition.review_status
    return ReportRow(
        target=target,
        status="built",
        output=describe_output(place, build.relativize(build.get_main_file(target)), pages),
        coverage=status.coverage,
        review=status.review,
        origin=status.word_origin,
    )


def test_every_edition_is_released(release: Path) -> None:
    """Three texts in eight languages and three formats, all of this version, none reviewed by a person."""
    manifest = read_manifest(ReleaseFolder(release))
    assert len(manifest.editions) == len(EDITIONS) * len(FORMATS) == 72
    assert {one.carried_from for one in manifest.editions} == {""}
    assert {(one.review, one.origin) for one in manifest.editions} == {("draft", "machine")}
    assert {one.coverage.untranslated for one in manifest.editions} == {0}
    assert all(one.pages for one in manifest.editions if one.target.format == "pdf")


def test_the_release_is_as_it_was_published(release: Path) -> None:
    """Its own command finds nothing, and neither does one that knows nothing of releases."""
    found = verify_release(ReleaseFolder(release), None).findings
    assert [one for one in found if one.severity == "error"] == []
    sums = subprocess.run(
        ["sha256sum", "--check", "--quiet", "--strict", "SHA256SUMS"],
        cwd=release,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (sums.stdout, sums.stderr, sums.returncode) == ("", "", 0)
    assert [file for file in release.rglob("*") if file.stat().st_mode & 0o222] == []


@pytest.mark.parametrize("name", EDITIONS, ids="-".join)
def test_each_edition_tells_its_version(release: Path, name: tuple[str, str]) -> None:
    """The page of versions has the number and the note in the language of the edition."""
    publication, tag = name
    page = html.parse(str(release / f"editions/{tag}/{publication}/html/versions.html"))
    (term,), lines = page.xpath("//main//dt"), page.xpath("//main//dl//p")
    assert VERSION in get_element_text(term)
    assert get_element_text(lines[-1]) == NOTES[tag]


def test_its_pages_are_valid(release: Path, tmp_path: Path) -> None:
    """Nu finds nothing in the notes of each language, nor in what compares the release with the texts now."""
    other = shutil.copytree(release, tmp_path / "other")
    page = other / "editions/ar/charter-agenda/html/right-5.html"
    page.chmod(0o644)
    page.write_text(page.read_text().replace("المدينة", "القرية"))
    out = tmp_path / "out"
    root = str(release.parents[1])
    assert (
        run_command(["release", "compare", str(release), str(other), "--root", root, "-o", str(out), "-q"])
        == 0
    )
    pages = [*release.glob("notes/*.html"), *out.rglob("*.html")]
    assert len(pages) == len(NOTES) + len(EDITIONS)
    assert [one for said in nu.validate(pages).values() for one in said] == []


def test_the_next_versions_know_this_one(release: Path) -> None:
    """Each article of each edition is recorded with its words, and a second cut is refused."""
    root = Root(release.parents[1])
    rows = [line.split("\t") for line in root.versions.read_text().splitlines()[1:]]
    assert sorted((row[0], row[2]) for row in rows) == sorted(EDITIONS)
    articles = [tuple(line.split("\t")[:4]) for line in root.articles.read_text().splitlines()[1:]]
    assert {("charter-agenda", VERSION, tag, "ca-5") for tag in NOTES} <= set(articles)
    assert len(set(articles)) == len(articles) > 900
    assert run_command(["release", "cut", VERSION, "--root", str(root.path), "-q"]) == 2
