"""Read what the dossier of an edition says that machines found, and move its links to the site."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierSummary:
    """Count the checks of an edition that found nothing, that found something, and that were not run."""

    clean: int
    found: int
    not_run: int


def summarize_dossier(html: str) -> DossierSummary:
    """Return how many checks of a dossier ended how; one that noted what is no fault found nothing."""

    def count(*states: str) -> int:
        """Return how many rows are in one of the states."""
        return sum(len(re.findall(rf'<tr class="{state}">', html)) for state in states)

    return DossierSummary(clean=count("clean", "noted"), found=count("found"), not_run=count("not-run"))


def move_dossier_links(html: str) -> str:
    """Return a dossier whose links to files of its edition lead to them in the site."""
    return re.sub(r'(href="(?:\.\./)+)editions/([^/"]+/[^/"]+/)(?:html/)?', r"\1\2", html)
