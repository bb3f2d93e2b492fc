"""A release that was changed is found out, wherever it was."""

from __future__ import annotations

import json
import os
import shutil
import tomllib
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from build_tools.errors import UserError
from build_tools.paths import compute_digest
from build_tools.paths.release_folder import MANIFEST, SEALS, ReleaseFolder
from build_tools.release.verification import verify_release
from tests.helpers.sealed_releases import make_sealed_release

DATA = Path(__file__).parents[1] / "data" / "release"
CASES = tomllib.loads((DATA / "faults.toml").read_text("utf-8"))["case"]
Case = Mapping[str, Any]


@pytest.fixture
def release(tmp_path: Path) -> ReleaseFolder:
    """Return a valid release."""
    return make_sealed_release(tmp_path / "2026.2")


def list_errors(release: ReleaseFolder) -> list[str]:
    """Return the errors of a release: `FILE CODE`, each once."""
    found = verify_release(release, None).findings
    return sorted({f"{one.place.file} {one.code}" for one in found if one.severity == "error"})


def flip(file: Path, case: Case) -> None:
    """Change a bit in the middle of a file."""
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


def edit(file: Path, case: Case) -> None:
    """Replace what stands there once."""
    text = file.read_text("utf-8")
    assert case["old"] in text
    file.write_text(text.replace(case["old"], case["new"]), "utf-8")


def append(file: Path, case: Case) -> None:
    """Write a text behind a file."""
    with file.open("a", encoding="utf-8") as stream:
        stream.write(case["text"])


def drop_line(file: Path, case: Case) -> None:
    """Remove the lines that end with a text."""
    lines = file.read_text("utf-8").splitlines(keepends=True)
    file.write_text("".join(line for line in lines if not line.rstrip().endswith(case["text"])), "utf-8")


def write(file: Path, case: Case) -> None:
    """Write a file that is neither text nor anything else."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"\xff\xfe new")


def swap(file: Path, case: Case) -> None:
    """Exchange two files."""
    other = next(folder for folder in file.parents if (folder / MANIFEST).is_file()) / case["other"]
    first, second = file.read_bytes(), other.read_bytes()
    file.write_bytes(second)
    other.write_bytes(first)


def link(file: Path, case: Case) -> None:
    """Put a link in place of what is there, which leads to the very same."""
    moved = next(folder for folder in file.parents if (folder / MANIFEST).is_file()).with_name("moved")
    shutil.move(file, moved)
    file.symlink_to(moved)


def make_pipe(file: Path, case: Case) -> None:
    """Put a named pipe in place of a file: who opens it waits for ever."""
    file.unlink()
    os.mkfifo(file)


def set_value(file: Path, case: Case) -> None:
    """Set a value of the manifest, and write its sums again."""
    release = ReleaseFolder(file)
    data = json.loads(release.manifest.read_bytes())
    holder = data
    for key in case["at"][:-1]:
        holder = holder[key]
    assert holder[case["at"][-1]] != case["value"]
    holder[case["at"][-1]] = case["value"]
    write_sealed(release, data)


def repeat(file: Path, case: Case) -> None:
    """Write the first row of a list of the manifest a second time, and its sums again."""
    release = ReleaseFolder(file)
    data = json.loads(release.manifest.read_bytes())
    data[case["at"]].append(data[case["at"]][0])
    write_sealed(release, data)


def add_entries(file: Path, case: Case) -> None:
    """Write entries over those of the archive of sources, and seal it again."""
    release = ReleaseFolder(file)
    with ZipFile(release.sources) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    entries |= {name: text.encode() for name, text in case["entries"]}
    with ZipFile(release.sources, "w") as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    seal_again(release)


def seal_again(release: ReleaseFolder) -> None:
    """Write the list of files as they are now, and the sums: what one can do who has no key."""
    data = json.loads(release.manifest.read_bytes())
    paths = sorted(file for file in release.path.rglob("*") if file.is_file())
    named = {file.relative_to(release.path).as_posix(): file.read_bytes() for file in paths}
    data["files"] = [
        {"path": path, "sha256": compute_digest(raw), "bytes": len(raw)}
        for path, raw in named.items()
        if path not in SEALS
    ]
    write_sealed(release, data)


def write_sealed(release: ReleaseFolder, data: Any) -> None:
    """Write a manifest, and the sums of what it lists."""
    release.manifest.write_text(json.dumps(data), "utf-8")
    rows = [(one["path"], one["sha256"]) for one in data["files"]]
    rows.append((MANIFEST, compute_digest(release.manifest.read_bytes())))
    release.sums.write_text("".join(f"{at}  {path}\n" for path, at in sorted(rows)), "utf-8")


CHANGES: Mapping[str, Callable[[Path, Case], None]] = {
    "flip": flip,
    "edit": edit,
    "append": append,
    "drop-line": drop_line,
    "write": write,
    "remove": lambda file, _case: file.unlink(),
    "swap": swap,
    "link": link,
    "pipe": make_pipe,
    "set": set_value,
    "repeat": repeat,
    "archive": add_entries,
}


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_every_fault_is_told_at_its_file(case: Case, release: ReleaseFolder) -> None:
    """Each change of a release gives the errors of its row, no more and no fewer."""
    CHANGES[case["do"]](release.path / case.get("file", ""), case)
    if case.get("seal"):
        seal_again(release)
    assert list_errors(release) == sorted(case["errors"])


def test_no_case_is_there_twice() -> None:
    """Each case has a name of its own, and each kind of change a case."""
    assert max(Counter(case["name"] for case in CASES).values()) == 1
    assert {case["do"] for case in CASES} == CHANGES.keys()


def test_a_valid_release_has_no_error(release: ReleaseFolder) -> None:
    """Of a release as it was made there is a note alone: that nothing says who made it."""
    found = verify_release(release, None)
    assert [(one.code, one.severity) for one in found.findings] == [("release/unverified", "note")]
    assert found.is_valid


@pytest.mark.parametrize("mode", ["file", "nothing", "empty", "linked manifest", "piped manifest"])
def test_what_is_no_release_is_refused(mode: str, tmp_path: Path, release: ReleaseFolder) -> None:
    """A file, nothing at all, and a folder without a manifest of its own are no release."""
    folder = tmp_path / "other"
    if mode == "file":
        folder.write_text("{}")
    elif mode != "nothing":
        folder.mkdir()
    if mode == "linked manifest":
        (folder / MANIFEST).symlink_to(release.manifest)
    if mode == "piped manifest":
        os.mkfifo(folder / MANIFEST)
    with pytest.raises(UserError, match="release/not-a-release"):
        verify_release(ReleaseFolder(folder), None)


def test_a_release_of_a_later_program_is_not_judged(release: ReleaseFolder) -> None:
    """What a later version of the program wrote is said to be that, not to be changed."""
    data = json.loads(release.manifest.read_bytes())
    write_sealed(release, data | {"seals": []})
    with pytest.raises(UserError, match="release/newer"):
        verify_release(release, None)


def test_nothing_is_written(release: ReleaseFolder) -> None:
    """A release is verified where nobody may write, and is the same after it."""
    before = {file: file.stat().st_mtime_ns for file in release.path.rglob("*")}
    verify_release(release, None)
    assert {file: file.stat().st_mtime_ns for file in release.path.rglob("*")} == before
