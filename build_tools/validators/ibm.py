"""Validate pages with IBM's accessibility-checker-engine, as a browser shows them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from build_tools.validators import MessagesByFile, browser


def validate(pages: Iterable[Path]) -> MessagesByFile:
    """Return what fails IBM's rules on each page, narrow and wide; one browser serves all."""
    return browser.validate_in_browser("IBM's engine", "ibm", pages)
