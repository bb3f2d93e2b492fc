"""Fixtures that the tests of the launcher share: a new machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.launcher.newcomer import Newcomer


@pytest.fixture
def newcomer(tmp_path: Path) -> Newcomer:
    """Return a Debian machine without any of the packages."""
    return Newcomer.make(tmp_path)
