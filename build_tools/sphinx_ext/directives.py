"""Replace docutils' directives `date::`, and `header::` and `footer::`, which no format shows."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes
from docutils.parsers.rst import Directive, states
from docutils.parsers.rst.directives import parts
from sphinx.application import Sphinx
from sphinx.util.logging import getLogger

from build_tools.model import Edition

# Of an edition without a date; Sphinx replaces an empty one by the clock's.
NO_DATE = "–"
logger = getLogger(__name__)
LOST = "the words of %s:: stand in no format, each of which makes its own — put them in the text"


class WarnLost(Directive):
    """Log a warning that the text of the directive is lost."""

    def run(self) -> Sequence[nodes.Node]:
        """Log the warning, then run the directive."""
        place = self.state_machine.get_source_and_line(self.lineno)
        location = ":".join(map(str, place))
        logger.warning(LOST, self.name, location=location, type="press", subtype="lost-words")
        return super().run()


def install_directives(app: Sphinx, edition: Edition) -> None:
    """Replace docutils' directives by these."""
    for name, base in (("header", parts.Header), ("footer", parts.Footer)):
        app.add_directive(name, type(name.title(), (WarnLost, base), {}), override=True)
    app.add_directive("date", type("Date", (DateDirective,), {"edition": edition}), override=True)


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
