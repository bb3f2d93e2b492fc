"""Fixtures: a machine that lacks font families, and a cache folder that all tests share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from build_tools.fonts import font_selection


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the cache."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def gone(monkeypatch: pytest.MonkeyPatch) -> Callable[[Sequence[str]], None]:
    """Return a function that removes families from the machine."""
    family = font_selection.find_family

    def take(names: Sequence[str]) -> None:
        monkeypatch.setattr(
            font_selection, "find_family", lambda name: None if name in names else family(name)
        )

    return take
