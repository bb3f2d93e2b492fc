"""Python packages: the lock file compared with what is installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.doctor.packages import (
    REINSTALL_COMMAND,
    Pin,
    check_packages,
    find_package_versions,
    normalize_package_name,
    parse_lock,
)

LOCK = """\
# made by a command
#    a command
sphinx==9.0.4 \\
    --hash=sha256:00 \\
    --hash=sha256:11
sphinx-intl==2.4.0 \\
    --hash=sha256:22
colorama==0.4.6 ; sys_platform == 'win32' \\
    --hash=sha256:33
"""


@pytest.mark.parametrize("name", ["sphinx-intl", "sphinx_intl", "Sphinx.Intl"])
def test_a_package_has_one_spelling(name: str) -> None:
    """Different spellings of a package name are normalized to one."""
    assert normalize_package_name(name) == "sphinx-intl"


def test_pins_of_a_lock() -> None:
    """A lock file gives its packages in order, with the markers of conditional ones."""
    assert parse_lock(LOCK) == (
        Pin(name="sphinx", version="9.0.4"),
        Pin(name="sphinx-intl", version="2.4.0"),
        Pin(name="colorama", version="0.4.6", is_required=False),
    )


def test_what_is_installed_is_read_from_names_alone(tmp_path: Path) -> None:
    """Folder names give the versions; the first of two folders is used, as in an import."""
    for name in ("one/Sphinx_Intl-2.4.0.dist-info", "two/sphinx_intl-1.0.dist-info", "two/sphinx"):
        (tmp_path / name).mkdir(parents=True)
    found = find_package_versions([str(tmp_path / "one"), str(tmp_path / "two")])
    assert found == {"sphinx-intl": "2.4.0"}


def test_the_environment_of_these_tests_is_read() -> None:
    """Without given folders, the packages of this Python are read."""
    assert find_package_versions()["pytest"] == pytest.__version__


def test_rows_of_a_lock() -> None:
    """A package is correct, older than the lock, or missing; each wrong one has its remedy."""
    rows = [
        (row.name, row.state, row.version, row.remedy)
        for row in check_packages(LOCK, {"sphinx": "9.0.4", "sphinx-intl": "2.3.0"})
    ]
    assert rows == [
        ("sphinx", "ok", "9.0.4", ""),
        ("sphinx-intl", "old", "2.3.0", REINSTALL_COMMAND),
    ]
    (missing,) = check_packages("rich==15.0.0 \\\n", {})
    assert (missing.state, missing.detail, missing.remedy) == (
        "missing",
        "the lock says 15.0.0",
        REINSTALL_COMMAND,
    )


def test_a_package_for_other_machines_is_not_missed() -> None:
    """A package for other platforms has a row only if it is installed."""
    assert [row.name for row in check_packages(LOCK, {"colorama": "0.4.6"})][-1] == "colorama"
    assert [row.name for row in check_packages(LOCK, {})] == ["sphinx", "sphinx-intl"]
