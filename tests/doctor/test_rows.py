"""Rows of `editions doctor`: the state of a version, and its remedy."""

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
    """Versions are compared number by number; no version means missing."""
    assert compare_version(version, least) == state


def test_numbers_leave_words_out() -> None:
    """Parts of a version that are not numbers are ignored."""
    assert parse_version("3.14.0.rc1") == (3, 14, 0)


def test_remedy_on_debian(monkeypatch: pytest.MonkeyPatch) -> None:
    """With apt-get, the remedy is its command."""
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    assert (
        components.make_install_command("gettext") == "sudo apt-get install --no-install-recommends gettext"
    )


def test_remedy_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without apt-get, the remedy has the Debian name of the package."""
    monkeypatch.setenv("PATH", "")
    assert components.make_install_command("gettext") == "install what Debian calls gettext"
