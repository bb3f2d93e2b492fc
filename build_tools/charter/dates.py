"""Dates that a text asks for: takes an Edition, gives its date, since no clock decides a byte."""

from __future__ import annotations

from docutils import nodes
from docutils.parsers.rst import Directive, states

from build_tools.model import Edition

# What stands for the date of an edition that bears none; Sphinx takes an empty one for the clock's.
NONE = "–"


def today(edition: Edition) -> str:
    """Return what `|today|` says: the date of an edition as its readers write it."""
    return edition.date_text or NONE


class Date(Directive):
    """`.. |day| date:: %Y` within a substitution: docutils' own takes the day of the build."""

    has_content = True
    edition: Edition

    def run(self) -> list[nodes.Node]:
        """Return the edition's date in the format that is asked for."""
        if not isinstance(self.state, states.SubstitutionDef):
            raise self.error(f"“{self.name}” can only stand within a substitution definition.")
        day = self.edition.date
        return [nodes.Text(day.strftime(" ".join(self.content) or "%Y-%m-%d") if day else NONE)]
