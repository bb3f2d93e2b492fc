"""Validate pages with axe, for WCAG 2.2 AA, as a browser shows them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from build_tools.validators import MessagesByFile, browser


def validate(pages: Iterable[Path]) -> MessagesByFile:
    """Return the messages of axe about each page, at every width, light and dark; one browser serves all."""
    return browser.validate_in_browser("axe", "axe", pages)
