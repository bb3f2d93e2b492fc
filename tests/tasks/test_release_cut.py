"""`editions release cut`: what is published stays as it is, and is there whole or not at all."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from build_tools.errors import UserError
from build_tools.model import Finding
from build_tools.paths import Root, iter_files
from build_tools.paths.release_folder import ReleaseFolder, list_release_folders
from build_tools.process import lock
from build_tools.release.source_archive import iter_archive_files
from build_tools.release.verification import verify_release
from build_tools.tasks.options import Selection
from build_tools.tasks.release.log import format_log_json, list_releases
from tests.tasks.conftest import Cut

KILLS = 24


@pytest.fixture
def root(make_root: Any) -> Root:
    """Return a root of two texts in two languages."""
    made: Root = make_root({"a": ["en", "fr"], "b": ["en", "fr"]})
    return made


def list_errors(release: ReleaseFolder) -> list[Finding]:
    """Return what a release has that is not as it was published, but for what stands in stand-ins."""
    found = (one for one in verify_release(release, None).findings if one.severity == "error")
    return [one for one in found if one.code != "release/contents"]


def read_data(release: ReleaseFolder) -> Any:
    """Return the manifest of a release as others read it."""
    return json.loads(release.manifest.read_bytes())


def write_text(root: Root, publication: str, text: str) -> None:
    """Write another text of a publication."""
    (root.source / publication / "index.rst").write_text(text)


def test_a_release_holds_every_edition_and_is_valid(cut: Cut, root: Root) -> None:
    """It has all editions as they are built, reports, sources and sums that `sha256sum` reads."""
    result = cut("2026.2", note="Article 5 was changed")
    release = ReleaseFolder(root.releases / "2026.2")
    assert (result.exit_code, result.release) == (0, release)
    data = read_data(release)
    assert (data["version"], data["date"], data["note"]) == ("2026.2", "2026-12-02", "Article 5 was changed")
    targets = [(one["publication"], one["language"], one["format"]) for one in data["editions"]]
    wanted = [(p, tag, f) for p in "ab" for tag in ("en", "fr") for f in ("epub", "html", "pdf")]
    assert (targets, {one["from"] for one in data["editions"]}) == (wanted, {None})
    for file in iter_files(root.path / "build" / "editions"):
        name = file.relative_to(root.path / "build").as_posix()
        assert (release.path / name).read_bytes() == file.read_bytes()
    assert {one["path"] for one in data["files"]} >= {"dossier/index.html", "provenance.json", "sources.zip"}
    assert list_errors(release) == []
    command = ["sha256sum", "-c", "--strict", "--quiet", "SHA256SUMS"]
    assert subprocess.run(command, cwd=release.path, check=False).returncode == 0


def test_a_release_is_read_only(cut: Cut, root: Root) -> None:
    """Neither a file nor a folder of it can be written to."""
    cut("2026.2")
    paths = [root.releases / "2026.2", *(root.releases / "2026.2").rglob("*")]
    assert {path.stat().st_mode & 0o222 for path in paths} == {0}


def test_the_sources_are_all_that_is_needed(cut: Cut, root: Root) -> None:
    """They hold the texts of the root and the program, and no text of the program's own."""
    (root.path / "styles").mkdir()
    (root.path / "styles" / "print.css").write_text("p { color: black; }")
    cut("2026.2")
    names = {name for name, _ in iter_archive_files((root.releases / "2026.2/sources.zip").read_bytes())}
    wanted = {"source/publications.toml", "source/a/index.rst", "styles/print.css", "press/editions"}
    assert names >= {*wanted, "press/build_tools/cli/main.py", "press/locale/fr/LC_MESSAGES/press.po"}
    assert [name for name in names if name.startswith("press/source/")] == []


@pytest.mark.usefixtures("short_program")
def test_what_has_not_changed_is_carried_over(cut: Cut, root: Root) -> None:
    """Of the next release only the changed text is new; the log says so."""
    cut("2026.2")
    write_text(root, "b", "Title\n=====\n\nMore.\n")
    cut("2026.10")
    write_text(root, "a", "Title\n=====\n\nMore of this too.\n")
    cut("2027.1")
    origins = {
        one["publication"]: one["from"]
        for one in read_data(ReleaseFolder(root.releases / "2027.1"))["editions"]
    }
    assert origins == {"a": None, "b": "2026.10"}
    assert list_errors(ReleaseFolder(root.releases / "2027.1")) == []
    log = json.loads(format_log_json(list_releases(root.releases)))
    assert [(one["version"], one["new"]) for one in log] == [
        ("2027.1", {"a": ["en", "fr"]}),
        ("2026.10", {"b": ["en", "fr"]}),
        ("2026.2", {"a": ["en", "fr"], "b": ["en", "fr"]}),
    ]


def test_one_language_of_a_text_is_reissued_alone(cut: Cut, root: Root) -> None:
    """The rest is carried over as it was, also what has changed since."""
    cut("2026.1")
    write_text(root, "a", "Title\n=====\n\nMore.\n")
    write_text(root, "b", "Title\n=====\n\nMore of this too.\n")
    cut("2026.2", selection=Selection(publications=("a",), languages=("fr",)))
    release, first = (ReleaseFolder(root.releases / version) for version in ("2026.2", "2026.1"))
    new = {(one["publication"], one["language"]) for one in read_data(release)["editions"] if not one["from"]}
    assert new == {("a", "fr")}
    for name in ("editions/en/a/html/index.html", "editions/fr/b/b-fr.epub"):
        assert (release.path / name).read_bytes() == (first.path / name).read_bytes()
    assert list_errors(release) == []


