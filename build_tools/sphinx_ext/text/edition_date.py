"""Provide the date of an edition for `|today|` and `date::`, instead of the clock's."""

from __future__ import annotations

from docutils import nodes
from docutils.parsers.rst import Directive, states

from build_tools.model import Edition

# Of an edition without a date; Sphinx replaces an empty one by the clock's.
NO_DATE = "–"


def format_today(edition: Edition) -> str:
    """Return the text of `|today|`: the date of an edition as its readers write it."""
    return edition.date_text or NO_DATE


class DateDirective(Directive):
    """Replace docutils' `.. |day| date:: %Y`, which uses the day of the build."""

    has_content = True
    edition: Edition

    def run(self) -> list[nodes.Node]:
        """Return the edition's date in the given format."""
        if not isinstance(self.state, states.SubstitutionDef):
            raise self.error(f"“{self.name}” can only stand within a substitution definition.")
        day = self.edition.date
        return [nodes.Text(day.strftime(" ".join(self.content) or "%Y-%m-%d") if day else NO_DATE)]
