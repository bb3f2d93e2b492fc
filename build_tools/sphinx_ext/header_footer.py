"""Warn about `header::` and `footer::`, which no format shows."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes
from docutils.parsers.rst import Directive
from docutils.parsers.rst.directives import parts
from sphinx.application import Sphinx
from sphinx.util.logging import getLogger

logger = getLogger(__name__)
LOST = "the words of %s:: stand in no format, each of which makes its own — put them in the text"


class WarnLost(Directive):
    """Log a warning that the text of the directive is lost."""

    def run(self) -> Sequence[nodes.Node]:
        """Log the warning, then run the directive."""
        source, line = self.state_machine.get_source_and_line(self.lineno)
        place = f"{source}:{line}"
        logger.warning(LOST, self.name, location=place, type="press", subtype="lost-words")
        return super().run()


class Header(WarnLost, parts.Header):
    """Warn about `.. header::`."""


class Footer(WarnLost, parts.Footer):
    """Warn about `.. footer::`."""


def install_header_footer(app: Sphinx) -> None:
    """Replace docutils' directives by these."""
    app.add_directive("header", Header, override=True)
    app.add_directive("footer", Footer, override=True)
