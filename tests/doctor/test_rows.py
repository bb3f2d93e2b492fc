"""Rows: how a version stands, and what mends it."""

from __future__ import annotations

import pytest

from build_tools.doctor import components
from build_tools.doctor.components import ComponentState, compare_version, parse_version


@pytest.mark.parametrize(
    ("version", "least", "state"),
    [
        ("", "", "missing"),
        ("", "1.44", "missing"),
        ("1.56.3", "", "ok"),
        ("1.56.3", "1.44", "ok"),
        ("1.44", "1.44", "ok"),
        ("1.9", "1.44", "old"),
        ("3.9.2", "3.11", "old"),
        ("0.23.1", "0.21", "ok"),
    ],
)
def test_state_of_a_version(version: str, least: str, state: ComponentState) -> None:
    """Versions are compared as numbers, part by part; none at all is missing."""
    assert compare_version(version, least) == state


def test_numbers_leave_words_out() -> None:
    """What is not a number in a version does not hinder its comparison."""
    assert parse_version("3.14.0.rc1") == (3, 14, 0)


def test_remedy_on_debian(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is apt-get, the remedy is its command."""
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    assert (
        components.make_install_command("gettext") == "sudo apt-get install --no-install-recommends gettext"
    )


def test_remedy_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is none, the remedy names the package as Debian calls it."""
    monkeypatch.setenv("PATH", "")
    assert components.make_install_command("gettext") == "install what Debian calls gettext"
