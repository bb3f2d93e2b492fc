"""Where nothing can be written an error names the path as it is, in one line, and exits with 2."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

MADE = "name another folder with -o"
REPORT = "name another file with --report"
# A path that is named for an option, {} for a folder that holds a plain `file`; then what is said.
CASES = [
    (
        "-o",
        "/proc/foo",
        f"cli/output the build folder /proc/foo cannot be made: No such file or directory — {MADE}",
    ),
    (
        "-o",
        "/proc/a/b",
        f"cli/output the build folder /proc/a/b cannot be made: No such file or directory — {MADE}",
    ),
    ("-o", "{}/file/x", f"cli/output the build folder {{}}/file/x cannot be made: Not a directory — {MADE}"),
    (
        "-o",
        "{}/file",
        f"cli/output the build folder {{}}/file is a file — {MADE}, or none for the root's own build/",
    ),
    (
        "--report",
        "/proc/foo",
        f"cli/report /proc/foo cannot be written: No such file or directory — {REPORT}",
    ),
    ("--report", "{}/file/x", f"cli/report {{}}/file/x cannot be written: File exists — {REPORT}"),
    (
        "--report",
        "/dev/full",
        "build/disk-full /dev/full: there is no room left — make room, then build again",
    ),
]


@pytest.mark.parametrize(("option", "path", "said"), CASES, ids=[f"{case[0]} {case[1]}" for case in CASES])
def test_a_path_outside_the_root_is_told_whole(
    start: Any, make_root: Any, tmp_path: Path, option: str, path: str, said: str
) -> None:
    """The line has the path that was named, also outside the root, and nothing is built but with a device."""
    (tmp_path / "file").write_text("mine")
    command = start("build", "--root", make_root().path, option, path.format(tmp_path))
    _, err = command.communicate(timeout=60)
    assert (command.returncode, err) == (2, said.format(tmp_path) + "\n")
    assert (tmp_path / "file").read_text() == "mine"
    assert (tmp_path / "root" / "build" / "editions").exists() is (path == "/dev/full")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/proc/foo", "disk/gone /proc/foo: it is not there, or no longer — put it back, or name another"),
        ("{}/file/x", "build/in-the-way {}/file/x: a file is where a folder must be — move the file away"),
    ],
)
def test_a_new_root_is_told_as_it_was_named(start: Any, tmp_path: Path, path: str, said: str) -> None:
    """Not by the name that it has while it is made."""
    (tmp_path / "file").write_text("mine")
    command = start("new", path.format(tmp_path))
    assert command.communicate(timeout=60) == ("", said.format(tmp_path) + "\n")
    assert command.returncode == 2


@pytest.mark.parametrize("is_outside", [False, True])
def test_a_disk_that_fills_names_its_folder(
    start: Any, make_root: Any, tmp_path: Path, is_outside: bool
) -> None:
    """A build folder is named from the root, or by its whole path where it lies elsewhere."""
    folder = tmp_path / "elsewhere" if is_outside else tmp_path / "root" / "build"
    root = make_root(acts={"a": f"en html full {folder}/editions/page\n"})
    command = start("build", "--root", root.path, "-l", "en", "-f", "html", "-o", folder)
    _, err = command.communicate(timeout=60)
    shown = folder if is_outside else "build"
    assert command.returncode == 1
    assert err.startswith(f"build/disk-full {shown}/editions/page: there is no room left — ")
