"""What the tests of the launcher share: a newcomer's machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.launcher.newcomer import Newcomer


@pytest.fixture
def newcomer(tmp_path: Path) -> Newcomer:
    """A machine of Debian that lacks every package."""
    return Newcomer.make(tmp_path)