@pytest.mark.parametrize("version", ["", "..", "a/b", "next", "2026.2.", "v2", "1" * 40])
def test_a_version_that_does_not_sort_is_refused(cut: Cut, root: Root, version: str) -> None:
    """Nothing is built or made for it."""
    with pytest.raises(UserError, match=r"release/version .* is no version that sorts"):
        cut(version)
    assert not root.releases.exists()


def test_a_version_is_cut_once(cut: Cut, root: Root) -> None:
    """Neither it nor an earlier one is cut again, and the release stays as it was."""
    cut("2026.10")
    before = {file: file.read_bytes() for file in iter_files(root.releases)}
    write_text(root, "a", "Another\n=======\n")
    with pytest.raises(UserError, match=r"^release/exists "):
        cut("2026.10")
    with pytest.raises(UserError, match=r"release/version 2026\.2 does not follow 2026\.10"):
        cut("2026.2")
    assert {file: file.read_bytes() for file in iter_files(root.releases)} == before


@pytest.mark.parametrize("folder", ["build", "build/x", "source", "locale/fr"])
def test_a_release_lies_in_no_other_folder(cut: Cut, root: Root, folder: str) -> None:
    """Releases are not put where builds are overwritten, or where texts are read."""
    with pytest.raises(UserError, match=r"^cli/to "):
        cut("2026.2", releases=root.path / folder)


def test_a_damaged_release_is_not_carried_on(cut: Cut, root: Root) -> None:
    """A file of the last release that is not as it was published is named, and nothing is made."""
    cut("2026.1")
    book = root.releases / "2026.1/editions/fr/b/b-fr.epub"
    book.chmod(0o644)
    book.write_bytes(b"other")
    with pytest.raises(UserError, match=r"b-fr\.epub: release/changed-file "):
        cut("2026.2", selection=Selection(publications=("a",)))
    assert [one.path.name for one in list_release_folders(root.releases)] == ["2026.1"]


def test_two_cuts_at_once_make_one_release(cut: Cut, root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second waits for the first, then finds that the version is there."""
    waits: list[bool] = []
    hold = lock.hold_lock

    def hold_and_cut(path: Path, on_wait: Callable[[], None] = lambda: None) -> Any:
        """Let another process cut the release before this one holds its folder."""
        if path == root.releases and not waits:
            waits.append(True)
            assert cut("2026.2").exit_code == 0
        return hold(path, on_wait)

    monkeypatch.setattr(lock, "hold_lock", hold_and_cut)
    with pytest.raises(UserError, match=r"^release/exists "):
        cut("2026.2")


def kill_at(event: int, releases: Path) -> Callable[[str, tuple[Any, ...]], None]:
    """Return a hook that kills this process at its n-th touch of the folder of releases."""
    count = 0

    def watch(name: str, arguments: tuple[Any, ...]) -> None:
        nonlocal count
        if name.split(".", maxsplit=1)[0] in ("open", "os", "shutil") and str(releases) in str(arguments):
            count += 1
            if count == event:
                os.kill(os.getpid(), signal.SIGKILL)

    return watch


def cut_in_process(cut: Cut, event: int, releases: Path) -> int:
    """Cut a release in a process of its own that is killed at an event; return how it ended."""
    pid = os.fork()
    if pid == 0:
        sys.addaudithook(kill_at(event, releases))
        os._exit(0 if cut("2026.2").exit_code == 0 else 1)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def count_touches(cut: Cut, releases: Path) -> int:
    """Return how often a cut touches the folder of releases, by cutting into another one."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        touched: list[str] = []
        sys.addaudithook(
            lambda name, arguments: (
                touched.append(name)
                if name.split(".")[0] in ("open", "os", "shutil") and str(releases) in str(arguments)
                else None
            )
        )
        cut("2026.2", releases=releases)
        os.write(writer, str(len(touched)).encode())
        os._exit(0)
    os.close(writer)
    os.waitpid(pid, 0)
    with os.fdopen(reader, "rb") as stream:
        return int(stream.read())


@pytest.mark.usefixtures("short_program")
def test_a_killed_cut_leaves_no_half_release(cut: Cut, root: Root, tmp_path: Path) -> None:
    """Wherever SIGKILL comes, there is a whole release or none, and the next cut makes it."""
    root.register.write_text('[publications.a]\nlanguages = ["en"]\n')  # one edition has every step of a cut
    total = count_touches(cut, tmp_path / "elsewhere")
    assert total > KILLS
    points = [1 + at * (total - 1) // (KILLS - 1) for at in range(KILLS)]
    found = set[bool]()
    for at, point in enumerate(points):
        releases = tmp_path / f"releases-{at}"
        status = cut_in_process(lambda version, to=releases: cut(version, releases=to), point, releases)
        assert status in (-signal.SIGKILL, 0)
        folders = list_release_folders(releases)
        found.add(bool(folders))
        if folders:
            assert list_errors(folders[0]) == []
        else:
            assert cut("2026.2", releases=releases).exit_code == 0
            assert [path.name for path in releases.iterdir()] == ["2026.2"]
            assert list_errors(ReleaseFolder(releases / "2026.2")) == []
    assert found == {False, True}
