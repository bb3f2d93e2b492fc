"""SHA256SUMS is what sha256sum reads and writes."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from build_tools.errors import UserError
from build_tools.model import OutputFile
from build_tools.paths import compute_digest
from build_tools.release.sums import format_sums, parse_sums

FILES = {"b.txt": b"1", "a/é fr.html": b"2", "a/ b": b""}


def describe(name: str) -> OutputFile:
    """Return a row of the manifest."""
    return OutputFile(path=name, sha256=compute_digest(FILES[name]), size=len(FILES[name]))


def test_sha256sum_reads_and_writes_the_same(tmp_path: Path) -> None:
    """The program sha256sum accepts the sums, and finds a file that changed."""
    for name, data in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    sums = tmp_path / "SHA256SUMS"
    sums.write_bytes(format_sums(map(describe, FILES)))
    check = ["sha256sum", "--strict", "-c", "SHA256SUMS"]
    assert subprocess.run(check, cwd=tmp_path, capture_output=True, check=False).returncode == 0
    made = subprocess.run(["sha256sum", *sorted(FILES)], cwd=tmp_path, capture_output=True, check=True)
    assert made.stdout == sums.read_bytes()
    (tmp_path / "b.txt").write_bytes(b"3")
    assert subprocess.run(check, cwd=tmp_path, capture_output=True, check=False).returncode == 1


def test_sums_are_parsed_as_they_were_written() -> None:
    """Paths come back in order, each with its digest and its line."""
    rows = parse_sums(format_sums(map(describe, FILES)), "SHA256SUMS")
    assert [(row.path, row.sha256, row.line) for row in rows] == [
        (name, compute_digest(FILES[name]), at) for at, name in enumerate(sorted(FILES), 1)
    ]


DIGEST = "0" * 64


@pytest.mark.parametrize(
    "line", ["", "x", f"{DIGEST} a", f"{DIGEST} *a", f"{DIGEST[1:]}  a", f"{'A' * 64}  a", f"\\{DIGEST}  a"]
)
def test_another_line_is_told_by_its_number(line: str) -> None:
    """What is no line of sums is an error at its line."""
    with pytest.raises(UserError, match=r"^SUMS:2: release/sums"):
        parse_sums(f"{DIGEST}  a\n{line}\n".encode(), "SUMS")
