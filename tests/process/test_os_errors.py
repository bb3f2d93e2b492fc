"""Operating system errors become one line with a remedy."""

from __future__ import annotations

import errno
import os
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from build_tools.paths import BuildFolder
from build_tools.process import os_errors

CASES = tomllib.loads((Path(__file__).parents[1] / "data" / "process" / "os_errors.toml").read_text("utf-8"))[
    "case"
]


@pytest.mark.parametrize("case", CASES, ids=[case["errno"] for case in CASES])
def test_a_disk_that_refuses_is_told_in_a_line(case: dict[str, str]) -> None:
    """Each error names the file, by its path in the root or its whole path, the cause and the remedy."""
    root, folder = Path("/somewhere"), Path("/somewhere/build")
    number = getattr(errno, case["errno"])
    name = str(folder / case["file"]) if case["file"] else None
    converted = os_errors.convert_os_error(OSError(number, os.strerror(number), name), root, folder)
    assert str(converted) == case["says"]
    assert converted is not None
    assert converted.exit_code == 2
    elsewhere = os_errors.convert_os_error(OSError(number, os.strerror(number), name), Path("/else"), folder)
    assert str(elsewhere) == case["says"].replace(" build", " /somewhere/build", 1)


def test_every_error_of_the_system_is_a_line(tmp_path: Path) -> None:
    """Whatever number the system gives: its words, the file and a remedy; a name of any bytes is shown."""
    for number in errno.errorcode:
        name = str(tmp_path / os.fsdecode(b"caf\xe9"))
        line = str(os_errors.convert_os_error(OSError(number, os.strerror(number), name), tmp_path, tmp_path))
        assert re.fullmatch("[a-z]+/[a-z-]+ (caf\udce9: )?.+ — .+", line)


def test_an_error_that_is_not_the_system_s_is_not_mendable() -> None:
    """An OSError that a library raised without a number is an internal error."""
    assert os_errors.convert_os_error(OSError("cannot identify image"), Path("/b"), Path("/b")) is None


def test_a_long_name_is_cut(tmp_path: Path) -> None:
    """A path that is longer than any disk takes is shown by its ends."""
    error = OSError(errno.ENAMETOOLONG, "File name too long", str(tmp_path / ("a" * 5000)))
    assert len(str(os_errors.convert_os_error(error, tmp_path, tmp_path))) < 500


def test_a_fault_names_the_last_step_in_our_own_code(tmp_path: Path) -> None:
    """The message names the last frame of our code, not of a library."""
    try:
        os_errors.convert_os_error(None, tmp_path, tmp_path)  # type: ignore[arg-type]
    except AttributeError as error:
        reported = os_errors.make_internal_error(error, tmp_path / "story.txt")
    assert "(build_tools/process/os_errors.py:" in reported.message
    assert reported.exit_code == 1
    assert "AttributeError" in (tmp_path / "story.txt").read_text()


def test_a_story_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """An internal error on a broken disk still gives one line."""
    (tmp_path / "file").write_text("")
    reported = os_errors.make_internal_error(ValueError("x"), tmp_path / "file" / "story.txt")
    assert "its traceback could not be written: " in reported.remedy


def test_a_message_of_many_lines_is_one_line(tmp_path: Path) -> None:
    """The finding of an error is one line, whatever its message."""
    found: Any = os_errors.convert_exception(
        ValueError("first\nsecond"), BuildFolder(tmp_path), tmp_path, publication="a", language="fr"
    )
    assert "\n" not in found.message
