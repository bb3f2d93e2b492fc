"""axe, the judge of WCAG 2.2 AA: takes pages, gives what it holds against each as it is shown."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from build_tools.judges import browser
from build_tools.judges.said import Verdicts


def judged(pages: Iterable[Path]) -> Verdicts:
    """Return what axe finds on each page at every width, by day and by night; one browser for all.

    Raises Mendable `check/judge-failed`.
    """
    return browser.looked("axe", "axe", pages)
